// Holds the Zapier app, the Make app and the redemption page to the golden exchanges: what PassKit must see and what the
// user must get, written from PassKit's descriptors and the README alone. README.md here explains the data.
import { openPage, platforms } from './apps.ts';
import { type Data, type Ending, files, type GoldenCase, keys } from './cases.ts';
import { differences } from './compare.ts';
import { endingProblems, type Outcome } from './outcome.ts';
import { startPassKit } from './passkit.ts';

type Name = keyof typeof platforms;

async function outcomeOf(act: () => Promise<Data[]>): Promise<Outcome> {
  try {
    return { bundles: await act() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Everything that is wrong with a case on a platform. */
async function play(
  operation: string,
  own: string[] | undefined,
  golden: GoldenCase,
  name: Name,
): Promise<string[]> {
  const given = { ...golden, ...golden[name] };
  const {
    input,
    zone,
    records,
    events,
    listed,
    subscribe,
    delivery,
    poll,
    field,
    event = '',
    body = {},
  } = given;
  const besides = delivery ? { request: 'POST /integrations/sink', answer: { id: 'sink' } } : undefined;
  const passKit = startPassKit({ names: records, listed, events, sinks: [], input }, given.writes ?? [], {
    anyOrder: golden.anyOrder,
    besides,
  });
  const platform = platforms[name];
  const job = { input, zone };
  if (field) {
    const wanted = given.choices?.map(({ value, label }) => ({ value, label: `/${label}/` }));
    const byValue = (a: { value: unknown }, b: { value: unknown }) =>
      String(a.value).localeCompare(String(b.value));
    const got = (await platform.choices(field, job)).sort(byValue);
    return [...differences(wanted?.sort(byValue), got, 'choices'), ...passKit.problems()];
  }
  const outcome = await outcomeOf(async () => {
    if (subscribe) await platform.subscribe(subscribe, event, job);
    else if (poll) return platform.poll(poll, job);
    else if (delivery) {
      const [once, again] = await platform.receive(delivery, event, job, body);
      // The event's own ID is the same when PassKit delivers it twice (README).
      if (once?.some(({ id }, at) => id !== again?.[at]?.id))
        throw new Error('the second delivery has another ID');
      return once ?? [];
    } else return platform.run(operation, job);
    return [];
  });
  const { but, bundle } = given;
  const endings: Ending[] = given.either ?? [but ? { bundle: { ...bundle, ...but } } : given];
  const kind = delivery || poll ? 'trigger' : given.bundles || given.first ? 'search' : 'action';
  const each = endings.map((one) => endingProblems(one, outcome, own ?? keys[kind], name));
  return [...(each.some((problems) => problems.length === 0) ? [] : each.flat()), ...passKit.problems()];
}

/** The same redemption as a tap on the page: the same write, but for the reference that the page makes. */
async function playPage({ input, records, ...golden }: GoldenCase): Promise<string[]> {
  const { page } = golden;
  if (!page) throw new Error('no page');
  const writes = (page.writes ?? golden.writes ?? []).map((write) => ({
    ...write,
    body: { redemptionDetails: { redemptionSource: '<any>', redemptionReference: '<word>' } },
  }));
  const passKit = startPassKit(
    { names: [page.opened], listed: [], events: [], sinks: [], input },
    writes,
    {},
  );
  const visit = await openPage(String(input.externalId), String(input.campaignId));
  passKit.holds = { ...passKit.holds, names: records };
  const { status, text } = await visit.tap();
  const shown = { status, heading: /<h1>([^<]*)<\/h1>/.exec(text)?.[1] };
  const { heading, status: wanted } = page;
  const words = text.includes(page.text) ? [] : [`the page does not say “${page.text}”`];
  return [...differences({ status: wanted, heading }, shown, 'the page'), ...words, ...passKit.problems()];
}

for (const { file, operation, keys: own, cases } of files) {
  describe(file, () => {
    for (const golden of cases) {
      for (const name of ['zapier', 'make', 'page'] as const) {
        if (name === 'page' ? !golden.page : golden.only && golden.only !== name) continue;
        // A disputed case turns red when the code is mended: then the mark goes.
        const disputed = golden[name]?.disputed ?? golden.disputed;
        const title = `${golden.case}, on ${name}`;
        (disputed ? test.failing : test)(title, async () => {
          const problems =
            name === 'page' ? await playPage(golden) : await play(operation, own, golden, name);
          if (problems.length > 0)
            throw new Error(`${file}, ${title}\n- ${problems.join('\n- ')}\n(${golden.source})`);
        });
      }
    }
  });
}
