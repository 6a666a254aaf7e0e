// `npm run bench:redeem`: the redemption page under load, beside the same server where it need not ask PassKit and
// where PassKit answers without HTTP. The load comes from this process; the page and each PassKit have their own.
// The aim is measured on a PassKit that only replays the sandbox's answers: the sandbox checks and works, and on a
// machine with few cores its time would be taken for the page's. The rows of the sandbox show how much that is.
import autocannon, { type Options, type Result } from 'autocannon';
import pc from 'picocolors';
import { startStage } from './benchRedeemStage.ts';

const connections = 20;
const rounds = 9;
/** Each server answers some ten thousand requests before what it takes is what it will take. */
const warmUp = 5;
const seconds = 1;
const opened = 100;
const taps = 2_000;

/** Opening with PassKit over HTTP reaches at least this part of the same page with PassKit answered in process. */
const aim = 0.7;

interface Row {
  label: string;
  expected: '2xx' | '3xx' | '4xx';
  results: Result[];
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const percent = (part: number) => `${Math.round(part * 100)} %`;

const perSecond = ({ requests, duration }: Result) => requests.total / duration;

/** The requests a second of a row as a part of another's: of each round by itself, then the median. */
function compare(row: Row, other: Row): number {
  const others = other.results.map(perSecond);
  return median(row.results.map((result, round) => perSecond(result) / (others[round] ?? Number.NaN)));
}

/** Prints the medians of a row. */
function report({ label, expected, results }: Row): void {
  const middle = (figure: (result: Result) => number) => median(results.map(figure)).toFixed(0);
  const sum = (figure: (result: Result) => number) => results.map(figure).reduce((all, one) => all + one, 0);
  const [p50, p99] = [middle(({ latency }) => latency.p50), middle(({ latency }) => latency.p99)];
  console.log(
    `  ${label.padEnd(44)}${middle(perSecond).padStart(7)} requests/s   p99 ${p99.padStart(4)} ms   ` +
      pc.dim(`median ${p50} ms, n = ${sum(({ requests }) => requests.total)}`),
  );
  const wrong = sum((result) => result.errors + result.requests.total - result[expected]);
  if (wrong > 0) {
    console.log(pc.red(`  ✗ ${wrong} broken connections or other answers`));
    process.exitCode = 1;
  }
}

const stage = await startStage(taps, opened);
try {
  const { inProcess, overHttp, bare, onSandbox, links } = stage;
  const requests = links.slice(0, opened).map((path) => ({ path }));
  const row = (label: string, load: Options, expected: Row['expected'] = '2xx'): Row & { load: Options } => ({
    label,
    load,
    expected,
    results: [],
  });
  // The two that are compared have a server of their own each, with the same rest between their turns.
  const rows = {
    health: row('no PassKit, no page: GET /health', { url: `${onSandbox}/health` }),
    plain: row(
      'no PassKit: GET /redeem, unknown campaign',
      { url: `${onSandbox}/redeem?externalId=x&campaignId=unknown` },
      '4xx',
    ),
    inProcess: row('open a link, PassKit in process', { url: inProcess, requests }),
    overHttp: row('open a link, PassKit over HTTP', { url: overHttp, requests }),
    bare: row('open a link, a bare exchange of undici', { url: bare, requests }),
    onSandbox: row('open a link, the sandbox over HTTP', { url: onSandbox, requests }),
  };
  // They take turns, so that what else the machine does meets all of them.
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const { load, results } of Object.values(rows)) {
      const result = await autocannon({ ...load, connections, duration: seconds });
      if (round >= warmUp) results.push(result);
    }
  }
  const tapped = await tap(onSandbox, links);

  console.log(pc.bold(`\nThe redemption page with ${connections} connections, medians of ${rounds} rounds`));
  for (const row of Object.values(rows)) report(row);
  report({ label: 'tap on the sandbox, each another coupon', expected: '3xx', results: [tapped] });

  const good = compare(rows.overHttp, rows.inProcess) >= aim;
  const verdict = good ? pc.green(`aim ${percent(aim)}`) : pc.red(`✗ aim ${percent(aim)}`);
  console.log(`
  Opening a link with PassKit over HTTP is ${percent(compare(rows.overHttp, rows.plain))} of the page that needs no PassKit,
  and ${percent(compare(rows.overHttp, rows.inProcess))} of the same page with PassKit answered in process; ${verdict}.
  With a bare exchange in its place the page reaches ${percent(compare(rows.bare, rows.inProcess))}: more cannot be had with this client.`);
  if (!good) process.exitCode = 1;
} finally {
  stage.close();
}

/** Taps the button of every coupon once. */
async function tap(page: string, links: string[]): Promise<Result> {
  const forms: string[] = [];
  for (const link of links) {
    const text = await (await fetch(`${page}${link}`)).text();
    forms.push(/name="token" value="([^"]+)"/.exec(text)?.[1] ?? '');
  }
  let next = 0;
  const form = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    setupRequest: (request: autocannon.Request) => {
      const n = next++ % links.length;
      return { ...request, path: links[n], body: `token=${encodeURIComponent(forms[n] ?? '')}` };
    },
  } as const;
  return autocannon({ url: page, connections, amount: links.length, requests: [form] });
}
