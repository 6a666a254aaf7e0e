// Sync tables: every pass once, whatever happens while they are read; and edits of rows, which keep what they do not name.
import { pack } from '../../coda/pack.ts';
import { packOn } from '../../coda/testing.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());
const open = async (options: Parameters<typeof startSandbox>[0] = {}) => {
  sandbox = await startSandbox(options);
  return packOn(pack, sandbox);
};
const { programId, campaignId, productionId } = {
  programId: 'CoffeeClubProgram00001',
  campaignId: 'CoffeeRewardsCampaign1',
  productionId: 'LatteArtShowProduction',
};
const member = { programId, tierId: 'bronze' };
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => String(id));

test('a program of any length is read page by page, each pass once', async () => {
  const { sync } = await open({ passes: 620 });
  const { rows, pages } = await sync('Members', [programId]);
  expect(pages).toBeGreaterThan(2);
  expect(new Set(ids(rows)).size).toBe(620);
  expect(rows).toHaveLength(620);
});

test('what is issued and deleted while it is read hides no other pass', async () => {
  const { sync, run } = await open({ passes: 620 });
  const before = new Set(ids((await sync('Members', [programId])).rows));
  const [newest = ''] = before;
  let round = 0;
  const { rows } = await sync('Members', [programId], async () => {
    round++;
    await run('IssueMembership', { ...member, externalId: `new-${round}` });
    if (round === 1) await run('RevokeMembership', { id: newest, method: 'delete' });
  });
  expect(round).toBeGreaterThan(1);
  const seen = ids(rows);
  expect(new Set(seen).size).toBe(seen.length);
  expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
  expect(sandbox.passes()).toBe(620 - 1 + round);
});

test('many passes of one moment are all read', async () => {
  const now = new Date();
  const { sync } = await open({ passes: 600, now: () => now });
  expect(new Set(ids((await sync('Members', [programId])).rows)).size).toBe(600);
});

test('it is narrowed by status, holder and date of issue', async () => {
  const { sync, run } = await open();
  await run('IssueCoupon', {
    campaignId,
    offerId: 'FreeCoffeeOffer0000001',
    externalId: 'a',
    emailAddress: 'a@example.com',
  });
  await run('IssueCoupon', { campaignId, offerId: 'FreeCoffeeOffer0000001', externalId: 'b' });
  await run('RedeemCoupon', { campaignId, externalId: 'b' });
  const read = async (...values: unknown[]) =>
    (await sync('Coupons', [campaignId, ...values])).rows.map(({ externalId }) => externalId);
  expect((await read()).sort()).toEqual(['a', 'b']);
  expect(await read(undefined, 'REDEEMED')).toEqual(['b']);
  expect(await read('a@example.com')).toEqual(['a']);
  expect(await read(undefined, undefined, [new Date('2020-01-01'), new Date('2020-02-01')])).toEqual([]);
  const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000));
  expect(await read(undefined, undefined, [yesterday, tomorrow])).toHaveLength(2);
});

test('deleted passes are gone from it, and expired ones say so', async () => {
  const { sync, run } = await open();
  for (const externalId of ['stays', 'ends', 'goes']) await run('IssueMembership', { ...member, externalId });
  await run('RevokeMembership', { programId, externalId: 'ends' });
  await run('RevokeMembership', { programId, externalId: 'goes', method: 'delete' });
  const { rows } = await sync('Members', [programId]);
  expect(Object.fromEntries(rows.map(({ externalId, status }) => [externalId, status]))).toEqual({
    stays: 'ENROLLED',
    ends: 'EXPIRED',
  });
});

