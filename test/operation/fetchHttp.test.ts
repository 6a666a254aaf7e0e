// Protects how requests leave outside of Zapier and Make: with the credentials, to PassKit alone, and what is said when no answer comes.
import type { HttpRequest } from '../../operation/ask.ts';
import { fetchHttp, signedHttp } from '../../operation/fetchHttp.ts';
import { notSent } from '../../passkit/errors.ts';
import { regions } from '../../passkit/regions.ts';
import { failure } from './thing.ts';

describe('requests that are signed', () => {
  const token = { region: 'pub1', apiToken: 'tok' } as const;
  const keys = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' } as const;
  const post: HttpRequest = { effect: 'sets', method: 'POST', path: '/thing', body: '{"a":1}' };

  test('are sent with the credentials, and the answer comes with its wait', async () => {
    const sent: unknown[] = [];
    const http = signedHttp(token, async (request) => {
      sent.push(request);
      return { status: 429, body: 'slow', retryAfter: '7' };
    });
    expect(await http(post)).toEqual({ status: 429, body: 'slow', retryAfter: 7, signed: false });
    expect(sent).toEqual([
      {
        ...post,
        headers: {
          authorization: 'Bearer tok',
          accept: 'application/json',
          'content-type': 'application/json',
        },
      },
    ]);
  });

  test('say when they were signed, by the clock they are given', async () => {
    const clock = () => new Date('2026-11-20T09:30:00Z');
    let authorization = '';
    const http = signedHttp(
      keys,
      async ({ headers }) => {
        authorization = headers.authorization ?? '';
        return { status: 200, body: '{}' };
      },
      clock,
    );
    expect(await http(post)).toMatchObject({ status: 200, signed: true });
    const claims = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ uid: 'key', iat: clock().getTime() / 1000 - 10 });
  });

  test.each([200, 299, 400, 404])('hand on status %i', async (status) => {
    expect(await signedHttp(token, async () => ({ status, body: 'x' }))(post)).toMatchObject({
      status,
      body: 'x',
    });
  });

  test.each([300, 302, 399])('follow no redirect: status %i is no answer', async (status) => {
    const error = await failure(signedHttp(token, async () => ({ status, body: '{}' }))(post));
    expect(error).toMatchObject({
      message: 'PassKit did not answer, or the connection broke',
      status: undefined,
      lost: true,
    });
  });

  test('are lost when the connection breaks, without a word of what broke', async () => {
    const error = await failure(signedHttp(token, () => Promise.reject(new TypeError('secret')))(post));
    expect(error).toMatchObject({ message: 'PassKit did not answer, or the connection broke', lost: true });
  });

  test('are not lost when they were not sent', async () => {
    const never = notSent('PassKit could not be reached');
    await expect(signedHttp(token, () => Promise.reject(never))(post)).rejects.toBe(never);
  });

  test('go to PassKit by fetch, which follows no redirect and ends with its signal', async () => {
    const hosts = regions.pub1;
    const { signal } = new AbortController();
    const fetched = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response('slow', { status: 429, headers: { 'retry-after': '3' } }));
    const http = fetchHttp({ connection: token, hosts }, () => signal);
    expect(await http(post)).toEqual({ status: 429, body: 'slow', retryAfter: 3, signed: false });
    expect(await http({ effect: 'reads', method: 'GET', path: '/other' })).toMatchObject({ status: 429 });
    const headers = { authorization: 'Bearer tok', accept: 'application/json' };
    const how = { signal, redirect: 'manual' };
    expect(fetched.mock.calls).toStrictEqual([
      [
        `${hosts.api}/thing`,
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: '{"a":1}',
          ...how,
        },
      ],
      [`${hosts.api}/other`, { method: 'GET', headers, ...how }],
    ]);
  });
});
