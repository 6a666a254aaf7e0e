// The field reference is made from the declarations: a page for each, with every input, request and message.
import { creates } from '../../creates/index.ts';
import issuePass from '../../creates/issuePass.ts';
import redeemCoupon from '../../creates/redeemCoupon.ts';
import { differencesOf } from '../../manual/concerns.ts';
import { endingsOf } from '../../manual/halts.ts';
import { referencePages } from '../../manual/reference.ts';
import { askedByMake, askedByRunner } from '../../manual/requests.ts';
import { searches } from '../../searches/index.ts';
import { instantTriggers, pollingTriggers } from '../../triggers/index.ts';

const operations = [...creates, ...searches];
const triggers = [...instantTriggers, ...pollingTriggers];
const pageOf = (key: string) => referencePages[`${key}.md`] ?? '';

test('every action, search and trigger has a page, and the list has them all', () => {
  const keys = [...operations, ...triggers].map(({ key }) => key);
  expect(keys.filter((key) => pageOf(key) === '')).toEqual([]);
  const start = referencePages['README.md'] ?? '';
  const pages = Object.keys(referencePages).filter((name) => name !== 'README.md');
  expect(pages.filter((name) => !start.includes(`(${name})`))).toEqual([]);
});

test.each([...operations, ...triggers].map((one) => [one.key, one] as const))(
  '%s: every input and output, a request and the form',
  (key, { fields, output, kind }) => {
    const page = pageOf(key);
    for (const name of [...Object.keys(fields), ...Object.keys(output)])
      expect(page).toContain(`| \`${name}\` |`);
    expect(page).toMatch(/`(GET|POST|PUT|PATCH|DELETE) \/\w+/);
    if (kind !== 'instant') expect(page).toContain(`/operations/${key})`);
    expect(page).not.toMatch(/undefined|\[object|NaN|\{\{/);
  },
);

test('what PassKit is asked: the runner acts and looks afterwards, Make looks first', () => {
  const [coupon] = Object.values(redeemCoupon.plans);
  if (!coupon) throw new Error('no plan');
  const redeem = 'PUT /coupon/singleUse/coupon/redeem';
  const byRunner = askedByRunner(coupon, redeemCoupon.fields).map(({ request }) => request);
  expect(byRunner.indexOf(redeem)).toBe(1);
  expect(byRunner.slice(2)).toEqual([
    'GET /coupon/singleUse/coupon/{id}',
    'GET /coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}',
  ]);
  expect(askedByMake(redeemCoupon).coupon?.at(-1)?.request).toBe(redeem);
  expect(askedByMake(issuePass).membership?.map(({ request }) => request)).toContain('POST /members/member');
});

test('a condition that is about inputs is said in their labels', () => {
  const [coupon] = Object.values(redeemCoupon.plans);
  expect(coupon && askedByRunner(coupon, redeemCoupon.fields)[0]?.when).toBe(
    'only when **Coupon** is blank and **Redemption Reference** or **Transaction Reference** is filled in',
  );
});

test('messages have the labels of fields where a run has their values, and say what may be left out', () => {
  const words = endingsOf(redeemCoupon).find(({ code }) => code === 'coupon_void')?.words;
  expect(words).toBe(
    'The coupon “*External ID* or *Coupon*” is no longer valid in PassKit[ (its expiry date is …)]. Nothing was redeemed.',
  );
});

test('a page has the differences that concern it, and no others', () => {
  const about = (operation: typeof issuePass) => differencesOf(operation).map(({ what }) => what);
  expect(about(issuePass)).toContain('Many passes in one step');
  expect(about(redeemCoupon)).not.toContain('Many passes in one step');
  expect(about(redeemCoupon)).toContain('Issue, redeem');
});

test('every request says when it is sent: none only where it is needed', () => {
  for (const operation of [...creates, ...searches]) {
    const runners = Object.values(operation.plans).map((plan) => askedByRunner(plan, operation.fields));
    for (const { request, when } of [...runners, ...Object.values(askedByMake(operation))].flat())
      expect([operation.key, request, when]).toEqual([
        operation.key,
        request,
        expect.not.stringMatching(/needed|``|undefined/),
      ]);
  }
  const update = creates.find(({ key }) => key === 'update_pass');
  const asked = update?.plans.membership ? askedByRunner(update.plans.membership, update.fields) : [];
  expect(asked.find(({ request }) => request === 'PUT /members/member/tier')?.when).toBe(
    'only when **Tier** is filled in and **Tier** is not the `tierId` of the record',
  );
});
