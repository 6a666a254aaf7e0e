// Protects that a form is for the coupon it showed, and that one redemption is told to one visitor, also where PassKit
// takes a second one: what it does then, nobody knows.
import * as z from 'zod';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import type { VisitHttp } from '../../redeem/runtime.ts';
import { send } from '../sandbox/client.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon, asked } = useRedeem();

/** What Reissue Coupon does: the old one gives up its name, a new one gets it. */
async function replace(id: string, externalId: string, more: Record<string, unknown> = {}) {
  const { campaignId } = sandbox().demo;
  const renamed = { id, externalId, couponCampaignId: campaignId, newExternalId: `${externalId}-${id}` };
  await send(sandbox(), 'PUT /coupon/singleUse/coupon/externalId', renamed);
  return coupon(externalId, more);
}

const voided = async (id: string, externalId: string) => {
  await send(sandbox(), 'DELETE /coupon/singleUse/coupon', { id });
  return coupon(externalId);
};

describe('a form', () => {
  test('sent once more after a reissue redeems nothing, and says why', async () => {
    const first = await coupon('again');
    const { open, submit, link, follow } = visitor();
    const { token } = await open('again');
    expect((await follow(await submit(link('again'), { token }))).heading).toBe('Redeemed');
    const next = await replace(first, 'again');
    const page = await submit(link('again'), { token });
    expect(page).toMatchObject({ status: 409, heading: 'There is another coupon now' });
    expect(page.text).toContain('href="/redeem?externalId=again&amp;');
    expect(sandbox().coupon(next)?.status).toBe('UNREDEEMED');
  });

  test.each([
    ['reissued', replace],
    ['voided and issued', voided],
  ])('does not redeem a coupon that was %s while the page was open', async (name, change) => {
    const first = await coupon(name);
    const { open, submit, link } = visitor({ env: { REDEEM_CASHIER_CODE: '4711' } });
    const { token } = await open(name);
    const next = await change(first, name);
    expect(await submit(link(name), { token, code: '4711' })).toMatchObject({ status: 409 });
    expect(sandbox().coupon(next)?.status).toBe('UNREDEEMED');
  });

  test('holds the coupon, and does not tell its PassKit ID', async () => {
    const id = await coupon('hidden');
    const { ask, link, open } = visitor();
    expect((await open('hidden')).text).not.toContain(id);
    expect((await ask(link('hidden'))).token.split('.')).toHaveLength(4);
  });

  test('is no receipt, and a receipt is no form', async () => {
    await coupon('purposes');
    const { ask, open, submit, link } = visitor();
    const { token } = await open('purposes');
    expect((await ask(`${link('purposes')}&receipt=${token}`)).heading).toBe('Free Coffee');
    const location = (await submit(link('purposes'), { token })).headers.get('location') ?? '';
    const receipt = new URLSearchParams(location).get('receipt') ?? '';
    expect(await submit(link('purposes'), { token: receipt })).toMatchObject({ status: 403 });
  });
});

test('a receipt goes on saying what is true of its own coupon when there is a new one', async () => {
  const first = await coupon('kept');
  const { open, submit, link, follow } = visitor();
  const { token } = await open('kept');
  const answer = await submit(link('kept'), { token });
  await replace(first, 'kept', { offerId: sandbox().demo.fixedOfferId });
  await open('kept');
  const page = await follow(answer);
  expect(page.heading).toBe('Redeemed');
  expect(page.text).not.toContain('Half Price Cake');
});

const redeeming = z.object({ redemptionDetails: z.object({ redemptionReference: z.string() }) });

/** A PassKit that answers 200 to every redemption, and counts the first or the last. */
function lenient(counts: 'first' | 'last') {
  let last = '';
  let taken = 0;
  const visitHttp = (config: Parameters<typeof nodeVisitHttp>[0]): VisitHttp => {
    const inner = nodeVisitHttp(config);
    return (left) => {
      const http = inner(left);
      return async (request) => {
        const answer = await http(request);
        if (request.method === 'PUT') {
          taken += 1;
          last = redeeming.parse(JSON.parse(request.body ?? '')).redemptionDetails.redemptionReference;
          return { status: 200, body: '{"id":"any"}' };
        }
        if (counts === 'first') return answer;
        return { ...answer, body: answer.body.replace(/link-[0-9a-f-]{36}/, last) };
      };
    };
  };
  return { visitHttp, taken: () => taken };
}

