// Revoke Pass end to end: expire or delete, only what PassKit can do, and never an error for the second time.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;
const issue = (passType: (typeof types)[number], externalId: string) =>
  app().create('issue_pass', { ...inputs[passType](), externalId });
const record = (id: unknown) =>
  sandbox().member(String(id)) ?? sandbox().coupon(String(id)) ?? sandbox().ticket(String(id));

test.each(['membership', 'eventTicket'] as const)(
  'a %s expires now by default, and says so once',
  async (passType) => {
    const { id } = await issue(passType, `expire-${passType}`);
    const row = { ...inputs[passType](), externalId: `expire-${passType}` };
    expect(await app().create('revoke_pass', row)).toMatchObject({
      id,
      outcome: 'expired',
      status: 'EXPIRED',
    });
    expect(record(id)).toBeDefined();
    expect(await app().create('revoke_pass', row)).toMatchObject({
      id,
      outcome: 'already_revoked',
      status: 'EXPIRED',
    });
  },
);

test('a coupon is voided by default', async () => {
  const { id } = await issue('coupon', 'void');
  const row = { ...inputs.coupon(), externalId: 'void' };
  expect(await app().create('revoke_pass', row)).toMatchObject({ id, outcome: 'deleted', status: 'DELETED' });
  expect(record(id)).toBeUndefined();
});

test('a coupon is not voided for good when the user asked to expire it', async () => {
  const { id } = await issue('coupon', 'kept');
  const run = app().create('revoke_pass', { passType: 'coupon', id, method: 'expire' });
  await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
  await expect(run).rejects.toThrow(/Set Method to delete/);
  expect(record(id)).toMatchObject({ status: 'UNREDEEMED' });
});

describe.each(types)('a %s', (passType) => {
  test('is deleted for good by ID or external ID, and deleting it again succeeds', async () => {
    for (const by of ['id', 'externalId']) {
      const externalId = `delete-${passType}-${by}`;
      const { id } = await issue(passType, externalId);
      const row = { ...inputs[passType](), ...(by === 'id' ? { id } : { externalId }), method: 'delete' };
      expect(await app().create('revoke_pass', row)).toMatchObject({
        id,
        outcome: 'deleted',
        status: 'DELETED',
      });
      expect(record(id)).toBeUndefined();
      expect(await app().create('revoke_pass', row)).toMatchObject({
        outcome: 'already_revoked',
        status: 'DELETED',
      });
    }
  });

  test.each([{ reset: 'after' as const }, { status: 404 }])(
    'that is deleted although the answer says otherwise counts as revoked: %o',
    async (fault) => {
      const { id } = await issue(passType, `gone-${passType}-${Object.keys(fault)}`);
      if ('status' in fault) await app().create('revoke_pass', { passType, id, method: 'delete' });
      sandbox().fault({ method: 'DELETE', ...fault });
      expect(await app().create('revoke_pass', { passType, id, method: 'delete' })).toMatchObject({
        outcome: 'already_revoked',
      });
    },
  );

  test('of another project is left alone', async () => {
    const { id } = await issue(passType, `foreign-${passType}`);
    const elsewhere = { programId: 'other', campaignId: 'other', productionId: 'other' };
    const row = { passType, ...elsewhere, externalId: `foreign-${passType}`, method: 'delete' };
    expect(await app().create('revoke_pass', row)).toMatchObject({ outcome: 'already_revoked' });
    expect(record(id)).toBeDefined();
  });
});
