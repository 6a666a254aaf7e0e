// Protects the runner: what is sent, what is made of PassKit's answers, and what a retry may do. No network.
import fc from 'fast-check';
import * as z from 'zod';
import type { Http } from '../../operation/ask.ts';
import { equal, filled, not, ref, text, toNumber } from '../../operation/expression.ts';
import { UserMistake } from '../../operation/input.ts';
import type { Dropdown, Operation } from '../../operation/operation.ts';
import { Halt, type Runtime, run, runDropdown } from '../../operation/run.ts';
import { call, find, halt } from '../../operation/step.ts';
import { PassKitError } from '../../passkit/errors.ts';
import findActiveCoupon from '../../searches/findActiveCoupon.ts';
import { anyString } from '../support/texts.ts';
import {
  type Answer,
  fails,
  failure,
  input,
  lookup,
  lost,
  ok,
  operation,
  type Rec,
  rec,
  record,
  runtimeWith,
} from './thing.ts';

const existing = find('existing', lookup, { by: { externalId: input.key }, project: input.project });
const made = call(
  'made',
  {
    effect: 'adds',
    method: 'POST',
    path: '/thing',
    body: { key: input.key, note: input.note },
    answer: z.object({ id: z.string() }),
  },
  { unless: { found: existing, is: filled(existing.result.id) } },
);
const make = operation({ steps: [made], result: { id: text`${made.result.id}${existing.result.id}` } });
const raw = { key: 'row-1', project: 'P' };

describe('a call that has `unless`', () => {
  test('sends one request when PassKit agrees', async () => {
    const { runtime, requests } = runtimeWith(ok({ id: 'new' }));
    expect(await run(make, { ...raw, note: '{{x}} 日本' }, runtime)).toEqual([{ id: 'new', note: null }]);
    expect(requests).toEqual([
      { effect: 'adds', method: 'POST', path: '/thing', body: '{"key":"row-1","note":"{{x}} 日本"}' },
    ]);
  });

  test.each<[string, Answer]>([
    ['a refusal 400', fails(400)],
    ['a conflict 409', fails(409)],
    ['a lost answer', lost],
    ['a 500', fails(500)],
    ['a gateway time-out 504', fails(504)],
    ['an answer that was cut off', ok('{"id":"n')],
    ['an answer without an id', ok({})],
    ['an empty answer', ok('')],
  ])('looks after %s and takes the record that is there', async (_name, answer) => {
    const { runtime, requests } = runtimeWith(answer, ok(rec()));
    expect(await run(make, raw, runtime)).toEqual([{ id: 'r1', note: null }]);
    expect(requests[1]).toEqual({ effect: 'reads', method: 'GET', path: '/thing/P/row-1' });
  });

  test.each([401, 403, 429, 501])('does not look after a %i', async (status) => {
    const { runtime, requests } = runtimeWith(fails(status));
    expect(await failure(run(make, raw, runtime))).toMatchObject({ status, message: `refused ${status}` });
    expect(requests).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['the look-up is refused', fails(400)],
    ['there is no such record', fails(404)],
    ['the record has another key', ok(rec({ key: 'row-2' }))],
    ['the record is of another project', ok(rec({ project: 'Q' }))],
  ])('keeps the original error when %s', async (_name, answer) => {
    const { runtime } = runtimeWith(fails(409, 'taken'), answer);
    expect(await failure(run(make, raw, runtime))).toMatchObject({ status: 409, message: 'taken' });
  });

  test.each<[string, Answer, number | undefined]>([
    ['is answered with 429', fails(429), 429],
    ['is answered with 503', fails(503), 503],
    ['is answered with 401', fails(401), 401],
    ['is lost', lost, undefined],
  ])(
    'when PassKit refuses and the look-up %s, that is told, and it may be repeated',
    async (_name, answer, status) => {
      const { runtime } = runtimeWith(fails(409, 'taken'), answer);
      const error = await failure(run(make, raw, runtime));
      expect(error).toMatchObject({ safeToRepeat: true });
      expect(error).toHaveProperty('status', status);
    },
  );

  test('when the whole run is stopped while it looks, that is told and not the refusal', async () => {
    const stopped = new Error('the user ended the run');
    const { runtime } = runtimeWith(fails(409, 'taken'), stopped);
    await expect(run(make, raw, runtime)).rejects.toBe(stopped);
  });

  test('what must not be repeated stays so when the look-up needs time', async () => {
    const risky = operation({
      steps: [call('made', made.call, { unless: { found: existing, is: true }, repeatable: false })],
      result: {},
    });
    const { runtime } = runtimeWith(lost, fails(503));
    expect(await failure(run(risky, raw, runtime))).toMatchObject({ safeToRepeat: false, lost: true });
  });

  test('it is known that the answer was lost, and not when PassKit refused', async () => {
    const told = call('made', made.call, { unless: { found: existing, is: filled(existing.result.id) } });
    const tells = operation({ steps: [told], result: { note: told.lost } });
    for (const [answer, expected] of [
      [lost, true],
      [fails(409), false],
    ] as const) {
      const { runtime } = runtimeWith(answer, ok(rec()));
      expect(await run(tells, raw, runtime)).toMatchObject([{ note: expected }]);
    }
  });

  test('a record that does not meet the condition is no excuse', async () => {
    const unless = { found: existing, is: equal(existing.result.mail, 'x') };
    const strict = operation({ steps: [call('made', made.call, { unless })], result: {} });
    const { runtime } = runtimeWith(fails(409), ok(rec()));
    expect(await failure(run(strict, raw, runtime))).toMatchObject({ status: 409 });
  });

  test('a bug of ours is not taken for a refusal', async () => {
    const bug = new TypeError('a bug');
    const { runtime, requests } = runtimeWith(bug);
    await expect(run(make, raw, runtime)).rejects.toBe(bug);
    expect('safeToRepeat' in bug || 'partly' in bug).toBe(false);
    expect(requests).toHaveLength(1);
  });
});

