// The scenarios that follow a Coda table, in a model of Make: what becomes of the rows, and of the passes.
import { runInNewContext } from 'node:vm';
import type { Cells } from '../../standIns/coda/table.ts';
import { jane, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { dataFormula, toDoFormula } from '../../templates/formulas.ts';
import { wordsOf } from '../../templates/words/index.ts';

const english = wordsOf({ language: 'en' });

let stage: TemplateStage;
beforeEach(async () => {
  stage = await startTemplateStage();
});
afterEach(() => stage.close());

const add = (cells: Cells) => stage.coda.addRow({ ...jane, ...cells });
const row = (id: string) => {
  const found = stage.coda.rows().find((one) => one.id === id);
  if (!found) throw new Error(`No row ${id}`);
  return found.values;
};
const passId = (id: string) => String(row(id)['Pass ID']);
const run = (name: Parameters<TemplateStage['scenario']>[0]) => stage.scenario(name).run();

describe('a new row', () => {
  test('gets the pass its Type says, and the link goes back into the row', async () => {
    const [member, coupon, ticket] = [
      add({}),
      add({ Name: 'Max Roe', Type: 'coupon', Tier: '' }),
      add({ Name: 'Ann Lee', Type: 'Event Ticket', Tier: '' }),
    ];
    await run('new-row');

    const { sandbox } = stage;
    expect(sandbox.member(passId(member))).toMatchObject({ externalId: member, tierId: 'bronze' });
    expect(sandbox.coupon(passId(coupon))).toMatchObject({ externalId: coupon, status: 'UNREDEEMED' });
    expect(sandbox.ticket(passId(ticket))).toMatchObject({ ticketNumber: ticket });
    for (const id of [member, coupon, ticket]) {
      expect(row(id)).toMatchObject({ 'Pass Link': `https://pub1.pskt.io/${passId(id)}`, 'Pass To Do': '' });
    }
  });

  test('is left alone by the next run, and never gets a second pass', async () => {
    const id = add({});
    await run('new-row');
    const first = passId(id);
    const passes = stage.sandbox.passes();
    // As if the write into the row had been lost.
    stage.coda.setCell(id, 'Pass Link', '');
    stage.coda.setCell(id, 'Pass Sent', '');
    await run('new-row');
    await run('new-row');
    expect([passId(id), stage.sandbox.passes()]).toEqual([first, passes]);
  });

  test('with a mistake is told so in the row, and the other rows get their passes', async () => {
    const [wrong, right] = [add({ Email: 'no "address"' }), add({ Name: 'Max "the \\ man" Roe' })];
    await run('new-row');
    expect(row(wrong)).toMatchObject({ 'Pass Link': '', 'Pass To Do': '' });
    expect(row(wrong)['Pass Error']).toBe(
      'Email address is “no "address"”. Map an e-mail address such as jane@example.com, or leave it blank. [invalid_email]',
    );
    expect(row(right)).toMatchObject({ 'Pass Error': '', 'Pass To Do': '' });

    stage.coda.setCell(wrong, 'Email', 'jane@example.com');
    await run('new-row');
    expect(row(wrong)).toMatchObject({ 'Pass Error': '', 'Pass To Do': '' });
    expect(stage.sandbox.member(passId(wrong))).toBeDefined();
  });

  test('is tried again in the next run when PassKit was busy', async () => {
    const id = add({});
    stage.sandbox.fault({ status: 503 });
    await run('new-row');
    expect(row(id)).toMatchObject({ 'Pass To Do': 'issue' });
    expect(row(id)['Pass Error']).toMatch(/busy/);
    await run('new-row');
    expect(row(id)).toMatchObject({ 'Pass Error': '', 'Pass To Do': '' });
  });

  const coupon = { ...jane, Type: 'Coupon', Tier: '' };
  const ticket = { ...jane, Type: 'Event Ticket', Tier: '' };
  test.each<[string, Cells, string[]]>([
    ['nothing yet', jane, ['Name', 'Email', 'Type', 'Tier']],
    ['typed from its end', jane, ['Tier', 'Type', 'Email', 'Name']],
    ['a membership without a tier', jane, ['Tier']],
    ['a coupon without a name', coupon, ['Name']],
    ['a coupon without an e-mail address', coupon, ['Email']],
    ['a ticket without either', ticket, ['Email', 'Name']],
    ['a ticket without its type', ticket, ['Type']],
  ])('that is half typed waits, and gets its pass when it is whole: %s', async (_what, whole, missing) => {
    const id = add({ ...whole, ...Object.fromEntries(missing.map((column) => [column, ''])) });
    for (const column of missing) {
      await run('new-row');
      expect(stage.sandbox.passes()).toBe(0);
      expect(row(id)).toMatchObject({ 'Pass To Do': 'wait', 'Pass Error': '', 'Pass Link': '' });
      stage.coda.setCell(id, column, whole[column]);
    }
    await run('new-row');
    expect(stage.sandbox.passes()).toBe(1);
    expect(row(id)).toMatchObject({ 'Pass To Do': '', 'Pass Error': '' });
  });

  test('that is half typed gets no pass either where the column Pass To Do does not wait', async () => {
    await stage.close();
    const old = await startTemplateStage({ waits: false });
    stage = old;
    const typing = (cells: Cells) => old.coda.addRow({ ...jane, ...cells });
    for (const missing of [{ Name: '' }, { Email: '' }, { Type: 'Coupon', Tier: '', Name: '' }])
      typing(missing);
    await old.scenario('sign-up-sheet').run();
    typing({ Tier: '' });
    typing({ Type: 'Event Ticket', Email: '' });
    await old.scenario('new-row').run();
    expect(old.sandbox.passes()).toBe(0);
  });

  test('of no known type, or canceled already, does not stand in the way of others', async () => {
    const [unknown, canceled] = [add({ Type: 'Poster' }), add({ Status: 'Canceled' })];
    await run('new-row');
    expect(row(unknown)['Pass Error']).toBe('Type must be one of: Membership, Coupon, Event Ticket.');
    expect(row(canceled)['Pass Error']).toBe('');
    expect([row(unknown)['Pass To Do'], row(canceled)['Pass To Do']]).toEqual(['', '']);
    expect(stage.sandbox.passes()).toBe(0);
  });
});

describe('a changed row', () => {
  const issued = async (cells: Cells = {}) => {
    const id = add(cells);
    await run('new-row');
    stage.coda.requests.length = 0;
    return id;
  };
  const change = (id: string, cells: Record<string, string>) => {
    for (const [column, value] of Object.entries(cells)) stage.coda.setCell(id, column, value);
  };
  const writes = () => stage.coda.requests.filter(({ method }) => method === 'PUT').length;

  test('updates its pass, once: writing to the row starts nothing', async () => {
    const id = await issued();
    change(id, { Tier: 'gold', Name: 'Jane "JJ" Smith' });
    await run('changed-row');
    await run('changed-row');
    await run('new-row');
    expect(stage.sandbox.member(passId(id))).toMatchObject({
      tierId: 'gold',
      person: { displayName: 'Jane "JJ" Smith', emailAddress: 'jane@example.com' },
    });
    expect([writes(), row(id)['Pass To Do']]).toEqual([1, '']);
  });

  test.each(['Canceled', 'Cancelled', 'Expired', 'expired'])(
    'with the status %s revokes its pass',
    async (Status) => {
      const [member, coupon, ticket] = [
        add({}),
        add({ Type: 'Coupon', Tier: '' }),
        add({ Type: 'Event Ticket', Tier: '' }),
      ];
      await run('new-row');
      const ids = { member: passId(member), coupon: passId(coupon), ticket: passId(ticket) };
      for (const id of [member, coupon, ticket]) change(id, { Status });
      await run('changed-row');

      const { sandbox } = stage;
      expect(Date.parse(String(sandbox.member(ids.member)?.expiryDate))).toBeLessThanOrEqual(Date.now());
      expect(sandbox.coupon(ids.coupon)).toBeUndefined();
      expect(Date.parse(String(sandbox.ticket(ids.ticket)?.expiryDate))).toBeLessThanOrEqual(Date.now());
      for (const id of [member, coupon, ticket])
        expect(row(id)).toMatchObject({ 'Pass To Do': '', 'Pass Error': '' });
    },
  );

  test.each([
    ['Coupon', (id: string) => stage.sandbox.coupon(id)],
    ['Event Ticket', (id: string) => stage.sandbox.ticket(id)],
  ])('of type %s updates its pass', async (Type, passOf) => {
    const id = await issued({ Type, Tier: '' });
    change(id, { Name: 'Max Smith' });
    await run('changed-row');
    expect(passOf(passId(id))).toMatchObject({ person: { displayName: 'Max Smith' } });
  });

  test('whose pass PassKit does not have is told so in the row', async () => {
    const id = await issued();
    change(id, { Type: 'Coupon', Tier: '' });
    await run('changed-row');
    expect(row(id)['Pass Error']).toMatch(/could not find/);
    expect(row(id)['Pass To Do']).toBe('');
  });
});

describe('the formula of Pass To Do', () => {
  /** Coda's formulas, as far as these use its language. */
  const formula = (text: string) => {
    const script = text
      .replace(/thisRow\.\[([^\]]+)\]\.IsBlank\(\)/g, '(row["$1"] === "")')
      .replace(/thisRow\.\[([^\]]+)\]/g, 'row["$1"]')
      .replaceAll(' = ', ' === ');
    return runInNewContext(
      `(row) => { const If = (a, b, c) => (a ? b : c), Or = (...a) => a.some(Boolean), And = (...a) => a.every(Boolean), Concatenate = (...a) => a.join(''); return ${script}; }`,
    );
  };

  test('says of every row what the model of the table says', async () => {
    const columns = ['Name', 'Email', 'Type', 'Tier', 'Status'] as const;
    const [data, toDo] = [formula(dataFormula(english, columns)), formula(toDoFormula(english, columns))];
    const cells = [
      ['Jane', ''],
      ['j@example.com', ''],
      ['Membership', 'Coupon', 'Event Ticket', 'Poster', ''],
      ['gold', ''],
    ];
    for (const Name of cells[0] ?? [])
      for (const Email of cells[1] ?? [])
        for (const Type of cells[2] ?? [])
          for (const Tier of cells[3] ?? [])
            for (const more of [{}, { 'Pass Link': 'x' }]) add({ Name, Email, Type, Tier, ...more });
    for (const { values } of stage.coda.rows()) {
      expect(data(values)).toBe(values['Pass Data']);
      expect(toDo(values)).toBe(values['Pass To Do']);
    }
  });

  test('of a table for tickets alone asks for no type', () => {
    const toDo = formula(toDoFormula(english, ['Name', 'Email', 'Status']));
    const row = { Name: 'Ann', Email: 'a@example.com', 'Pass Data': 'x', 'Pass Sent': '', 'Pass Link': '' };
    expect([toDo(row), toDo({ ...row, Email: '' })]).toEqual(['issue', 'wait']);
  });
});

