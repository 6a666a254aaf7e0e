// What a pass is, and what became of it, where only PassKit's answer tells: states that the sandbox never has, an answer
// that says little, and what happens between two requests.
import issueBoardingPass from '../../creates/issueBoardingPass.ts';
import issuePass from '../../creates/issuePass.ts';
import revokePass from '../../creates/revokePass.ts';
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import type { Operation } from '../../operation/operation.ts';
import { run } from '../../operation/run.ts';
import { readDelivery } from '../../operation/runTrigger.ts';
import findPass from '../../searches/findPass.ts';
import { delivery, triggerOutput } from '../../triggers/delivery.ts';

const now = new Date('2027-01-01T00:00:00Z');
const runtime = { pages: 'https://p', timezone: 'UTC', now };
const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });
const refused = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ message }) });

/** What becomes of a run, and the requests that change something. */
async function doing(
  operation: Operation,
  raw: Record<string, unknown>,
  answer: (request: HttpRequest) => Answer,
) {
  const writes: string[] = [];
  const http = async (request: HttpRequest) => {
    if (request.effect !== 'reads') writes.push(`${request.method} ${request.path}`);
    return answer(request);
  };
  const outcome = await run(operation, raw, { ...runtime, http }).catch((error: unknown) => error);
  return { outcome, writes };
}

const project = { membership: 'programId', coupon: 'campaignId', eventTicket: 'productionId' } as const;
const types = ['membership', 'coupon', 'eventTicket'] as const;
const all = {
  programId: 'AProgram',
  tierId: 'gold',
  campaignId: 'ACampaign',
  offerId: 'AnOffer',
  productionId: 'AProduction',
  eventId: 'AnEvent',
  ticketTypeId: 'AType',
};
/** A record that has whatever any pass type calls its things. */
const record = (more: object = {}) => ({
  id: 'APass00000000000000001',
  externalId: 'row-1',
  ticketNumber: 'row-1',
  ...all,
  production: { id: all.productionId },
  event: { id: all.eventId, production: { id: all.productionId } },
  ticketType: { id: all.ticketTypeId, productionId: all.productionId },
  ...more,
});

test.each(types)(
  'a %s that somebody else issues at the same moment stops who wants a new one or none',
  async (passType) => {
    let sent = false;
    const raw = { passType, ...all, externalId: 'row-1', ifExists: 'error' };
    const { outcome, writes } = await doing(issuePass, raw, ({ effect, path }) => {
      // Only the pass is not there, until somebody has issued it.
      const isThere = sent || !/(coupon|member|ticket)\/(externalId|ticketNumber)/.test(path);
      if (effect === 'reads') return isThere ? json(record()) : refused(404, 'not found');
      sent = true;
      return refused(409, 'it already exists');
    });
    expect(outcome).toMatchObject({ name: 'Halt', code: 'pass_exists' });
    expect(String(outcome)).toMatch(/already exists.*APass00000000000000001.*Nothing was issued/);
    expect(writes).toHaveLength(1);
  },
);

describe('a membership that PassKit lists as', () => {
  const raw = { passType: 'membership', programId: 'AProgram', externalId: 'row-1' };
  test.each([
    ['deleted', { status: 'DELETED' }, 'DELETED'],
    ['expired, without an expiry date', { status: 'EXPIRED' }, 'EXPIRED'],
    ['over', { status: 'ACTIVE', expiryDate: '2026-12-31T00:00:00Z' }, 'EXPIRED'],
  ])('%s is revoked already, and is not expired once more', async (_what, state, status) => {
    const { outcome, writes } = await doing(revokePass, raw, () => json(record(state)));
    expect(outcome).toMatchObject([{ outcome: 'already_revoked', status }]);
    expect(writes).toEqual([]);
  });

  test('deleted is not deleted once more', async () => {
    const gone = () => json(record({ status: 'DELETED' }));
    const { outcome, writes } = await doing(revokePass, { ...raw, method: 'delete' }, gone);
    expect(outcome).toMatchObject([{ outcome: 'already_revoked', status: 'DELETED' }]);
    expect(writes).toEqual([]);
  });
});

test('a coupon cannot be expired, and is not voided in place of that', async () => {
  const raw = { passType: 'coupon', campaignId: 'ACampaign', externalId: 'row-1' };
  const asked = await doing(revokePass, { ...raw, method: 'expire' }, () => json(record()));
  expect(asked).toMatchObject({ outcome: { name: 'Halt', code: 'cannot_expire' }, writes: [] });
  for (const method of ['delete', undefined])
    expect(await doing(revokePass, { ...raw, method }, () => json(record()))).toMatchObject({
      outcome: [{ outcome: 'deleted' }],
      writes: [expect.stringMatching(/^(DELETE|PUT) /)],
    });
});

test.each([
  ['REDEEMED', '2026-12-31T00:00:00Z', 'REDEEMED'],
  ['DELETED', '2026-12-31T00:00:00Z', 'DELETED'],
  ['UNREDEEMED', '2026-12-31T00:00:00Z', 'EXPIRED'],
  ['REDEEMED', '2027-12-31T00:00:00Z', 'REDEEMED'],
  ['UNREDEEMED', '2027-12-31T00:00:00Z', 'UNREDEEMED'],
  ['UNREDEEMED', undefined, 'UNREDEEMED'],
])('a coupon that is %s, with the expiry date %s, is told as %s', async (status, expiryDate, told) => {
  const raw = { passType: 'coupon', campaignId: 'ACampaign', externalId: 'row-1' };
  const { outcome } = await doing(findPass, raw, () => json(record({ status, expiryDate })));
  expect(outcome).toMatchObject([{ status: told }]);
});

test('a boarding pass is told as it was asked for, where PassKit answers with its ID alone', async () => {
  const flight = {
    carrierCode: 'CF',
    flightNumber: '1234',
    departureDate: '2027-05-01',
    boardingPoint: 'LHR',
    deplaningPoint: 'FCO',
    sequenceNumber: 7,
  };
  const booking = { operatingCarrierPNR: 'ABC123', forename: 'JANE', surname: 'DOE', gender: 'FEMALE' };
  const { outcome, writes } = await doing(issueBoardingPass, { ...flight, ...booking }, ({ effect }) =>
    effect === 'reads' ? refused(404, 'not found') : json({ boardingPasses: [{ id: 'ABoardingPass' }] }),
  );
  expect(outcome).toMatchObject([{ id: 'ABoardingPass', ...flight }]);
  expect(writes).toHaveLength(1);
});

// `recordData` of coupons by analogy with that of members: see docs/live-checks.md.
test.each([
  [
    'membership',
    '100',
    { 'members.member.externalId': 'row-1', 'members.tier.id': 'gold' },
    { tierId: 'gold' },
  ],
  ['coupon', '101', { 'singleUseCoupons.coupon.externalId': 'row-1' }, {}],
])('a delivery of a %s has its external ID also where only the record holds it', (...one) => {
  const [passType, protocol, recordData, more] = one;
  const pass = { id: 'APass', classId: all[project[passType === 'coupon' ? 'coupon' : 'membership']] };
  const body = { event: 'PASS_EVENT_RECORD_UPDATED', pass: { ...pass, protocol, recordData } };
  const wanted = { events: ['PASS_EVENT_RECORD_UPDATED'], passType, project: pass.classId };
  const http = async () => json({});
  expect(readDelivery(delivery, wanted, body, triggerOutput, { ...runtime, http })).toMatchObject([
    { passId: 'APass', externalId: 'row-1', ...more },
  ]);
});