describe('a lost write is safe to repeat', () => {
  const put = operation({ steps: [call('put', { ...made.call, effect: 'sets' })], result: {} });
  const plainPost = operation({ steps: [call('made', made.call)], result: {} });

  test.each<[string, Operation, Record<string, unknown>, boolean]>([
    ['a POST with a key to look it up by', make, raw, true],
    ['a POST whose key is blank', make, { project: 'P' }, false],
    ['a POST without a look-up', plainPost, raw, false],
    ['a call that sets, whatever its verb', put, raw, true],
  ])('%s', async (_name, what, values, safe) => {
    const { runtime } = runtimeWith(lost, fails(503));
    expect(await failure(run(what, values, runtime))).toMatchObject({ safeToRepeat: safe, lost: true });
  });
});

describe('steps', () => {
  test('a halt ends the run with its message, before any later request', async () => {
    const { runtime, requests } = runtimeWith();
    const plan = {
      steps: [halt('stopped', equal(input.note, 'stop'), text`Stopped at ${input.key}.`), made],
      result: {},
    };
    await expect(run(operation(plan), { ...raw, note: 'stop' }, runtime)).rejects.toEqual(
      new Halt('stopped', 'Stopped at row-1.'),
    );
    expect(requests).toEqual([]);
  });

  test('a halt whose condition does not hold is passed by', async () => {
    const { runtime } = runtimeWith(ok({ id: 'new' }));
    expect(
      await run(operation({ steps: [halt('never', not(true), 'Never.'), made], result: {} }), raw, runtime),
    ).toHaveLength(1);
  });

  test('a step whose condition does not hold is not taken, and its answer is missing', async () => {
    const { runtime, requests } = runtimeWith();
    const never = call('made', made.call, { when: equal(input.note, 'go') });
    expect(await run(operation({ steps: [never], result: { id: never.result.id } }), raw, runtime)).toEqual([
      { id: null, note: null },
    ]);
    expect(requests).toEqual([]);
  });

  test('every bundle has every output: what is not known is null, and a map without pairs is empty', async () => {
    const output = {
      note: { label: 'Note', type: 'text' },
      map: { label: 'Map', type: 'keyValues' },
    } as const;
    const { runtime } = runtimeWith();
    expect(await run({ ...operation({ steps: [], result: {} }), output }, {}, runtime)).toEqual([
      { note: null, map: {} },
    ]);
  });

  test('a mistake of the user is told before any request', async () => {
    const { runtime, requests } = runtimeWith();
    await expect(run(make, { key: ['a'] }, runtime)).rejects.toThrow(UserMistake);
    expect(requests).toEqual([]);
  });

  test('a refusal brings its status, PassKit’s words and its Retry-After', async () => {
    const { runtime } = runtimeWith({ status: 429, body: '{"message":"slow down"}', retryAfter: 7 });
    expect(await failure(run(make, raw, runtime))).toMatchObject({
      status: 429,
      message: 'slow down',
      retryAfter: 7,
    });
  });

  test.each(['<html>', '', '[]', '{"error":{}}'])(
    'a refusal without words (%j) is told by its status',
    async (body) => {
      const { runtime } = runtimeWith({ status: 403, body });
      expect(await failure(run(make, raw, runtime))).toMatchObject({
        status: 403,
        message: 'HTTP status 403',
      });
    },
  );
});

