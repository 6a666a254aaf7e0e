// Protects the choice of campaign and offer: by ID or exact name, and never one of several; else what there is to choose.
import { Unusable } from '../../coupons/outcomes.ts';
import { findProject } from '../../coupons/project.ts';
import type { Http } from '../../operation/ask.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { useSandbox } from '../sandbox/client.ts';
import { httpOf } from './support.ts';

const sandbox = useSandbox();

const find = (campaign: string, offer: string, http: Http = httpOf(sandbox())) =>
  findProject(campaign, offer, { http, pages: '', timezone: 'UTC', now: new Date() });

async function refusal(campaign: string, offer: string): Promise<string> {
  const error = await find(campaign, offer).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Unusable);
  return error.message;
}

/** A campaign of its own, with so many offers of each title. */
function campaignWith(on: Sandbox, offers: Record<string, number>) {
  const id = String(on.add.campaign({ name: `Campaign of ${Object.keys(offers).join()}` }).id);
  const ids = Object.entries(offers).flatMap(([offerTitle, count]) =>
    Array.from({ length: count }, () => String(on.add.offer({ campaignId: id, offerTitle }).id)),
  );
  return { id, ids };
}

test('each may be named by ID or by name', async () => {
  const { campaignId, offerId } = sandbox().demo;
  const both = { campaignId, offerId };
  expect(await find(campaignId, offerId)).toEqual(both);
  expect(await find('Coffee Rewards', 'Free Coffee')).toEqual(both);
});

test('a name that nothing has is answered with what there is', async () => {
  const { id, ids } = campaignWith(sandbox(), { Tea: 1, Cake: 1 });
  const [tea, cake] = ids;
  expect((await refusal(id, 'tea')).split('\n')).toEqual(
    expect.arrayContaining(['There is no offer “tea”. There are:', `  ${tea}  Tea`, `  ${cake}  Cake`]),
  );
  expect((await refusal(id, 'tea')).split('\n')).toHaveLength(3);
  expect(await refusal('None', 'Tea')).toMatch(/^There is no campaign “None”\. There are:\n {2}\S+ {2}/);
  const none = campaignWith(sandbox(), {});
  expect(await refusal(none.id, 'Tea')).toBe('There is no offer “Tea”. There is no offer at all.');
});

test('a name that several have is answered with those', async () => {
  const { id, ids } = campaignWith(sandbox(), { Tea: 2, Cake: 1 });
  const [first, ...others] = (await refusal(id, 'Tea')).split('\n');
  expect(first).toBe('More than one offer is named “Tea”. Use the ID.');
  expect(others.sort()).toEqual(
    ids
      .slice(0, 2)
      .map((one) => `  ${one}  Tea`)
      .sort(),
  );
});

test('twenty are listed, and the others counted', async () => {
  const twenty = (await refusal(campaignWith(sandbox(), { Tea: 20 }).id, 'x')).split('\n');
  expect([twenty.length, twenty.at(-1)]).toEqual([21, expect.stringMatching(/ {2}Tea$/)]);
  const more = (await refusal(campaignWith(sandbox(), { Tea: 22 }).id, 'x')).split('\n');
  expect([more.length, more.at(-1)]).toEqual([22, '  and 2 more']);
});

test('all pages are looked through, and a PassKit that does not count pages is not asked for ever', async () => {
  const { id, ids } = campaignWith(sandbox(), { Tea: 205, Cake: 1 });
  const http = httpOf(sandbox());
  const offsets: string[] = [];
  const noted: Http = async (request) => {
    if (request.path.includes('/offers/'))
      offsets.push(/"offset":(-?\d+)/.exec(request.body ?? '')?.[1] ?? '0');
    return http(request);
  };
  expect(await find(id, 'Cake', noted)).toEqual({ campaignId: id, offerId: ids.at(-1) });
  expect(offsets).toEqual(['0', '100', '200', '300']);
  const answers = new Map<string, ReturnType<Http>>();
  let asked = 0;
  const sameAgain: Http = async (request) => {
    if (++asked > 9) throw new Error('asked for ever');
    const answer = answers.get(request.path) ?? http(request);
    answers.set(request.path, answer);
    return answer;
  };
  const { campaignId, offerId } = sandbox().demo;
  expect(await find('Coffee Rewards', 'Free Coffee', sameAgain)).toEqual({ campaignId, offerId });
});
