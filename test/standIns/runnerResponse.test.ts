// Protects what the runner makes of an answer: its body, its error, its validity.
import { failure, useRunner } from './runnerApp.ts';

const { act, makeTestApp, reply } = useRunner();

describe('an answer', () => {
  test.each<[string, object, Parameters<typeof reply>[0], unknown]>([
    ['is read by its content type', {}, { type: 'application/problem+json', text: '{"a":1}' }, { a: 1 }],
    ['is text when that is not JSON', {}, { type: 'text/html', text: '{"a":1}' }, '{"a":1}'],
    ['is text when the app says so', { type: 'text' }, { text: '{"a":1}\n{}' }, '{"a":1}\n{}'],
    ['is JSON when the app says so', { type: 'json' }, { type: '', text: '{"a":1}' }, { a: 1 }],
    ['may be empty', {}, { text: '' }, undefined],
    [
      'is read by the narrowest range',
      { type: { '*': 'json', '200-299': 'json', '201': 'text' } },
      { status: 201, text: '1' },
      '1',
    ],
    ['is read by * otherwise', { type: { '*': 'text', '400-599': 'automatic' } }, { text: '1' }, '1'],
  ])('%s', async (_, rules, answer, body) => {
    reply(answer);
    const response = {
      ...rules,
      output: { body: '{{body}}', status: '{{statusCode}}', type: '{{headers.`content-type`}}' },
    };
    expect((await act({ url: '/x', response })).body).toEqual(body);
  });

  test('that is not the JSON it claims to be is an error', async () => {
    reply({ text: '{"a":1}\n{"a":2}' });
    expect(await failure(act({ url: '/x' }))).toMatchObject({ type: 'RuntimeError', status: 200 });
  });

  const error = {
    message: '[{{statusCode}}] {{ifempty(body.message, body)}}',
    409: { message: 'taken', type: 'DuplicateDataError' },
    429: { message: 'slow down' },
  };
  test.each<[unknown, object, object]>([
    [undefined, { status: 400 }, { type: 'RuntimeError', status: 400 }],
    [undefined, { status: 429 }, { type: 'RateLimitError' }],
    [undefined, { status: 503 }, { type: 'ConnectionError' }],
    ['{{body.message}}', { status: 400, json: { message: 'no' } }, { type: 'RuntimeError', message: 'no' }],
    [error, { status: 404, json: { message: 'gone' } }, { type: 'RuntimeError', message: '[404] gone' }],
    [
      error,
      { status: 502, type: 'text/html', text: 'bad' },
      { type: 'ConnectionError', message: '[502] bad' },
    ],
    [error, { status: 409 }, { type: 'DuplicateDataError', message: 'taken' }],
    [error, { status: 429 }, { type: 'RateLimitError', message: 'slow down' }],
    [{ ...error, type: 'DataError' }, { status: 400, json: { message: 'no' } }, { type: 'DataError' }],
  ])('with error %j turns %j into %j', async (rule, answer, expected) => {
    reply(answer);
    expect(await failure(act({ url: '/x', response: { error: rule } }))).toMatchObject(expected);
  });

  test('response.temp runs before the error is made', async () => {
    reply({ status: 400, json: { code: 7 } });
    const response = { temp: { code: '{{body.code}}' }, error: 'code {{temp.code}}' };
    expect(await failure(act({ url: '/x', response }))).toMatchObject({ message: 'code 7' });
  });

  test.each<[unknown, object]>([
    ['{{body.ok}}', { type: 'RuntimeError', message: 'Response marked as invalid.' }],
    [
      { condition: '{{body.ok}}', message: 'No {{body.id}}', type: 'DataError' },
      { type: 'DataError', message: 'No 1' },
    ],
  ])('that is not valid by %j is an error', async (valid, expected) => {
    reply({ json: { id: 1 } });
    expect(await failure(act({ url: '/x', response: { valid } }))).toMatchObject(expected);
    reply({ json: { id: 1, ok: true } });
    expect(await act({ url: '/x', response: { valid } })).toEqual({ id: 1, ok: true });
  });

  test('that does not come is a connection error', async () => {
    const app = makeTestApp(
      { modules: { act: { communication: { url: '/x' } } } },
      { hosts: { 'https://api.example.com': 'http://127.0.0.1:1' } },
    );
    expect(await failure(app.run('act', {}))).toMatchObject({ type: 'ConnectionError', status: undefined });
    expect(app.requests).toMatchObject([{ status: 0 }]);
  });
});