describe('find', () => {
  const found = find('found', lookup, {
    by: { id: input.id, externalId: input.key, emailAddress: input.mail },
    project: input.project,
  });
  const search = operation({ steps: [found], each: found, result: { id: ref('item', 'id') } }, 'search');
  const ids = async (values: Record<string, unknown>, ...answers: Answer[]) => {
    const { runtime, requests } = runtimeWith(...answers);
    const bundles = await run(search, values, runtime);
    return { ids: bundles.map(({ id }) => id), requests };
  };

  test.each<[string, Record<string, unknown>, string]>([
    ['the id before the others', { id: 'r1', key: 'row-1', mail: 'a@b.co' }, '/thing/r1'],
    ['then the external ID', { key: 'row-1', project: 'P', mail: 'a@b.co' }, '/thing/P/row-1'],
    ['the e-mail address last', { mail: 'a@b.co', project: 'P' }, '/things/P'],
  ])('asks by %s', async (_name, values, path) => {
    const { requests } = await ids(values, values.mail && !values.key && !values.id ? ok('') : ok(rec()));
    expect(requests.map((request) => request.path)).toEqual([path]);
  });

  test('asks nothing without a key', async () => {
    expect(await ids({ project: 'P' })).toEqual({ ids: [], requests: [] });
  });

  test.each<[string, Record<string, unknown>, Answer, string[]]>([
    ['a record by its id', { id: 'r1' }, ok(rec()), ['r1']],
    ['no record on a 404', { id: 'r1' }, fails(404), []],
    ['no record with another id than asked for', { id: 'r2' }, ok(rec()), []],
    ['no record with another external ID', { key: 'row-2', project: 'P' }, ok(rec()), []],
    ['no record of another project', { key: 'row-1', project: 'Q' }, ok(rec()), []],
    ['a record by its id in the project', { id: 'r1', project: 'P' }, ok(rec()), ['r1']],
  ])('finds %s', async (_name, values, answer, expected) => {
    expect((await ids(values, answer)).ids).toEqual(expected);
  });

  test('by e-mail address: any case, and only records that have it, in the project', async () => {
    const lines = [
      rec({ id: 'a', mail: 'Jane@Example.com' }),
      rec({ id: 'b', mail: 'jane@example.com' }),
      rec({ id: 'c', mail: 'joan@example.com' }),
      rec({ id: 'd' }),
      rec({ id: 'e', mail: 'jane@example.com', project: 'Q' }),
    ].map((result) => JSON.stringify({ result }));
    const got = await ids({ mail: 'JANE@example.com', project: 'P' }, ok(lines.join('\n')));
    expect(got.ids).toEqual(['a', 'b']);
    expect(JSON.parse(got.requests[0]?.body ?? '')).toEqual({
      filters: {
        limit: 100,
        offset: 0,
        orderBy: 'created',
        orderAsc: false,
        filterGroups: [
          {
            condition: 'AND',
            fieldFilters: [
              { filterField: 'person.mail', filterValue: 'JANE@example.com', filterOperator: 'like' },
            ],
          },
        ],
      },
    });
  });

  test('keeps only the records that `keep` wants', async () => {
    const kept = { ...found, keep: (item: typeof found.result) => filled(item.mail) };
    const { runtime } = runtimeWith(ok(rec()));
    expect(
      await run(operation({ steps: [kept], each: kept, result: {} }, 'search'), { id: 'r1' }, runtime),
    ).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, Answer]>([
    ['a refusal other than 404', { id: 'r1' }, fails(403)],
    ['an answer that was cut off', { id: 'r1' }, ok('{"id":')],
    ['an answer of another shape', { id: 'r1' }, ok({ id: 1 })],
    ['an empty answer', { id: 'r1' }, ok('')],
    ['a list that was cut off', { mail: 'a@b.co' }, ok('{"result":{"id":"r1"')],
    ['a list with records of another shape', { mail: 'a@b.co' }, ok({ result: { id: 1 } })],
    ['a list that fails half-way', { mail: 'a@b.co' }, ok({ error: { code: 13, message: 'oops' } })],
  ])('%s is an error, never “not found”', async (_name, values, answer) => {
    expect(await failure(ids(values, answer))).toBeInstanceOf(PassKitError);
  });
});

describe('requests', () => {
  const path = operation({
    steps: [
      call('got', {
        effect: 'reads',
        method: 'GET',
        path: '/a/{id}/b/{note}',
        params: { id: input.id, note: input.note },
        query: { q: input.key },
        answer: z.unknown(),
      }),
    ],
    result: {},
  });
  const sent = async (values: Record<string, unknown>) => {
    const { runtime, requests } = runtimeWith(ok({}));
    await run(path, values, runtime);
    return requests[0]?.path;
  };

  test.each([
    ['a slash', 'a/b', 'a%2Fb'],
    ['an at sign', 'jane@example.com', 'jane%40example.com'],
    ['unicode', 'ñ 日', '%C3%B1%20%E6%97%A5'],
    ['a per cent sign', '50%2F', '50%252F'],
    ['a question mark and a hash', 'a?b#c', 'a%3Fb%23c'],
    ['braces', '{note}', '%7Bnote%7D'],
    ['a dollar pattern', '$&$1', '%24%26%241'],
  ])('%s in a path parameter is encoded', async (_name, value, encoded) => {
    expect(await sent({ id: value, note: 'n', key: 'k' })).toBe(`/a/${encoded}/b/n?q=k`);
  });

  test('whatever is in a parameter, the server reads it back and the path keeps its shape', async () => {
    const texts = anyString({ minLength: 1 }).filter((value) => !/^\s*\.{0,2}\s*$/.test(value));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (id, key) => {
        const url = new URL((await sent({ id, note: 'n', key })) ?? '', 'https://host');
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', id.trim(), 'b', 'n']);
        expect(url.searchParams.get('q')).toBe(key.trim());
      }),
    );
  });

  test('a body of which nothing is left is an empty object', async () => {
    const { runtime, requests } = runtimeWith(ok({ id: 'x' }));
    await run(make, {}, runtime);
    expect(requests[0]?.body).toBe('{}');
  });
});

