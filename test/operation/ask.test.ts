// Protects the one way to PassKit: what is asked, and that an answer is taken for what it is and for no more.
import * as z from 'zod';
import { type Answer, bodyOf } from '../../operation/ask.ts';
import { UserMistake } from '../../operation/input.ts';
import { allOf, fieldFilter, listRequest, operatorOf } from '../../operation/list.ts';
import { send } from '../../operation/run.ts';
import type { Call } from '../../operation/step.ts';
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
