// Issue Pass end to end: the Zapier app over real HTTP on the sandbox.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const { membership, coupon, eventTicket } = inputs;

const types = ['membership', 'coupon', 'eventTicket'] as const;
const status = { membership: 'ENROLLED', coupon: 'UNREDEEMED', eventTicket: 'ISSUED' };

describe.each(types)('a %s', (passType) => {
  test('is issued with one request (a ticket: two), and its links and ids come back', async () => {
    let pass: Record<string, unknown> = {};
    const requests = await requestsOf(async () => {
      pass = await app().create('issue_pass', {
        ...inputs[passType](),
        externalId: `new-${passType}`,
        displayName: 'Jane Doe',
      });
    });
    expect(requests).toHaveLength(passType === 'eventTicket' ? 2 : 1);
    expect(pass).toMatchObject({
      outcome: 'created',
      passType,
      externalId: `new-${passType}`,
      status: status[passType],
      displayName: 'Jane Doe',
      passUrl: `${sandbox().url}/${pass.id}`,
      appleUrl: `${sandbox().url}/${pass.id}.pkpass`,
      googleUrl: `${sandbox().url}/${pass.id}.gpay`,
    });
    const page = await fetch(String(pass.passUrl));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Jane Doe');
  });

  test('is not issued twice for one external ID: the second run returns the first pass with two requests', async () => {
    const first = await app().create('issue_pass', {
      ...inputs[passType](),
      externalId: `twice-${passType}`,
      displayName: 'Jane',
    });
    const passes = sandbox().passes();
    let second: Record<string, unknown> = {};
    const requests = await requestsOf(async () => {
      second = await app().create('issue_pass', {
        ...inputs[passType](),
        externalId: `twice-${passType}`,
        displayName: 'John',
      });
    });
    expect(requests).toHaveLength(passType === 'eventTicket' ? 3 : 2);
    expect(second).toMatchObject({ id: first.id, outcome: 'existing', displayName: 'Jane' });
    expect(sandbox().passes()).toBe(passes);
  });

  test('is updated instead when the user chose so', async () => {
    const given = {
      ...inputs[passType](),
      externalId: `upd-${passType}`,
      displayName: 'Jane',
      surname: 'Doe',
      metaData: { a: '1', b: '2' },
    };
    const first = await app().create('issue_pass', given);
    const second = await app().create('issue_pass', {
      ...inputs[passType](),
      externalId: `upd-${passType}`,
      displayName: 'Janet',
      metaData: { b: '3' },
      ifExists: 'update',
    });
    expect(second).toMatchObject({
      id: first.id,
      outcome: 'updated',
      displayName: 'Janet',
      surname: 'Doe',
      metaData: { a: '1', b: '3' },
    });
    const [found] = await app().search('find_pass', { ...inputs[passType](), externalId: `upd-${passType}` });
    expect(found).toMatchObject({ displayName: 'Janet', surname: 'Doe', metaData: { a: '1', b: '3' } });
  });

  test('halts with the link of the existing pass when the user chose to stop', async () => {
    const first = await app().create('issue_pass', { ...inputs[passType](), externalId: `stop-${passType}` });
    const again = app().create('issue_pass', {
      ...inputs[passType](),
      externalId: `stop-${passType}`,
      ifExists: 'error',
    });
    await expect(again).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(again).rejects.toThrow(String(first.passUrl));
  });

  test('is one pass when many runs race for one external ID', async () => {
    const runs = await Promise.all(
      Array.from({ length: 12 }, () =>
        app().create('issue_pass', { ...inputs[passType](), externalId: `race-${passType}` }),
      ),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(runs.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
  });

  test.each([{ reset: 'after' as const }, { status: 500 }, { status: 504 }])(
    'is found again in the same run when the answer to the create is lost: %o',
    async (fault) => {
      const key = `lost-${passType}-${JSON.stringify(fault).replace(/\W/g, '')}`;
      await app().create('issue_pass', { ...inputs[passType](), externalId: `${key}-warm` });
      if (!('reset' in fault)) await app().create('issue_pass', { ...inputs[passType](), externalId: key });
      sandbox().fault({ method: 'POST', ...fault });
      const pass = await app().create('issue_pass', { ...inputs[passType](), externalId: key });
      expect(pass).toMatchObject({ externalId: key, outcome: 'existing' });
    },
  );

  test('can be issued again safely when the first request never got through', async () => {
    const key = `early-${passType}`;
    sandbox().fault({ method: 'POST', reset: 'before' });
    await expect(app().create('issue_pass', { ...inputs[passType](), externalId: key })).rejects.toThrow(
      /tries again by itself/,
    );
    expect(await app().create('issue_pass', { ...inputs[passType](), externalId: key })).toMatchObject({
      outcome: 'created',
    });
  });

  test('without an external ID halts after a lost answer, since a repetition could issue a second pass', async () => {
    sandbox().fault({ method: 'POST', reset: 'after' });
    const run = app().create('issue_pass', inputs[passType]());
    await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(run).rejects.toThrow(/may or may not have been done/);
  });

  test('takes text with braces, quotes and other scripts unchanged', async () => {
    const text = 'Zoë {{name}} {{bundle.inputData.x}} {{ now }} "quoted" \\ 山田 🎟️ <b>bold</b>';
    const pass = await app().create('issue_pass', {
      ...inputs[passType](),
      externalId: `text {{bundle.${passType}}} / ü@`,
      displayName: text,
      metaData: { note: text },
    });
    const [found] = await app().search('find_pass', {
      ...inputs[passType](),
      externalId: `text {{bundle.${passType}}} / ü@`,
    });
    expect(found).toMatchObject({ id: pass.id, displayName: text, metaData: { note: text } });
  });
});

test('every input of a membership reaches PassKit', async () => {
  const pass = await app().create('issue_pass', {
    ...membership(),
    externalId: 'all-membership',
    displayName: 'Jane D.',
    forename: 'Jane',
    surname: 'Doe',
    emailAddress: 'jane@example.com',
    mobileNumber: '+447700900123',
    dateOfBirth: '1990-05-17',
    expiryDate: '2030-12-31',
    points: '12.5',
    optOut: 'yes',
    metaData: { plan: 'A' },
    meta_favouriteDrink: 'Flat white',
  });
  expect(sandbox().member(String(pass.id))).toMatchObject({
    externalId: 'all-membership',
    tierId: 'bronze',
    person: {
      displayName: 'Jane D.',
      forename: 'Jane',
      surname: 'Doe',
      emailAddress: 'jane@example.com',
      mobileNumber: '+447700900123',
      dateOfBirth: { year: 1990, month: 5, day: 17 },
    },
    expiryDate: '2030-12-31T23:59:59Z',
    points: 12.5,
    optOut: true,
    metaData: { plan: 'A', favouriteDrink: 'Flat white' },
  });
  expect(pass).toMatchObject({ dateOfBirth: '1990-05-17', expiryDate: '2030-12-31T23:59:59Z', points: 12.5 });
});

test('seat, barcode and order of a ticket reach PassKit', async () => {
  const pass = await app().create('issue_pass', {
    ...eventTicket(),
    externalId: 'T-1',
    seat: '12',
    row: 'B',
    section: 'Stalls',
    gate: 'North',
    orderNumber: 'O-7',
    barcodeContents: '{"t":1}',
  });
  expect(sandbox().ticket(String(pass.id))).toMatchObject({
    ticketNumber: 'T-1',
    orderNumber: 'O-7',
    barcodeContents: '{"t":1}',
    seatInfo: { seat: '12', row: 'B', section: 'Stalls', gate: 'North' },
  });
});

test('a blank display name becomes forename and surname', async () => {
  const pass = await app().create('issue_pass', {
    ...membership(),
    externalId: 'names',
    forename: 'Jane',
    surname: 'Doe',
  });
  expect(pass.displayName).toBe('Jane Doe');
});

test('rows of three pass types go through one step, with the pass type as the table writes it', async () => {
  const everything = { ...membership(), ...coupon(), ...eventTicket() };
  const rows = [
    { passType: 'Membership', externalId: 'mixed-1' },
    { passType: 'coupon', externalId: 'mixed-2' },
    { passType: 'Event Ticket', externalId: 'mixed-3' },
  ];
  const passes = await Promise.all(rows.map((row) => app().create('issue_pass', { ...everything, ...row })));
  expect(passes.map(({ passType }) => passType)).toEqual(['membership', 'coupon', 'eventTicket']);
});

test('Find or Issue Pass has a search that finds nothing and a create that issues', async () => {
  const input = { ...membership(), externalId: 'find-or-issue' };
  expect(await app().search('find_or_issue_pass', input)).toEqual([]);
  const pass = await app().create('issue_pass', input);
  expect(await app().search('find_or_issue_pass', input)).toMatchObject([{ id: pass.id }]);
});

describe('a ticket', () => {
  test('for an event of another production is not issued, and both are named', async () => {
    const production = sandbox().add.production({ name: 'Another show' });
    const passes = sandbox().passes();
    const run = app().create('issue_pass', {
      ...eventTicket(),
      productionId: production.id,
      externalId: 'astray',
    });
    await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(run).rejects.toThrow(
      /belongs to another production: LatteArtShowProduction.*Nothing was issued/,
    );
    expect(sandbox().passes()).toBe(passes);
  });
});

describe('whoever stops when the pass exists', () => {
  const row = (externalId: string) => ({ ...membership(), externalId, ifExists: 'error' });

  test('is told that it was issued when the answer was lost and it was not there before', async () => {
    sandbox().fault({ method: 'POST', reset: 'after' });
    expect(await app().create('issue_pass', row('first'))).toMatchObject({ outcome: 'created' });
    await expect(app().create('issue_pass', row('first'))).rejects.toThrow(
      /already exists: .*Nothing was issued/,
    );
  });
});

test('a refusal after a first change says that a part was done', async () => {
  const { id } = await app().create('issue_pass', { ...membership(), externalId: 'partly' });
  const changes = { passType: 'membership', id, displayName: 'Jane', tierId: 'nonsense' };
  const run = app().create('update_pass', changes);
  await expect(run).rejects.toThrow(/A part of this step was done before that and stays done/);
  await expect(run).rejects.not.toThrow(/Nothing was/);
});