describe('a search for many', () => {
  const all = find('all', lookup, { by: {}, project: input.project, where: [], limit: toNumber(input.note) });
  const search = operation({ steps: [all], each: all, result: { id: ref('item', 'id') } }, 'search');
  const page = (from: number, to: number) =>
    ok(
      Array.from({ length: to - from }, (_, n) =>
        JSON.stringify({ result: rec({ id: `r${from + n}` }) }),
      ).join('\n'),
    );

  test('reads as many pages as it takes, in order, and no more than are wanted', async () => {
    const { runtime, requests } = runtimeWith(page(0, 1000), page(1000, 2000), page(2000, 3000));
    const found = await run(search, { project: 'P', note: '2500' }, runtime);
    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 2500 }, (_, n) => `r${n}`));
    const asked = requests.map(({ body }) => JSON.parse(body ?? '').filters);
    expect(asked.map(({ limit, offset }) => [limit, offset])).toEqual([
      [1000, 0],
      [1000, 1000],
      [1000, 2000],
    ]);
  });

  test('goes on where the server let others through, and ends with the list', async () => {
    const others = ok([1, 2].map(() => JSON.stringify({ result: rec({ project: 'other' }) })).join('\n'));
    const { runtime, requests } = runtimeWith(others, page(0, 3));
    expect(await run(search, { project: 'P', note: '2' }, runtime)).toHaveLength(2);
    expect(requests.map(({ body }) => JSON.parse(body ?? '').filters.offset)).toEqual([0, 2]);
  });

  test('asks no more once it has as many as are wanted', async () => {
    const { runtime, requests } = runtimeWith(page(0, 2));
    expect(await run(search, { project: 'P', note: '2' }, runtime)).toHaveLength(2);
    expect(requests).toHaveLength(1);
  });

  test('asks for four pages at a time, and for none after one that is not full', async () => {
    const { runtime, requests } = runtimeWith(
      page(0, 1000),
      page(1000, 2000),
      page(2000, 2300),
      ok(''),
      ok(''),
    );
    expect(await run(search, { project: 'P', note: '9000' }, runtime)).toHaveLength(2300);
    expect(requests.map(({ body }) => JSON.parse(body ?? '').filters.offset)).toEqual([
      0, 1000, 2000, 3000, 4000,
    ]);
  });

  test('ends after 10,000 passes, also where they end with a page', async () => {
    const others = ok(`${JSON.stringify({ result: rec({ project: 'other' }) })}\n`.repeat(1000));
    const { runtime, requests } = runtimeWith(...Array.from({ length: 10 }, () => others));
    await expect(run(search, { project: 'P', note: '1000' }, runtime)).rejects.toThrow(UserMistake);
    expect(requests).toHaveLength(10);
  });

  test('says so when it has to end before the list does, instead of passing a part on as all', async () => {
    const others = (count: number) =>
      ok(`${JSON.stringify({ result: rec({ project: 'other' }) })}\n`.repeat(count));
    const { runtime } = runtimeWith(others(2), ...Array.from({ length: 10 }, () => others(1000)));
    await expect(run(search, { project: 'P', note: '2' }, runtime)).rejects.toThrow(
      'The search ended after 10,000 passes, and there are more. Narrow it, or lower the limit.',
    );
  });
});

