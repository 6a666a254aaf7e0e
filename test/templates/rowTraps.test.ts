// What could make the scenarios that follow a table leave a pass of a row that has ended, pass over a row, or stop at one for
// ever: played in a model of Make, with one scenario for new and changed rows and with two.
import { jane, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { rowsPerRun } from '../../templates/coda.ts';
import type { TemplateName } from '../../templates/index.ts';

let stage: TemplateStage;
beforeEach(async () => {
  stage = await startTemplateStage();
});
afterEach(() => stage.close());

const add = (cells: Record<string, string> = {}) => stage.coda.addRow({ ...jane, ...cells });
const row = (id: string) => stage.coda.rows().find((one) => one.id === id)?.values ?? {};
const left = () =>
  stage.coda
    .rows()
    .map(({ values }) => values['Pass To Do'])
    .filter((said) => said !== '');
const live = (id: string) => {
  const pass = stage.sandbox.member(id) ?? stage.sandbox.coupon(id) ?? stage.sandbox.ticket(id);
  return pass !== undefined && (pass.expiryDate == null || Date.parse(String(pass.expiryDate)) > Date.now());
};
const run = async (names: readonly TemplateName[]) => {
  for (const name of names) await stage.scenario(name).run();
};

/** A run in which the first write into the table is refused: its pass is there, its row does not know. Gives the ID of the pass. */
async function losingTheLink(names: readonly TemplateName[]): Promise<string> {
  const { coda } = stage;
  const push = coda.requests.push.bind(coda.requests);
  let link = '';
  coda.requests.push = (...entries) => {
    const put = entries.find(({ method }) => method === 'PUT');
    if (put) {
      link = /pskt\.io\/(\w+)/.exec(JSON.stringify(put.body))?.[1] ?? '';
      coda.failNext(503);
    }
    return push(...entries);
  };
  await expect(run(names)).rejects.toThrow(/The server answered/);
  coda.requests.push = push;
  return link;
}

const coupon = { Type: 'Coupon', Tier: '' };
const ticket = { Type: 'Event Ticket', Tier: '' };
const one: TemplateName[] = ['new-and-changed-row'];
const two: TemplateName[] = ['new-row', 'changed-row'];

test.each<[string, TemplateName[], Record<string, string>]>([
  ['a membership, by one scenario', one, {}],
  ['a coupon, by one scenario', one, coupon],
  ['a ticket, by one scenario', one, ticket],
  ['a membership, by two', two, {}],
  ['a coupon, by two', two, coupon],
  ['a ticket, by two', two, ticket],
  ['a ticket, by that of the sign-up sheet', ['sign-up-sheet'], ticket],
])('a pass whose link was lost ends with its row: %s', async (_what, names, cells) => {
  const id = add(cells);
  const pass = await losingTheLink(names);
  expect(live(pass)).toBe(true);
  stage.coda.setCell(id, 'Status', 'Canceled');
  // PassKit does not answer at first: the row keeps its task.
  stage.sandbox.fault({ status: 503 });
  await run(names);
  expect([live(pass), left(), /busy/.test(String(row(id)['Pass Error']))]).toEqual([true, ['issue'], true]);
  await run(names);
  expect([live(pass), left(), row(id)['Pass Error']]).toEqual([false, [], '']);
});

describe.each([
  ['one scenario', one],
  ['two scenarios', two],
])('with %s', (_what, names) => {
  test('a row that has ended and never got a pass is told nothing, one whose pass is gone is', async () => {
    const [fresh, issued] = [add({ Status: 'Canceled' }), add(coupon)];
    await run(names);
    const { campaignId = '' } = stage.settings;
    await stage.app.run('revokePass', { passType: 'coupon', campaignId, externalId: issued });
    stage.coda.setCell(issued, 'Status', 'Canceled');
    await run(names);
    expect([row(fresh)['Pass Error'], left()]).toEqual(['', []]);
    expect(row(issued)['Pass Error']).toMatch(/\[pass_not_found\]$/);
  });

  test('blanks around a type or a status say nothing', async () => {
    const id = add({ Type: ' event ticket\n', Tier: '' });
    await run(names);
    const pass = String(row(id)['Pass ID']);
    expect([live(pass), row(id)['Pass Error']]).toEqual([true, '']);
    stage.coda.setCell(id, 'Status', ' Canceled ');
    await run(names);
    expect([live(pass), left(), row(id)['Pass Error']]).toEqual([false, [], '']);
  });

  // Pass To Do compares letter by letter, so it does not know that these are memberships.
  test('rows that lack something hold up no other, are told so, and get their pass later', async () => {
    const lacking = Array.from({ length: rowsPerRun }, () => add({ Type: 'membership', Tier: '' }));
    const whole = add();
    await run(names);
    await run(names);
    for (const id of lacking)
      expect(row(id)['Pass Error']).toBe(
        'Something is missing for a pass. The table needs these columns filled in: Name, Email, Tier (for Membership). As soon as they are, the row gets its pass.',
      );
    expect([stage.sandbox.passes(), row(whole)['Pass Error'], left()]).toEqual([1, '', []]);
    const [first = ''] = lacking;
    stage.coda.setCell(first, 'Tier', 'gold');
    await run(names);
    expect([stage.sandbox.passes(), row(first)['Pass Error'], left()]).toEqual([2, '', []]);
  });

  test('characters that JSON forbids hold up no other row', async () => {
    const breaks = add({ Name: 'Jane\u000bDoe\u000c' });
    const never = add({ Name: 'Jane\u0008Doe' });
    const other = add();
    await run(names);
    for (const id of [breaks, other]) expect(row(id)).toMatchObject({ 'Pass To Do': '', 'Pass Error': '' });
    expect([stage.sandbox.passes(), row(never)['Pass Link'] !== '']).toEqual([3, true]);
  });
});

test('a sign-up sheet tells a row what it lacks', async () => {
  await stage.close();
  stage = await startTemplateStage({ waits: false });
  const id = add({ ...ticket, Email: '' });
  await run(['sign-up-sheet']);
  expect(row(id)['Pass Error']).toBe(
    'Something is missing for a pass. The table needs these columns filled in: Name, Email. As soon as they are, the row gets its pass.',
  );
  expect([stage.sandbox.passes(), left()]).toEqual([0, []]);
});