describe('a sign-up sheet', () => {
  test('gives everyone on it one ticket, and nobody who canceled', async () => {
    const ids = ['Ann', 'Bea', 'Cem'].map((Name) => add({ Name, Type: 'Event Ticket', Tier: '' }));
    const canceled = add({ Name: 'Dan', Type: 'Event Ticket', Tier: '', Status: 'Canceled' });
    const half = add({ Name: 'Eve', Type: 'Event Ticket', Tier: '', Email: '' });
    await run('sign-up-sheet');
    await run('sign-up-sheet');
    for (const id of ids) {
      expect(stage.sandbox.ticket(passId(id))).toMatchObject({
        ticketNumber: id,
        person: { displayName: row(id).Name },
      });
    }
    expect([stage.sandbox.passes(), passId(canceled), passId(half)]).toEqual([3, '', '']);
  });
});

test('a wrong token of Coda stops the scenario with Coda’s refusal, and changes nothing', async () => {
  add({});
  stage.coda.failNext(401);
  await expect(run('new-row')).rejects.toThrow(/401/);
  expect(stage.sandbox.passes()).toBe(0);
});

test('more rows than a run takes are done by the next runs', async () => {
  for (let number = 0; number < 30; number++) add({ Name: `Member ${number}` });
  await run('new-row');
  const first = stage.sandbox.passes();
  await run('new-row');
  expect([first, stage.sandbox.passes()]).toEqual([25, 30]);
});
