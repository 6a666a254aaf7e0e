// Protects the one way to PassKit: what is asked, and that an answer is taken for what it is and for no more.
import * as z from 'zod';
import { type Answer, bodyOf, type HttpRequest } from '../../operation/ask.ts';
import { signedHttp } from '../../operation/fetchHttp.ts';
import { UserMistake } from '../../operation/input.ts';
import { allOf, fieldFilter, listRequest, operatorOf } from '../../operation/list.ts';
import { send } from '../../operation/run.ts';
import type { Call } from '../../operation/step.ts';
import { notSent, PassKitError } from '../../passkit/errors.ts';
import { failure, input, lookup, ok, runtimeWith } from './thing.ts';

const get: Call<unknown> = {
  effect: 'reads',
  method: 'GET',
  path: '/thing/{id}/of/{key}',
  params: { id: input.id, key: input.key },
  answer: z.unknown(),
};

describe('a call', () => {
  test('has no body where none is declared, and a blank value is empty text in its address', async () => {
    const { runtime, requests } = runtimeWith(ok({ id: 'r1' }));
    const asked = { ...get, query: { q: input.note, r: 'a b' } };
    expect(await send(asked, { id: 'r1', key: 'row/1' }, runtime)).toEqual({ id: 'r1' });
    expect(requests).toStrictEqual([
      { effect: 'reads', method: 'GET', path: '/thing/r1/of/row%2F1?q=&r=a%20b' },
    ]);
  });

  test.each(['.', '..'])('never asks for “%s”, which would lead to another address', async (id) => {
    const { runtime, requests } = runtimeWith();
    await expect(send(get, { id, key: 'k' }, runtime)).rejects.toEqual(
      new UserMistake(`“${id}” cannot be an ID. Use another one.`),
    );
    expect(requests).toEqual([]);
  });

  test.each(['...', '.a', 'a..'])('asks for “%s”, which leads nowhere else', async (id) => {
    const { runtime, requests } = runtimeWith(ok({}));
    await send(get, { id, key: 'k' }, runtime);
    expect(requests[0]?.path).toBe(`/thing/${id}/of/k`);
  });

  test.each<[string, Answer, string, number | undefined]>([
    ['an empty answer', { status: 200, body: '' }, 'PassKit’s answer was empty', undefined],
    ['an answer of spaces', { status: 200, body: ' \n' }, 'PassKit’s answer was empty', undefined],
    [
      'an answer that was cut off',
      { status: 200, body: '{"id' },
      'PassKit’s answer was cut off or was not JSON',
      undefined,
    ],
    [
      'an error in place of an answer',
      { status: 200, body: '{"error":"no such thing","code":5}' },
      'no such thing',
      404,
    ],
    ['a redirect', { status: 302, body: '{"id":"r1"}' }, 'PassKit’s answer led somewhere else', undefined],
    ['a refusal', { status: 400, body: '{"error":"bad"}' }, 'bad', 400],
    ['a refusal without words', { status: 418, body: '<html>' }, 'HTTP status 418', 418],
  ])('%s is never taken for what was asked for', async (_name, { status, body }, message, told) => {
    const { runtime } = runtimeWith({ status, body });
    const error = await failure(send(get, { id: 'r1', key: 'k' }, runtime));
    expect([error.message, error.status]).toEqual([message, told]);
  });

  test('an answer of another shape is none', async () => {
    const { runtime } = runtimeWith(ok({ id: 1 }));
    const error = await failure(
      send({ ...get, answer: z.object({ id: z.string() }) }, { id: 'r', key: 'k' }, runtime),
    );
    expect(error).toMatchObject({
      message: 'PassKit’s answer was not what its API promises',
      status: undefined,
    });
  });
});

describe('the body of an answer', () => {
  const refusal = (answer: Answer) => failure(Promise.resolve().then(() => bodyOf(answer)));

  test.each([200, 204, 299])('is there with status %i', (status) => {
    expect(bodyOf({ status, body: 'x' })).toBe('x');
  });

  test.each([300, 304, 399])('is not PassKit’s with status %i, and nothing is known then', async (status) => {
    const error = await refusal({ status, body: '{"error":"x"}' });
    expect(error).toMatchObject({
      message: 'PassKit’s answer led somewhere else',
      status: undefined,
      lost: true,
    });
  });

  test.each<[boolean | undefined, boolean]>([
    [undefined, true],
    [true, true],
    [false, false],
  ])(
    'is a refusal with 401; that the request was signed is said as %p and known as %p',
    async (signed, known) => {
      const error = await refusal({ status: 401, body: '', signed, retryAfter: 5 });
      expect(error).toMatchObject({ status: 401, signed: known, retryAfter: 5 });
    },
  );
});

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
    expect(never).toBeInstanceOf(PassKitError);
  });
});

describe('a list', () => {
  const page = { limit: 100, offset: 200 };
  const filters = { ...page, orderBy: 'created', orderAsc: false };
  const where = [fieldFilter('status', 'eq', 'open')];

  test('is asked for newest first, with its filters where PassKit wants them', () => {
    const nested = { ...lookup.list('P'), body: { a: 1 } };
    expect(listRequest(nested, page)).toEqual({
      effect: 'reads',
      method: 'POST',
      path: '/things/{project}',
      params: { project: 'P' },
      body: { a: 1, filters },
    });
    expect(listRequest({ ...nested, filters: 'top' }, { ...page, orderBy: 'updated' })).toMatchObject({
      body: { ...filters, orderBy: 'updated' },
    });
  });

  test('has conditions that all hold, and none where there are none', () => {
    expect(listRequest(lookup.list('P'), { ...page, fieldFilters: where }).body).toEqual({
      filters: { ...filters, filterGroups: allOf(where) },
    });
    expect(allOf(where)).toEqual([
      {
        condition: 'AND',
        fieldFilters: [{ filterField: 'status', filterOperator: 'eq', filterValue: 'open' }],
      },
    ]);
  });

  test('is searched for an e-mail address in any case, for IDs as they are', () => {
    expect((['id', 'externalId', 'emailAddress'] as const).map(operatorOf)).toEqual(['eq', 'eq', 'like']);
  });
});
