// PassKit over Coda's fetcher, in each form in which an answer or a refusal reaches a pack: on Coda, and across the border of
// its machine.

import { httpOf } from '../../coda/http.ts';
import { nextPage } from '../../coda/pages.ts';
import type { FetchRequest } from '../../coda/testing.ts';

/** What Coda's fetcher does: answers with this, or throws it. */
function over(answer: unknown) {
  const asked: FetchRequest[] = [];
  const fetcher = {
    fetch: async (request: FetchRequest) => {
      asked.push(request);
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, body: answer };
    },
  };
  const http = httpOf({ fetcher: Object.assign(fetcher) }, 'pub1');
  return {
    asked,
    ask: () => http({ effect: 'reads', method: 'POST', path: '/members/list?a=b', body: '{}' }),
  };
}

const refusal = (more: object, message = '404 - {"message":"none"}') =>
  Object.assign(new Error(message), { name: 'StatusCodeError', ...more });

test('a request goes to the region, past Coda’s cache, and follows no redirect', async () => {
  const { asked, ask } = over('');
  await ask();
  expect(asked).toEqual([
    {
      method: 'POST',
      url: 'https://api.pub1.passkit.io/members/list?a=b',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: '{}',
      cacheTtlSecs: 0,
      ignoreRedirects: true,
    },
  ]);
});

test.each([
  ['text', '{"result":{}}\n{"result":{}}', '{"result":{}}\n{"result":{}}'],
  ['an object, as a list of one line is parsed', { result: { id: 'x' } }, '{"result":{"id":"x"}}'],
  ['nothing', undefined, ''],
])('an answer of %s is text again', async (_form, answer, body) => {
  expect(await over(answer).ask()).toEqual({ status: 200, body, signed: false });
});

test.each([
  ['on Coda', refusal({ statusCode: 404, body: { message: 'none' } })],
  ['in the SDK’s tests', refusal({ statusCode: 404, response: { body: { message: 'none' } } })],
  ['across the border of the machine', refusal({})],
])('a refusal has its status and words: %s', async (_form, error) => {
  expect(await over(error).ask()).toEqual({ status: 404, body: '{"message":"none"}', signed: false });
});

test.each([new Error('read ECONNRESET'), new Error('404 - looks like one'), refusal({}, 'none')])(
  'what is no refusal is no answer: %s',
  async (error) => {
    await expect(over(error).ask()).rejects.toMatchObject({ name: 'PassKitError', lost: true });
  },
);

describe('a page', () => {
  const page = { input: { limit: 2 }, seen: [] };
  const pass = (id: string, created: string) => ({ id, created });

  test('goes on behind a moment that is finer than a millisecond', () => {
    const found = [pass('a', '2026-01-01T00:00:00.123456Z'), pass('b', '2026-01-01T00:00:00.123400Z')];
    expect(nextPage(page, found).continuation).toMatchObject({
      before: '2026-01-01T00:00:00.124Z',
      seen: 'a b',
    });
  });

  test('grows while all of it is of one moment, and is as before after that', () => {
    const at = '2026-01-01T00:00:00.000Z';
    expect(nextPage(page, [pass('a', at), pass('b', at)]).continuation).toMatchObject({ limit: 4 });
    const found = [pass('a', '2026-01-02T00:00:00Z'), pass('b', at)];
    expect(nextPage({ ...page, input: { limit: 2 } }, found).continuation?.limit).toBe(250);
  });

  test('whose passes do not say when they were issued is none', () => {
    expect(() => nextPage(page, [pass('a', ''), pass('b', '')])).toThrow('PassKit did not say');
  });

  test('that is not full is the last', () => {
    expect(nextPage(page, [pass('a', '2026-01-01T00:00:00Z')])).toEqual({
      bundles: [pass('a', '2026-01-01T00:00:00Z')],
    });
  });
});