test('a list that breaks off is no table: nothing of it is taken for all', async () => {
  const { sync } = await open({ passes: 20 });
  sandbox.fault({ path: '/list', streamError: true, times: 1 });
  await expect(sync('Members', [programId])).rejects.toThrow(/PassKit.*\[/);
});

describe('an edit of a row', () => {
  const issued = async (more = {}) => {
    const account = await open();
    await account.run('IssueMembership', {
      ...member,
      externalId: 'x',
      displayName: 'Jane',
      emailAddress: 'jane@example.com',
      points: 5,
      metaData: ['plan', 'A', 'seat', '1'],
      ...more,
    });
    const [row = {}] = (await account.sync('Members', [programId])).rows;
    return {
      ...account,
      row,
      write: account.edit,
      edit: (change: Record<string, unknown>) => account.edit('Members', programId, row, change),
    };
  };

  test('changes what was edited, and nothing else', async () => {
    const { edit, sync, row } = await issued();
    expect(
      await edit({ displayName: 'John', tierId: 'gold', points: 7, expiryDate: '2031-12-31' }),
    ).toMatchObject({
      outcome: 'success',
      finalValue: {
        id: row.id,
        displayName: 'John',
        tierId: 'gold',
        points: 7,
        emailAddress: 'jane@example.com',
        chip: 'John · ENROLLED',
      },
    });
    const { rows } = await sync('Members', [programId]);
    expect(rows).toMatchObject([
      {
        displayName: 'John',
        tierId: 'gold',
        points: 7,
        expiryDate: '2031-12-31T23:59:59Z',
        emailAddress: 'jane@example.com',
        meta_plan: 'A',
        meta_seat: '1',
      },
    ]);
  });

  test('that brings an expired pass back says so in the row', async () => {
    const { write, run, row, sync } = await issued();
    await run('RevokeMembership', { id: row.id });
    const [expired = {}] = (await sync('Members', [programId])).rows;
    expect(expired.status).toBe('EXPIRED');
    const change = { expiryDate: '2031-12-31T00:00:00Z' };
    const { finalValue } = Object(await write('Members', programId, expired, change));
    expect(finalValue).toMatchObject({ expiryDate: '2031-12-31T23:59:59Z', status: 'ENROLLED' });
  });

  test('of which nothing more can be read is written all the same', async () => {
    const { edit, row } = await issued();
    sandbox.fault({ status: 503, method: 'GET', times: 9 });
    expect(await edit({ displayName: 'John' })).toMatchObject({
      outcome: 'success',
      finalValue: { id: row.id, displayName: 'John', points: 5 },
    });
    sandbox.clearFaults();
    expect(sandbox.member(String(row.id))).toMatchObject({ person: { displayName: 'John' } });
  });

  test('changes one custom field, and keeps the others', async () => {
    const { edit, sync } = await issued();
    expect(await edit({ meta_plan: 'B' })).toMatchObject({
      outcome: 'success',
      finalValue: { meta_plan: 'B', meta_seat: '1' },
    });
    expect((await sync('Members', [programId])).rows).toMatchObject([
      { meta_plan: 'B', meta_seat: '1', displayName: 'Jane' },
    ]);
  });

  test('empties a custom field', async () => {
    const { edit, sync } = await issued();
    expect(await edit({ meta_plan: '', displayName: 'John' })).toMatchObject({
      outcome: 'success',
      finalValue: { meta_plan: '', meta_seat: '1', displayName: 'John' },
    });
    expect((await sync('Members', [programId])).rows).toMatchObject([{ meta_plan: '', meta_seat: '1' }]);
  });

  test('that makes a cell blank is told beside the row, and nothing is half done', async () => {
    const { edit, sync } = await issued();
    expect(await edit({ displayName: 'John', emailAddress: '' })).toMatchObject({
      outcome: 'error',
      error: { message: expect.stringMatching(/^Email Address cannot be made blank.*Nothing was changed/) },
    });
    expect((await sync('Members', [programId])).rows).toMatchObject([{ displayName: 'Jane' }]);
  });

  test('of a pass that is gone is told beside the row', async () => {
    const { edit, run, row } = await issued();
    await run('RevokeMembership', { id: row.id, method: 'delete' });
    expect(await edit({ displayName: 'John', meta_plan: 'B' })).toMatchObject({
      outcome: 'error',
      error: { message: expect.stringMatching(/PassKit has no membership.*\[pass_not_found\]$/) },
    });
  });

  test('is safe to send once more when its answer was lost', async () => {
    const { edit, sync } = await issued();
    sandbox.fault({ reset: 'after', method: 'PUT', times: 1 });
    expect(await edit({ points: 9 })).toMatchObject({ outcome: 'error' });
    expect(await edit({ points: 9 })).toMatchObject({ outcome: 'success' });
    expect((await sync('Members', [programId])).rows).toMatchObject([{ points: 9 }]);
  });
});

describe('the custom fields of a project', () => {
  const columnsOf = async (table: string, given: object) => {
    const { context } = await open();
    const found = pack.syncTables.find(({ name }) => name === table);
    return { schema: () => found?.getSchema?.execute(['', JSON.stringify(given)], context) };
  };

  test('are columns, by those in use, or by the templates of its ticket types', async () => {
    const members = await columnsOf('Members', { programId });
    expect(await members.schema()).toMatchObject({
      items: {
        properties: {
          meta_favouriteDrink: {
            fromKey: 'meta_favouriteDrink',
            displayName: 'favouriteDrink',
            mutable: true,
          },
          tierId: { mutable: true, codaType: 'selectList' },
        },
      },
    });
    await sandbox.close();
    const tickets = await columnsOf('Tickets', { productionId });
    expect(await tickets.schema()).toMatchObject({
      items: { properties: { meta_dietary: { displayName: 'Dietary needs', mutable: true } } },
    });
  });

  test('are none before a project is chosen', async () => {
    const { schema } = await columnsOf('Members', {});
    expect(JSON.stringify(await schema())).not.toContain('meta_');
    expect(sandbox.requests).toEqual([]);
  });

  test('do not vanish while PassKit is busy: the sync fails', async () => {
    const { schema } = await columnsOf('Members', { programId });
    sandbox.fault({ status: 503, times: 1 });
    await expect(schema()).rejects.toThrow('PassKit is busy now.');
  });
});

test.each(['tierId', 'TierId'])(
  'the tier of a row is chosen from those of its program: %s',
  async (propertyName) => {
    const { context } = await open();
    const [members] = pack.syncTables;
    const [options] = Object.values(members?.namedPropertyOptions ?? {});
    const row = { propertyName, propertyValues: { ProgramId: programId }, search: '' };
    const offered = await options?.execute([], Object.assign(context, row));
    expect(JSON.stringify(offered)).toContain('"value":"gold"');
  },
);

test('tickets and coupons have their own tables', async () => {
  const { run, sync } = await open();
  await run('IssueTicket', {
    productionId,
    eventId: 'LatteArtShowEvent00001',
    ticketTypeId: 'StandardTicketType0001',
    externalId: 't',
    seat: '12',
  });
  expect((await sync('Tickets', [productionId])).rows).toMatchObject([
    { externalId: 't', chip: 't · ISSUED' },
  ]);
  expect((await sync('Coupons', [campaignId])).rows).toEqual([]);
});