describe.each(['first', 'last'] as const)(
  'a PassKit that takes a second redemption and counts the %s',
  (counts) => {
    test.each(['one copy', 'two copies'])(
      'two forms opened before: one is told “Redeemed”, in %s',
      async (copies) => {
        const name = `lenient ${counts} ${copies}`;
        await coupon(name);
        const { visitHttp } = lenient(counts);
        const one = visitor({ visitHttp });
        const other = copies === 'one copy' ? one : visitor({ visitHttp });
        const tokens = [(await one.open(name)).token, (await other.open(name)).token];
        const told = [];
        for (const [at, from] of [one, other].entries())
          told.push(
            (await from.follow(await from.submit(from.link(name), { token: tokens[at] ?? '' }))).heading,
          );
        expect(told).toEqual(['Redeemed', 'Already redeemed']);
      },
    );

    test.each(['one copy', 'two copies'])('two taps at the same moment, in %s', async (copies) => {
      const name = `at once ${counts} ${copies}`;
      await coupon(name);
      const { visitHttp, taken } = lenient(counts);
      const one = visitor({ visitHttp });
      const other = copies === 'one copy' ? one : visitor({ visitHttp });
      const tokens = [(await one.open(name)).token, (await other.open(name)).token];
      const answers = await Promise.all(
        [one, other].map(({ submit, link }, at) => submit(link(name), { token: tokens[at] ?? '' })),
      );
      const told = [];
      for (const answer of answers) told.push((await one.follow(answer)).heading);
      expect(told.sort()).toEqual(['Already redeemed', 'Redeemed']);
      if (copies === 'one copy') expect(taken()).toBe(1);
    });
  },
);

test('instant redemption redeems once as well', async () => {
  await coupon('instant at once');
  const { visitHttp, taken } = lenient('last');
  const { open, follow } = visitor({ visitHttp, env: { REDEEM_INSTANT: 'true' } });
  const answers = await Promise.all([1, 2, 3].map(() => open('instant at once')));
  const sent = answers.filter(({ status }) => status === 303);
  expect([sent.length, taken()]).toEqual([1, 1]);
  for (const answer of sent) expect((await follow(answer)).heading).toBe('Redeemed');
});

describe('a visit', () => {
  test('reads the coupon once', async () => {
    await coupon('reads');
    const { open, submit, link, follow } = visitor();
    await open('reads');
    let { token } = await open('reads');
    expect(await asked(async () => ({ token } = await open('reads')))).toEqual(['GET 200']);
    let location = await submit(link('reads'), { token: 'none' });
    expect(await asked(async () => (location = await submit(link('reads'), { token })))).toEqual([
      'GET 200',
      'PUT 200',
    ]);
    expect(await asked(() => follow(location))).toEqual(['GET 200']);
  });

  test('does not wait for the title of an offer, which is asked for once', async () => {
    await coupon('title');
    const { open } = visitor();
    sandbox().fault({ path: '/offer/', delayMs: 60_000, times: 9 });
    const headings = await Promise.all(Array.from({ length: 5 }, async () => (await open('title')).heading));
    expect(new Set(headings)).toEqual(new Set(['Your coupon']));
    sandbox().clearFaults();
    expect(await asked(() => open('title'))).toEqual(['GET 200']);
  });

  test('shows a title that comes soon, also to those who came while it was asked for', async () => {
    await coupon('titles');
    const { open } = visitor();
    const requests = await asked(async () => {
      const pages = await Promise.all([1, 2, 3].map(() => open('titles')));
      expect(pages.map(({ heading }) => heading)).toEqual(Array(3).fill('Free Coffee'));
    });
    // Each coupon; the offer and its design once.
    expect(requests).toEqual(Array(5).fill('GET 200'));
  });
});
