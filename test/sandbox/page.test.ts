// The pass page, the sandbox state and the journal.
import { demo } from '../../sandbox/ids.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox({ region: 'pub2' });
const { programId, campaignId, offerId, ticketTypeId, eventId } = demo;

test('a pass page needs no credentials and escapes what people typed', async () => {
  const links = [
    { url: 'https://example.com/?a="b"', title: 'Shop', type: 'URI_WEB', usage: ['USAGE_APPLE_WALLET'] },
    { url: 'javascript:alert(1)', title: 'Bad', type: 'URI_WEB', usage: ['USAGE_APPLE_WALLET'] },
  ];
  const id = await idOf(sandbox(), 'POST /members/member', {
    programId,
    tierId: 'gold',
    externalId: '<script>alert(1)</script>',
    person: { displayName: `"Jane" & 'Co'` },
    metaData: { '<b>': '<i>' },
    points: 12,
    passOverrides: { links },
  });
  const page = await send(sandbox(), `GET /${id}`, undefined, {});
  expect(page.status).toBe(200);
  expect(page.text).toContain('Coffee Club');
  expect(page.text).toContain('<dd>12</dd>');
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.text).toContain('&quot;Jane&quot; &amp; &#39;Co&#39;');
  expect(page.text).toContain('<dt>&lt;b&gt;</dt><dd>&lt;i&gt;</dd>');
  expect(page.text).toContain('href="https://example.com/?a=&quot;b&quot;"');
  expect(page.text).not.toMatch(/<script|<b>|<i>|javascript:/);
});

test('coupons and tickets have pages, wallet files are only announced, unknown passes are 404', async () => {
  const coupon = await idOf(sandbox(), 'POST /coupon/singleUse/coupon', { campaignId, offerId });
  const ticket = await idOf(sandbox(), 'POST /eventTickets/ticket', {
    ticketTypeId,
    eventId,
    seatInfo: { row: 'B', seat: '7' },
  });
  expect((await send(sandbox(), `GET /${coupon}`, undefined, {})).text).toContain('UNREDEEMED');
  expect((await send(sandbox(), `GET /${ticket}`, undefined, {})).text).toContain('B 7');
  for (const suffix of ['.pkpass', '.gpay']) {
    expect((await send(sandbox(), `GET /${coupon}${suffix}`, undefined, {})).text).toContain(
      'no real wallet file',
    );
  }
  expect(await send(sandbox(), `GET /${programId}`, undefined, {})).toMatchObject({ status: 404 });
});

test('GET /sandbox shows what a person needs to start', async () => {
  const { credentials, url } = sandbox();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await send(sandbox(), 'GET /sandbox', undefined, {})).body).toMatchObject({
    credentials,
    demo,
    region: 'pub2',
  });
  expect((await send(sandbox(), 'GET /user/profile')).body).toMatchObject({ regionId: 'pub2' });
});

test('the journal has API requests only, with what was sent and answered', async () => {
  sandbox().requests.length = 0;
  const heard: string[] = [];
  const stop = sandbox().onRequest(({ path }) => heard.push(path));
  await send(sandbox(), 'GET /sandbox', undefined, {});
  await send(sandbox(), `GET /${programId}`, undefined, {});
  await send(sandbox(), 'POST /members/programs/list?x=1', { limit: 1 });
  await send(sandbox(), 'POST /members/member', '{broken');
  stop();
  await send(sandbox(), 'GET /user/profile', undefined, {});
  expect(sandbox().requests).toEqual([
    {
      method: 'POST',
      path: '/members/programs/list?x=1',
      status: 200,
      ms: expect.any(Number),
      body: { limit: 1 },
      answer: [expect.objectContaining({ name: 'Coffee Club' })],
    },
    {
      method: 'POST',
      path: '/members/member',
      status: 400,
      ms: expect.any(Number),
      body: undefined,
      answer: expect.objectContaining({ code: 3 }),
    },
    {
      method: 'GET',
      path: '/user/profile',
      status: 401,
      ms: expect.any(Number),
      body: undefined,
      answer: { error: expect.any(String) },
    },
  ]);
  expect(heard).toEqual(['/members/programs/list?x=1', '/members/member']);
});
