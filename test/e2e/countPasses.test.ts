// Count Passes end to end: one request, whichever filters there are, and the same count when it is run again.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

describe.each(types)('the passes of a %s project', (passType) => {
  const emailAddress = `count-${passType}@example.com`;
  const count = async (filter: Record<string, unknown>) =>
    (await app().search('count_passes', { ...inputs[passType](), ...filter }))[0]?.count;

  beforeAll(async () => {
    for (const [index, holder] of [emailAddress, `other.${emailAddress}`, emailAddress].entries()) {
      sandbox().clock.set(new Date(`2030-01-0${index + 1}T12:00:00Z`));
      await app().create('issue_pass', {
        ...inputs[passType](),
        externalId: `c${index}`,
        emailAddress: holder,
      });
    }
  });

  test('are counted with one request, again and again', async () => {
    const requests = await requestsOf(async () => {
      expect(await count({})).toBe(3);
      expect(await count({})).toBe(3);
    });
    expect(requests).toHaveLength(2);
  });
  test('can be those of one holder, of a time, of a status', async () => {
    expect(await count({ emailAddress })).toBe(2);
    expect(await count({ createdAfter: '2030-01-02', createdBefore: '2030-01-02' })).toBe(1);
    expect(
      await count({
        status: { membership: 'CHECKED_IN', coupon: 'REDEEMED', eventTicket: 'REDEEMED' }[passType],
      }),
    ).toBe(0);
  });
  test('are not counted where PassKit is down: nothing is guessed', async () => {
    sandbox().fault({ status: 500 });
    await expect(count({})).rejects.toThrow(/PassKit/);
    expect(await count({})).toBe(3);
  });
});