describe('runDropdown', () => {
  const dropdown: Dropdown<Rec> = {
    key: 'thing_list',
    noun: 'Thing',
    sources: {
      thing: { needs: ['project'], list: { ...lookup.list(input.project), body: { status: 'open' } } },
    },
    id: (item) => item.id,
    name: (item) => item.mail,
  };
  const lines = ok(
    [rec({ mail: 'Jane' }), rec({ id: 'r2' })].map((result) => JSON.stringify({ result })).join('\n'),
  );

  test.each([
    [0, 0],
    [1, 100],
    [3, 300],
  ])('page %i is asked for at offset %i', async (page, offset) => {
    const { runtime, requests } = runtimeWith(lines);
    expect(await runDropdown(dropdown, { project: 'P' }, page, runtime)).toEqual([
      { id: 'r1', name: 'Jane' },
      { id: 'r2', name: '' },
    ]);
    expect(requests).toEqual([
      {
        effect: 'reads',
        method: 'POST',
        path: '/things/P',
        body: JSON.stringify({
          status: 'open',
          filters: { limit: 100, offset, orderBy: 'created', orderAsc: false },
        }),
      },
    ]);
  });

  test('a list that wants its filters on top gets them there', async () => {
    const { runtime, requests } = runtimeWith(ok(''));
    const top: Dropdown<Rec> = {
      ...dropdown,
      sources: { thing: { needs: [], list: { path: '/things', filters: 'top', item: record } } },
    };
    expect(await runDropdown(top, {}, 0, runtime)).toEqual([]);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ limit: 100, offset: 0 });
  });

  test('is empty, without a request, while an input it needs is blank', async () => {
    const { runtime, requests } = runtimeWith();
    expect(await runDropdown(dropdown, { project: '' }, 0, runtime)).toEqual([]);
    expect(await runDropdown(dropdown, {}, 0, runtime)).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('half a list is never shown as a whole one', async () => {
    const { runtime } = runtimeWith(ok(`${JSON.stringify({ result: rec() })}\n{"result":`));
    expect(await failure(runDropdown(dropdown, { project: 'P' }, 0, runtime))).toBeInstanceOf(PassKitError);
  });
});

test.each(['.', '..'])(
  'an external ID of “%s” is refused: it would lead to another path',
  async (externalId) => {
    const never: Http = () => Promise.reject(new Error('a request was made'));
    const runtime: Runtime = { http: never, pages: 'https://pages', timezone: 'UTC', now: new Date() };
    const asked = run(findActiveCoupon, { campaignId: 'CA', externalId }, runtime);
    await expect(asked).rejects.toThrow(`“${externalId}” cannot be an ID. Use another one.`);
  },
);

test('an external ID cut in the middle of an emoji still makes a request', async () => {
  const paths: string[] = [];
  const http: Http = async ({ path }) => {
    paths.push(path);
    return { status: 404, body: '' };
  };
  const runtime: Runtime = { http, pages: 'https://pages', timezone: 'UTC', now: new Date() };
  expect(await run(findActiveCoupon, { campaignId: 'CA', externalId: 'a\ud83d' }, runtime)).toEqual([]);
  expect(paths).toEqual([`/coupon/singleUse/coupon/externalId/CA/a${encodeURIComponent('\ufffd')}`]);
});
