// Protects that a caller of the webhook who repeats on 5xx never does anything twice, whatever was lost and whatever
// happened to the pass in between.
import * as z from 'zod';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { creates } from '../../creates/index.ts';
import { PassKitError } from '../../passkit/errors.ts';
import type { VisitHttp } from '../../redeem/runtime.ts';
import { send as ask, list } from '../sandbox/client.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon } = useRedeem();
const secret = 'a-secret-of-the-hook';
const answer = z.record(z.string(), z.unknown());

/** What arrives with status 200 in place of an answer. */
const broken = {
  'half an answer': '{"id":"1',
  'an empty answer': '',
  'an error in it': '{"error":{"code":14,"message":"x"}}',
  'no object': 'null',
};
type Loss = number | 'no answer' | keyof typeof broken;
const losses: Loss[] = [
  'no answer',
  'half an answer',
  'an empty answer',
  'an error in it',
  'no object',
  408,
  499,
  500,
  502,
  503,
  504,
  520,
  524,
];

/** A PassKit whose changes are made and whose answers get lost, so often; and whose looks after that fail as well. */
function forgetful(loss: Loss, at: number, looks: Loss | undefined) {
  let changes = 0;
  const lose = (how: Loss) => {
    if (how === 'no answer') throw new PassKitError('PassKit did not answer, or the connection broke');
    return typeof how === 'number'
      ? { status: how, body: '{"error":"x"}' }
      : { status: 200, body: broken[how] };
  };
  let looking = false;
  return (config: Parameters<typeof nodeVisitHttp>[0]): VisitHttp => {
    const inner = nodeVisitHttp(config);
    return (left) => {
      const http = inner(left);
      return async (request) => {
        const changing = request.effect !== 'reads';
        if (!changing && looking && looks !== undefined) {
          looking = false;
          return lose(looks);
        }
        const answer = await http(request);
        if (!changing || changes++ !== at) return answer;
        looking = true;
        return lose(loss);
      };
    };
  };
}

/** Sends a row, and again as long as the answer is 5xx; `between` happens before the second time. */
async function insist(
  row: Record<string, unknown>,
  visitHttp: typeof nodeVisitHttp,
  between: () => Promise<unknown>,
): Promise<{ status: number; code: unknown; tries: number }> {
  const { ask: call } = visitor({ env: { REDEEM_HOOK_SECRET: secret }, visitHttp });
  for (let tries = 1; ; tries++) {
    const headers = { authorization: `Bearer ${secret}` };
    const page = await call('/hooks/pass', { method: 'POST', headers, body: JSON.stringify(row) });
    const { code } = answer.parse(JSON.parse(page.text));
    if (page.status < 500 || tries === 5) return { status: page.status, code, tries };
    if (tries === 1) await between();
  }
}

const couponsOf = async (externalId: string) =>
  (
    await list(sandbox(), `/coupon/singleUse/coupons/list/${sandbox().demo.campaignId}`, {
      filters: { limit: 1000 },
    })
  ).filter((one) => String(one.externalId).startsWith(externalId));

const looks = [undefined, 'no answer', 'an empty answer', 'an error in it', 503, 401, 429] as const;
const cases = losses.flatMap((loss) => looks.map((look) => [loss, look] as const));

test.each(cases)('issue: %s, then the look: %s; voided in between', async (loss, look) => {
  const externalId = `issue-${loss}-${look}`;
  const { campaignId, offerId } = sandbox().demo;
  const row = { action: 'issue', passType: 'coupon', campaignId, offerId, externalId };
  const seen: unknown[] = [];
  const stop = sandbox().onRequest(({ method, path, status }) => {
    if (method === 'POST' && path === '/coupon/singleUse/coupon' && status === 200) seen.push(path);
  });
  await insist(row, forgetful(loss, 0, look), async () => {
    for (const { id } of await couponsOf(externalId))
      await ask(sandbox(), 'DELETE /coupon/singleUse/coupon', { id });
  });
  stop();
  expect(seen).toHaveLength(1);
});

test.each(cases)('redeem: %s, then the look: %s; voided and issued in between', async (loss, look) => {
  const externalId = `redeem-${loss}-${look}`;
  const first = await coupon(externalId);
  const { campaignId } = sandbox().demo;
  const row = { action: 'redeem', campaignId, externalId, redemptionReference: `order ${loss} ${look}` };
  let next: string | undefined;
  await insist(row, forgetful(loss, 0, look), async () => {
    await ask(sandbox(), 'DELETE /coupon/singleUse/coupon', { id: first });
    next = await coupon(externalId);
  });
  if (next) expect(sandbox().coupon(next)?.status).toBe('UNREDEEMED');
});

test('a PassKit that cannot be reached at all is a 5xx: nothing has left', async () => {
  const { campaignId, offerId } = sandbox().demo;
  const { ask: call } = visitor({
    env: { REDEEM_HOOK_SECRET: secret, PASSKIT_API_URL: 'http://127.0.0.1:9' },
  });
  const row = { action: 'issue', passType: 'coupon', campaignId, offerId, externalId: 'unreached' };
  const headers = { authorization: `Bearer ${secret}` };
  const page = await call('/hooks/pass', { method: 'POST', headers, body: JSON.stringify(row) });
  expect([page.status, JSON.parse(page.text).code]).toEqual([503, 'no_answer']);
});

test('a redemption needs a reference, also by PassKit ID', async () => {
  const id = await coupon('no reference');
  const { campaignId } = sandbox().demo;
  for (const named of [
    { campaignId, externalId: 'no reference' },
    { id, redemptionReference: ' ' },
  ]) {
    const { ask: call } = visitor({ env: { REDEEM_HOOK_SECRET: secret } });
    const headers = { authorization: `Bearer ${secret}` };
    const body = JSON.stringify({ action: 'redeem', ...named });
    const page = await call('/hooks/pass', { method: 'POST', headers, body });
    expect([page.status, JSON.parse(page.text).field]).toEqual([422, 'redemptionReference']);
  }
  expect(sandbox().coupon(id)?.status).toBe('UNREDEEMED');
});

test('what the webhook offers was looked at: which action has a word, and what it needs to be safe to repeat', () => {
  const offered = creates.flatMap(({ key, webhook }) =>
    webhook ? [[key, webhook.action, webhook.needs?.fields]] : [],
  );
  expect(offered).toEqual([
    ['issue_pass', 'issue', ['externalId']],
    ['update_pass', 'update', undefined],
    ['revoke_pass', 'revoke', undefined],
    ['redeem_coupon', 'redeem', ['redemptionReference']],
    ['reissue_coupon', 'reissue', ['externalId']],
  ]);
});

test.each(['issue_pass', 'issuePass', 'Issue Pass', 'constructor', '__proto__', 'toString'])(
  'no action is reached by %s',
  async (action) => {
    const { ask: call } = visitor({ env: { REDEEM_HOOK_SECRET: secret } });
    const headers = { authorization: `Bearer ${secret}` };
    const page = await call('/hooks/pass', { method: 'POST', headers, body: JSON.stringify({ action }) });
    expect([page.status, JSON.parse(page.text).field]).toEqual([422, 'action']);
  },
);
