// Update Pass end to end: what is filled in changes, what is blank stays.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

const person = {
  displayName: 'Jane Doe',
  forename: 'Jane',
  surname: 'Doe',
  emailAddress: 'jane@example.com',
};
const issue = (passType: (typeof types)[number], externalId: string) =>
  app().create('issue_pass', {
    ...inputs[passType](),
    externalId,
    ...person,
    expiryDate: '2030-01-31T10:00:00Z',
    metaData: { plan: 'A', note: 'x' },
    seat: '1',
    row: 'A',
  });
const read = async (passType: string, id: unknown) => {
  const [found] = await app().search('find_pass', { passType, id });
  return found;
};

describe.each(types)('a %s', (passType) => {
  test('keeps everything that is blank, by PassKit ID and by external ID', async () => {
    const { id } = await issue(passType, `keep-${passType}`);
    await app().create('update_pass', { passType, id, surname: 'Smith', forename: '', emailAddress: null });
    const { tierId: _tier, offerId: _offer, ...project } = { tierId: '', offerId: '', ...inputs[passType]() };
    await app().create('update_pass', {
      ...project,
      externalId: `keep-${passType}`,
      expiryDate: '2031-01-31',
    });
    expect(await read(passType, id)).toMatchObject({
      ...person,
      surname: 'Smith',
      expiryDate: '2031-01-31T23:59:59Z',
      metaData: { plan: 'A', note: 'x' },
    });
  });

  test('clears the custom fields that it is told to, and no other; a value that is filled in wins', async () => {
    const { id } = await issue(passType, `clear-${passType}`);
    const update = (more: object) => app().create('update_pass', { passType, id, ...more });
    const cleared = await update({ clearCustomFields: ' note , never-there,,"quoted"' });
    const metaData = { plan: 'A', note: '', 'never-there': '', quoted: '' };
    expect(cleared).toMatchObject({ id, outcome: 'updated', metaData });
    expect(await read(passType, id)).toMatchObject({ ...person, metaData });
    await update({ clearCustomFields: 'plan, note', metaData: { note: 'z' } });
    expect(await read(passType, id)).toMatchObject({ metaData: { plan: '', note: 'z' } });
  });

  test('merges custom fields and loses none', async () => {
    const { id } = await issue(passType, `meta-${passType}`);
    const updated = await app().create('update_pass', {
      passType,
      id,
      metaData: { note: 'y' },
      meta_extra: 'z',
    });
    const metaData = { plan: 'A', note: 'y', extra: 'z' };
    expect(updated).toMatchObject({ id, outcome: 'updated', metaData });
    expect(await read(passType, id)).toMatchObject({ ...person, metaData });
  });

  test('that is gone, or of another project, halts with what to check', async () => {
    for (const changes of [{ surname: 'Smith' }, { metaData: { a: 'b' } }]) {
      const run = app().create('update_pass', { passType, id: '0000000000000000000000', ...changes });
      await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
      await expect(run).rejects.toThrow(/[Cc]heck the ID/);
    }
  });

  test('with nothing filled in halts before any request', async () => {
    const requests = await requestsOf(() =>
      expect(app().create('update_pass', { passType, id: 'x', surname: '' })).rejects.toThrow(
        /nothing to update/,
      ),
    );
    expect(requests).toEqual([]);
  });
});

test.each([
  ['membership', 'ENROLLED'],
  ['eventTicket', 'ISSUED'],
] as const)('an expired %s runs again when its expiry date is moved forward', async (passType, status) => {
  const { id } = await issue(passType, `revive-${passType}`);
  await app().create('revoke_pass', { passType, id });
  expect(await read(passType, id)).toMatchObject({ status: 'EXPIRED' });
  await app().create('update_pass', { passType, id, expiryDate: '2035-01-01' });
  expect(await read(passType, id)).toMatchObject({ status });
});

test('a member or coupon takes one request, two when custom fields are merged; a ticket two', async () => {
  for (const [passType, plain] of [
    ['membership', 1],
    ['coupon', 1],
    ['eventTicket', 2],
  ] as const) {
    const { id } = await issue(passType, `count-${passType}`);
    expect(await requestsOf(() => app().create('update_pass', { passType, id, surname: 'S' }))).toHaveLength(
      plain,
    );
    expect(
      await requestsOf(() => app().create('update_pass', { passType, id, metaData: { a: 'b' } })),
    ).toHaveLength(2);
  }
});

test('a member changes tier and points, zero points included', async () => {
  const { programId } = inputs.membership();
  const { id } = await issue('membership', 'tier');
  const updated = await app().create('update_pass', {
    passType: 'membership',
    programId,
    externalId: 'tier',
    tierId: 'gold',
    points: '50',
  });
  expect(updated).toMatchObject({ id, tierId: 'gold', points: 50, passUrl: `${sandbox().url}/${id}` });
  expect(sandbox().member(String(id))).toMatchObject({ tierId: 'gold', points: 50 });
  await app().create('update_pass', { passType: 'membership', id, points: 0 });
  expect(sandbox().member(String(id))).toMatchObject({ points: 0 });
});

test('a ticket keeps its seat, order and barcode when only the name changes', async () => {
  const { id } = await app().create('issue_pass', {
    ...inputs.eventTicket(),
    externalId: 'whole',
    displayName: 'Jane',
    seat: '12',
    row: 'B',
    orderNumber: 'O-1',
    barcodeContents: 'code',
    optOut: true,
  });
  await app().create('update_pass', { passType: 'eventTicket', id, displayName: 'Janet', gate: 'North' });
  expect(sandbox().ticket(String(id))).toMatchObject({
    ticketNumber: 'whole',
    person: { displayName: 'Janet' },
    seatInfo: { seat: '12', row: 'B', gate: 'North' },
    orderNumber: 'O-1',
    barcodeContents: 'code',
    optOut: 'ON',
  });
});
