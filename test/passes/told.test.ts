// What a step that did nothing, or does not know what it did, is told as: its reason to machines, its words to people, and
// whether it may be sent again.
import redeemCoupon from '../../creates/redeemCoupon.ts';
import renewMembership from '../../creates/renewMembership.ts';
import setPassImage from '../../creates/setPassImage.ts';
import transferTicket from '../../creates/transferTicket.ts';
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import type { Operation } from '../../operation/operation.ts';
import { run } from '../../operation/run.ts';
import { PassKitError } from '../../passkit/errors.ts';

const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });
const refused = (status: number): Answer => ({ status, body: JSON.stringify({ message: 'no' }) });
const lost = (): Answer => {
  throw new PassKitError('no answer');
};

/** What becomes of a run where PassKit answers its reads and its writes so. */
function told(
  operation: Operation,
  raw: Record<string, unknown>,
  { reads, writes }: { reads: (request: HttpRequest) => Answer; writes: () => Answer },
) {
  const http = async (request: HttpRequest) => (request.effect === 'reads' ? reads(request) : writes());
  const runtime = { http, pages: 'https://p', timezone: 'UTC', now: new Date('2027-01-01T00:00:00Z') };
  return run(operation, raw, runtime).catch((error: unknown) => error);
}

const coupon = (more: object = {}) => ({
  id: 'ACoupon',
  externalId: 'row-1',
  campaignId: 'ACampaign',
  status: 'UNREDEEMED',
  ...more,
});
const redeemed = (redemptionDetails: object = {}, more: object = {}) =>
  coupon({ status: 'REDEEMED', redemptionDetails, ...more });
const over = '2026-06-01T10:00:00Z';

describe('a coupon', () => {
  const one = { campaignId: 'ACampaign', externalId: 'row-1' };
  /** PassKit does not redeem it, and this is how it is. */
  const isFound = (
    found: object | undefined,
    raw: object = one,
    writes: () => Answer = () => refused(400),
  ) => {
    // Under the name of an earlier redemption there is none.
    const reads = ({ path }: HttpRequest) => (found && path.endsWith('/row-1') ? json(found) : refused(404));
    return told(redeemCoupon, { ...raw }, { reads, writes });
  };

  test.each<[string, object | undefined, string, RegExp]>([
    [
      'is not there',
      undefined,
      'coupon_not_found',
      /^There is no coupon “row-1” in this campaign\..*Nothing was redeemed\.$/,
    ],
    [
      'was redeemed by another',
      redeemed(),
      'coupon_redeemed',
      /coupon “row-1” was already redeemed.*Nothing was redeemed this time\.$/,
    ],
    [
      'is over',
      coupon({ expiryDate: over }),
      'coupon_expired',
      /coupon “row-1” expired on .*2026.*Nothing was redeemed\./,
    ],
    [
      'was voided',
      coupon({ expiryDate: '2027-06-01T10:00:00Z', passMetaData: { status: 'PASS_INVALIDATED' } }),
      'coupon_void',
      /coupon “row-1” is no longer valid in PassKit \(its expiry date is .*2027.*\)\. Nothing was redeemed\.$/,
    ],
    [
      'was voided, and has no expiry date',
      coupon({ passMetaData: { status: 'PASS_INVALIDATED' } }),
      'coupon_void',
      /coupon “row-1” is no longer valid in PassKit\. Nothing was redeemed\.$/,
    ],
  ])('that %s says so', async (_what, found, code, message) => {
    expect(await isFound(found)).toMatchObject({
      name: 'Halt',
      code,
      message: expect.stringMatching(message),
    });
  });

  test('whose redemption is lost, and which nobody has marked, may have been redeemed by this step', async () => {
    const mayBe =
      'and it may have been this step that did it. With a redemption reference this step could tell.';
    for (const [details, on] of [
      [{}, ', '],
      [{ redemptionDate: over }, ', on .*2026.*, '],
    ] as const)
      expect(await isFound(redeemed(details), one, lost)).toMatchObject({
        name: 'Halt',
        code: 'unsure',
        message: expect.stringMatching(new RegExp(`coupon “row-1” is redeemed now${on}${mayBe}$`)),
      });
  });

  test('that bears the reference of this step was redeemed by it, whether PassKit refuses or its answer is lost', async () => {
    const raw = { ...one, redemptionReference: 'order 7' };
    for (const writes of [lost, () => refused(400)])
      expect(await isFound(redeemed({ redemptionReference: 'order 7' }), raw, writes)).toMatchObject([
        { id: 'ACoupon', status: 'REDEEMED', outcome: 'already_redeemed' },
      ]);
    expect(await isFound(redeemed({ redemptionReference: 'order 8' }), raw)).toMatchObject({
      code: 'coupon_redeemed',
    });
  });

  test('that the reference redeemed before it was reissued is told as that, and the new one is left alone', async () => {
    const former = ({ path }: HttpRequest) =>
      path.endsWith('/row-1')
        ? json(coupon())
        : json(
            redeemed({}, { id: 'TheFormer', externalId: decodeURIComponent(path.split('/').at(-1) ?? '') }),
          );
    const raw = { ...one, redemptionReference: 'order 7' };
    expect(await told(redeemCoupon, raw, { reads: former, writes: lost })).toMatchObject([
      { id: 'TheFormer', status: 'REDEEMED', outcome: 'already_redeemed' },
    ]);
  });

  test('that is redeemed now is told as redeemed now, at this moment', async () => {
    expect(await isFound(coupon(), one, () => json({ id: 'ACoupon' }))).toMatchObject([
      {
        id: 'ACoupon',
        ...one,
        status: 'REDEEMED',
        redemptionDate: '2027-01-01T00:00:00.000Z',
        outcome: 'redeemed',
      },
    ]);
  });
});

const member = {
  id: 'AMember',
  externalId: 'row-1',
  programId: 'AProgram',
  expiryDate: '2027-02-01T00:00:00Z',
};
const renewal = { programId: 'AProgram', externalId: 'row-1', length: 1, unit: 'months' };
const picture = {
  passType: 'membership',
  programId: 'AProgram',
  externalId: 'row-1',
  imageUrl: 'https://example.com/a.png',
  imageSlot: 'thumbnail',
};
test.each<[string, boolean, Operation, object]>([
  ['a renewal from a day on', true, renewMembership, { ...renewal, startDate: '2027-01-15' }],
  ['a renewal of what is left', false, renewMembership, renewal],
  ['a picture, which nobody sees before it is on a pass', true, setPassImage, picture],
])('after a lost answer, %s may be sent again: %s', async (_what, safeToRepeat, operation, raw) => {
  const error = await told(operation, { ...raw }, { reads: () => json(member), writes: lost });
  expect(error).toMatchObject({ name: 'PassKitError', safeToRepeat });
});

test('a ticket that is deleted after it was handed over says what was done', async () => {
  const raw = {
    productionId: 'AProduction',
    externalId: 'T-1',
    displayName: 'John',
    surname: 'Doe',
    forename: 'John',
  };
  const answers = { reads: () => refused(404), writes: () => json({ id: 'ATicket' }) };
  expect(await told(transferTicket, raw, answers)).toMatchObject({
    name: 'Halt',
    code: 'ticket_gone',
    message: expect.stringMatching(
      /T-1.*was handed over, and then it was deleted\. Nothing is left to do\.$/,
    ),
  });
});
