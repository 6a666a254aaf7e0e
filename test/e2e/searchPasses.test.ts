// Find Passes end to end: a project's passes, filtered, newest first, up to a limit.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

describe.each(types)('the passes of a %s project', (passType) => {
  const emailAddress = `search-${passType}@example.com`;
  const project = () => {
    const {
      tierId: _tier,
      offerId: _offer,
      eventId: _event,
      ticketTypeId: _type,
      ...rest
    } = {
      tierId: '',
      offerId: '',
      eventId: '',
      ticketTypeId: '',
      ...inputs[passType](),
    };
    return rest;
  };
  const externalIds = async (filter: Record<string, unknown>) =>
    (await app().search('search_passes', { ...project(), ...filter })).map(({ externalId }) => externalId);

  beforeAll(async () => {
    for (const [index, holder] of [emailAddress, 'other@example.com', emailAddress].entries()) {
      sandbox().clock.set(new Date(`2030-01-0${index + 1}T12:00:00Z`));
      await app().create('issue_pass', {
        ...inputs[passType](),
        externalId: `s${index}`,
        emailAddress: holder,
      });
    }
  });

  test('come newest first', async () => expect(await externalIds({})).toEqual(['s2', 's1', 's0']));
  test('can be those of one holder', async () =>
    expect(await externalIds({ emailAddress })).toEqual(['s2', 's0']));
  test('can be limited', async () => expect(await externalIds({ limit: '2' })).toEqual(['s2', 's1']));
  test('can be those issued in a time', async () =>
    expect(await externalIds({ createdAfter: '2030-01-02', createdBefore: '2030-01-02' })).toEqual(['s1']));
  test('can be those of one status', async () => {
    const status = { membership: 'ENROLLED', coupon: 'UNREDEEMED', eventTicket: 'ISSUED' }[passType];
    expect(await externalIds({ status })).toHaveLength(3);
    const never = { membership: 'CHECKED_IN', coupon: 'REDEEMED', eventTicket: 'REDEEMED' }[passType];
    expect(await externalIds({ status: never })).toEqual([]);
  });
});

test('PassKit is asked for no more than is wanted, and for more only where some did not fit', async () => {
  const { id: programId } = sandbox().add.program({ name: 'Big' });
  const { id: tierId } = sandbox().add.tier({ programId, id: 'only' });
  for (let n = 0; n < 30; n++) {
    await app().create('issue_pass', { passType: 'membership', programId, tierId, externalId: `b${n}` });
  }
  let found: unknown[] = [];
  const requests = await requestsOf(async () => {
    found = await app().search('search_passes', { passType: 'membership', programId, limit: 20 });
  });
  expect(found).toHaveLength(20);
  expect(requests).toHaveLength(1);
  expect(sandbox().requests.at(-1)?.body).toMatchObject({ filters: { limit: 20 } });
});
