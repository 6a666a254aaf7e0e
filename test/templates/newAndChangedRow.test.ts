// The scenario that issues and follows changes in one, in a model of Make: what becomes of the rows, and of the passes.
import type { Cells } from '../../standIns/coda/table.ts';
import { jane, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';

let stage: TemplateStage;
beforeEach(async () => {
  stage = await startTemplateStage();
});
afterEach(() => stage.close());

const coupon = { ...jane, Type: 'Coupon', Tier: '' };
const ticket = { ...jane, Type: 'Event Ticket', Tier: '' };

const add = (cells: Cells = {}) => stage.coda.addRow({ ...jane, ...cells });
const row = (id: string) => {
  const found = stage.coda.rows().find((one) => one.id === id);
  if (!found) throw new Error(`No row ${id}`);
  return found.values;
};
const passId = (id: string) => String(row(id)['Pass ID']);
const change = (id: string, cells: Record<string, string>) => {
  for (const [column, value] of Object.entries(cells)) stage.coda.setCell(id, column, value);
};
const run = async () => {
  const scenario = stage.scenario('new-and-changed-row');
  await scenario.run();
  return scenario.log.filter(({ module }) => !/BasicRouter|Ignore/.test(module)).map(({ module }) => module);
};
const left = () =>
  stage.coda
    .rows()
    .map(({ values }) => values['Pass To Do'])
    .filter((said) => said !== '');
const expired = (date: unknown) => Date.parse(String(date)) <= Date.now();
const holder = (id: string) => {
  const person = stage.sandbox.member(passId(id))?.person;
  return person !== null && typeof person === 'object' && 'displayName' in person
    ? person.displayName
    : undefined;
};

test('a row gets its pass, follows its changes, and ends, in the same scenario', async () => {
  const ids = [add(), add(coupon), add(ticket)];
  await run();
  const { sandbox } = stage;
  const passes = ids.map(passId);
  const [member = '', voucher = '', seat = ''] = passes;
  for (const id of ids) expect(row(id)['Pass Link']).toBe(`https://pub1.pskt.io/${passId(id)}`);

  change(String(ids[0]), { Tier: 'gold' });
  for (const id of ids) change(id, { Name: 'Jane "JJ" Smith' });
  await run();
  expect(sandbox.member(member)).toMatchObject({
    tierId: 'gold',
    person: { displayName: 'Jane "JJ" Smith' },
  });
  expect(sandbox.coupon(voucher)).toMatchObject({ person: { displayName: 'Jane "JJ" Smith' } });
  expect(sandbox.ticket(seat)).toMatchObject({ person: { displayName: 'Jane "JJ" Smith' } });

  for (const id of ids) change(id, { Status: 'Canceled' });
  await run();
  expect([expired(sandbox.member(member)?.expiryDate), sandbox.coupon(voucher)]).toEqual([true, undefined]);
  expect(expired(sandbox.ticket(seat)?.expiryDate)).toBe(true);
  expect([ids.map(passId), left()]).toEqual([passes, []]);
  for (const id of ids) expect(row(id)['Pass Error']).toBe('');
});

test('a run that finds nothing costs three operations, and one that works on a row a few more', async () => {
  expect(await run()).toEqual(['util:SetVariable2', 'http:MakeRequest', 'http:MakeRequest']);
  const id = add();
  // The iterator, the pass, and what goes into the row.
  expect(await run()).toHaveLength(3 + 1 + 2);
  change(id, { Name: 'Max' });
  expect(await run()).toHaveLength(3 + 1 + 2);
});

test('new rows come before changed ones, and a row is worked on once in a run', async () => {
  const changed = add();
  await run();
  change(changed, { Name: 'Max' });
  const fresh = add(coupon);
  stage.coda.requests.length = 0;
  await run();
  const written = stage.coda.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
  expect(written.map((path) => path.split('/').at(-1))).toEqual([fresh, changed]);
});

test('a row that both requests tell of is worked on once', async () => {
  const id = add();
  await run();
  change(id, { Name: 'Max' });
  const blueprint = stage.scenario('new-and-changed-row', stage.settings);
  const { coda } = stage;
  // Its link comes into the row between the two requests: the first still says that it is to be issued.
  const link = row(id)['Pass Link'];
  coda.setCell(id, 'Pass Link', '');
  const push = coda.requests.push.bind(coda.requests);
  let looked = 0;
  coda.requests.push = (...entries) => {
    looked += 1;
    if (looked === 2) coda.setCell(id, 'Pass Link', link);
    return push(...entries);
  };
  await blueprint.run();
  expect(blueprint.log.filter(({ module }) => module.startsWith('app#'))).toHaveLength(1);
  expect([holder(id), left(), stage.sandbox.passes()]).toEqual(['Max', [], 1]);
});

test('a row issued in this run and changed meanwhile waits for the next', async () => {
  const id = add();
  const { coda } = stage;
  const push = coda.requests.push.bind(coda.requests);
  coda.requests.push = (...entries) => {
    if (entries.some(({ method }) => method === 'PUT')) coda.setCell(id, 'Name', 'Max');
    return push(...entries);
  };
  await run();
  expect([holder(id), left()]).toEqual(['Jane Doe', ['update']]);
  await run();
  expect([holder(id), left()]).toEqual(['Max', []]);
});

test.each([
  ['a new row', (cells: Cells): Cells => cells],
  ['a changed row', (cells: Cells): Cells => ({ 'Pass Link': 'https://pub1.pskt.io/x', ...cells })],
])('%s of no known type is told so, also when it has ended, and nothing is issued', async (_what, of) => {
  const ids = [add(of({ Type: 'Poster' })), add(of({ Type: 'Poster', Status: 'Canceled' }))];
  expect(await run()).toHaveLength(3 + 1 + 2);
  for (const id of ids)
    expect(row(id)['Pass Error']).toBe('Type must be one of: Membership, Coupon, Event Ticket.');
  expect([stage.sandbox.passes(), left()]).toEqual([0, []]);
});

test('a new row that has ended gets no pass, and one that is half typed waits', async () => {
  const [ended, half] = [add({ Status: 'Expired' }), add({ Email: '' })];
  await run();
  expect([stage.sandbox.passes(), left(), row(ended)['Pass Error']]).toEqual([0, ['wait'], '']);
  change(half, { Email: 'jane@example.com' });
  await run();
  expect([stage.sandbox.passes(), left()]).toEqual([1, []]);
});

test('rows that PassKit refuses are told so, and the others go on', async () => {
  const changed = [add(), add()];
  await run();
  const wrong = [add({ Email: 'no address' }), String(changed[0])];
  const right = [add(), String(changed[1])];
  for (const id of changed) change(id, { Name: 'Max', Email: 'max@example.com' });
  change(String(changed[0]), { Email: 'nowhere' });
  await run();
  for (const id of wrong) expect(row(id)['Pass Error']).toMatch(/\[invalid_email\]$/);
  for (const id of right) expect(row(id)).toMatchObject({ 'Pass Error': '', 'Pass To Do': '' });
  expect([left(), holder(String(changed[0])), holder(String(changed[1]))]).toEqual([[], 'Jane Doe', 'Max']);
});

test('what Make itself says of a value is about the row: it is not tried in every run', async () => {
  const [member, voucher] = [add(), add(coupon)];
  const { programId: _unset, ...without } = stage.settings;
  await stage.scenario('new-and-changed-row', without).run();
  expect(row(member)['Pass Error']).toMatch(/parameter 'Program'/);
  expect([left(), passId(member), passId(voucher) !== '']).toEqual([[], '', true]);
});

test('a coupon that was issued anew is the one that is changed and ended', async () => {
  const id = add(coupon);
  await run();
  const { campaignId = '', offerId = '' } = stage.settings;
  const named = { campaignId, externalId: id };
  await stage.app.run('redeemCoupon', named);
  const [again] = await stage.app.run('reissueCoupon', { ...named, offerId });
  const now = String(again?.id);
  expect(now).not.toBe(passId(id));
  change(id, { Name: 'Max' });
  await run();
  expect(stage.sandbox.coupon(now)).toMatchObject({ person: { displayName: 'Max' } });
  change(id, { Status: 'Canceled' });
  await run();
  expect([stage.sandbox.coupon(now), left()]).toEqual([undefined, []]);
});

test('a pass whose answer was lost is as the row is by the time it gets its link', async () => {
  for (const cells of [jane, coupon, ticket]) {
    const id = add(cells);
    // The first is the list in which the pass is looked for.
    stage.sandbox.fault({ method: 'POST', path: '/members/member', skip: 1, reset: 'after' });
    stage.sandbox.fault({ method: 'POST', path: '/coupon/singleUse/coupon', skip: 1, reset: 'after' });
    stage.sandbox.fault({ method: 'POST', path: '/eventTickets/ticket', skip: 1, reset: 'after' });
    await run();
    change(id, { Name: 'Max' });
    stage.sandbox.clearFaults();
    await run();
    const pass = [stage.sandbox.member, stage.sandbox.coupon, stage.sandbox.ticket].flatMap(
      (of) => of(passId(id)) ?? [],
    );
    expect([row(id)['Pass Error'], left()]).toEqual(['', []]);
    expect(pass).toMatchObject([{ person: { displayName: 'Max' } }]);
  }
  expect(stage.sandbox.passes()).toBe(3);
});

describe('when a request loses its answer, the next runs end where an undisturbed one does', () => {
  const passOf = (id: string) =>
    stage.sandbox.member(id) ?? stage.sandbox.coupon(id) ?? stage.sandbox.ticket(id);
  /** A new row, a changed row and an ended row of a type, to be done; and what must have become of them. */
  const prepared = async (cells: Cells) => {
    await stage.close();
    stage = await startTemplateStage();
    const [changed, ended] = [add(cells), add(cells)];
    await run();
    change(changed, { Name: 'Max', Tier: cells.Tier ? 'gold' : '' });
    change(ended, { Status: 'Canceled' });
    const fresh = add(cells);
    return async () => {
      for (let again = 0; again < 2; again += 1) await run();
      expect(left()).toEqual([]);
      const { Type, Tier } = cells;
      expect(stage.sandbox.passes()).toBe(Type === 'Coupon' ? 2 : 3);
      expect(passOf(passId(changed))).toMatchObject({
        person: { displayName: 'Max' },
        ...(Tier ? { tierId: 'gold' } : {}),
      });
      const over = passOf(passId(ended));
      expect(Type === 'Coupon' ? over === undefined : expired(over?.expiryDate)).toBe(true);
      expect(passOf(passId(fresh))).toMatchObject({ person: { displayName: 'Jane Doe' } });
      for (const id of [changed, fresh]) expect(row(id)['Pass Error']).toBe('');
    };
  };

  test.each([
    ['a membership', jane],
    ['a coupon', coupon],
    ['a ticket', ticket],
  ])('of PassKit, about %s', async (_what, cells) => {
    for (let skip = 0, sent = 0; skip <= sent; skip += 1) {
      const ends = await prepared(cells);
      const before = stage.sandbox.requests.length;
      stage.sandbox.fault({ skip, reset: 'after' });
      await run();
      sent = stage.sandbox.requests.length - before;
      stage.sandbox.clearFaults();
      await ends();
    }
  });

  test('of Coda', async () => {
    // Two looks, and three rows to write into.
    for (let nth = 1; nth <= 5; nth += 1) {
      const ends = await prepared(jane);
      let sent = 0;
      const { coda } = stage;
      const push = coda.requests.push.bind(coda.requests);
      coda.requests.push = (...entries) => {
        sent += 1;
        if (sent === nth) coda.failNext(503);
        return push(...entries);
      };
      await expect(run()).rejects.toThrow(/The server answered/);
      await ends();
    }
  });
});

test('of sixty rows to do, of both kinds, each run takes some of each kind, and none is left', async () => {
  const changed = Array.from({ length: 30 }, (_, number) => add({ ...coupon, Name: `Guest ${number}` }));
  await run();
  await run();
  for (const id of changed) change(id, { Email: 'guest@example.com' });
  const fresh = Array.from({ length: 30 }, (_, number) => add({ ...coupon, Name: `Newcomer ${number}` }));
  await run();
  const saying = (ids: string[]) => ids.filter((id) => row(id)['Pass To Do'] !== '').length;
  expect([saying(changed), saying(fresh)]).toEqual([5, 5]);
  await run();
  expect([left(), stage.sandbox.passes()]).toEqual([[], 60]);
});
