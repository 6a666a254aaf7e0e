// Revoke Pass end to end: expire or delete, only what PassKit can do, and nothing is called ended that is not known to be.
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
  test('is deleted for good by ID or external ID, and deleting it again says that there is none', async () => {
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
      await expect(app().create('revoke_pass', row)).rejects.toThrow(/PassKit has no .*\[pass_not_found\]/);
    }
  });

  test('that is deleted although the answer was lost is called deleted', async () => {
    const { id } = await issue(passType, `gone-${passType}`);
    sandbox().fault({ method: 'DELETE', reset: 'after' });
    expect(await app().create('revoke_pass', { passType, id, method: 'delete' })).toMatchObject({
      outcome: 'deleted',
    });
    expect(record(id)).toBeUndefined();
  });

  test.each([
    ['an empty answer', ''],
    ['an error in an answer of 200', { error: { code: 13, message: 'no' } }],
  ])('is not called deleted after %s', async (_what, body) => {
    const { id } = await issue(passType, `silent-${passType}-${String(body).length}`);
    sandbox().fault({ method: 'DELETE', status: 200, body });
    await expect(app().create('revoke_pass', { passType, id, method: 'delete' })).rejects.toThrow();
    expect(record(id)).toBeDefined();
  });

  test('of another project is left alone', async () => {
    const { id } = await issue(passType, `foreign-${passType}`);
    const elsewhere = { programId: 'other', campaignId: 'other', productionId: 'other' };
    const row = { passType, ...elsewhere, externalId: `foreign-${passType}`, method: 'delete' };
    await expect(app().create('revoke_pass', row)).rejects.toThrow(/“other”.*\[pass_not_found\]/);
    expect(record(id)).toBeDefined();
  });

  test.each(['delete', undefined])('that is named wrongly lives on, and that is said: %s', async (method) => {
    const { id } = await issue(passType, `wrong-${passType}-${method}`);
    const { programId, campaignId, productionId } = inputs[passType]() as Record<string, string>;
    const project = { programId, campaignId, productionId };
    const elsewhere = { programId: 'other', campaignId: 'other', productionId: 'other' };
    const otherType = passType === 'coupon' ? 'membership' : 'coupon';
    for (const wrong of [
      { passType, ...elsewhere, id },
      { passType, ...project, externalId: `wrong-${passType}-${method}x` },
      { passType: otherType, id },
    ]) {
      const run = app().create('revoke_pass', { ...wrong, method });
      await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
      await expect(run).rejects.toThrow(/\[pass_not_found\]/);
    }
    expect(record(id)).toMatchObject({ id });
  });
});
