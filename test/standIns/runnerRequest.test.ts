// Protects how the runner sends a request: what the templates say, on top of the base, and nothing guessed.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { failure, texts, useRunner } from './runnerApp.ts';

const { act, makeTestApp, reply, seen } = useRunner();

describe('a request', () => {
  test('is made of what the templates say, and the journal keeps it as the app wrote it', async () => {
    reply({ json: { id: 'm1' } });
    const communication = {
      url: '/members/{{encodeURL(parameters.id)}}',
      encodeUrl: false,
      method: 'PUT',
      qs: { a: '{{parameters.id}}', none: '{{parameters.none}}', no: null, n: 1 },
      headers: { 'X-Id': '{{parameters.id}}', none: '{{parameters.none}}' },
      body: {
        id: '{{parameters.id}}',
        none: '{{parameters.none}}',
        nothing: null,
        '{{...}}': '{{temp.more}}',
      },
      temp: { more: { extra: true } },
    };
    const app = makeTestApp({ modules: { act: { communication, params: texts('id', 'none') } } });
    expect(await app.run('act', { id: 'a b/c' })).toEqual([{ id: 'm1' }]);
    const body = { id: 'a b/c', nothing: null, extra: true };
    expect(seen).toMatchObject([
      { method: 'PUT', path: '/members/a%20b%2Fc?a=a+b%2Fc&n=1', text: JSON.stringify(body) },
    ]);
    expect(seen[0]?.headers).toMatchObject({ 'x-id': 'a b/c', 'content-type': 'application/json' });
    expect(app.requests).toEqual([
      {
        method: 'PUT',
        url: 'https://api.example.com/members/a%20b%2Fc?a=a+b%2Fc&n=1',
        headers: { 'content-type': 'application/json', 'x-id': 'a b/c' },
        body,
        status: 200,
      },
    ]);
  });

  test.each<[string, Record<string, unknown>, { path: string; text: string; type: unknown }]>([
    ['GET has no body', { url: 'x', body: { a: 1 } }, { path: '/x', text: '', type: undefined }],
    [
      'DELETE may have one',
      { url: '/x', method: 'DELETE', body: { a: 1 } },
      { path: '/x', text: '{"a":1}', type: 'application/json' },
    ],
    [
      'text goes as it is, without a content type of its own',
      { url: '/x', method: 'post', type: 'text', body: '{"a": 1}' },
      { path: '/x', text: '{"a": 1}', type: undefined },
    ],
    [
      'a content type of the app is kept',
      { url: '/x', method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: {} },
      { path: '/x', text: '{}', type: 'text/plain' },
    ],
    ['double slashes collapse', { url: '//x//y/' }, { path: '/x/y/', text: '', type: undefined }],
    [
      'an absolute url leaves the base url aside',
      { url: 'https://api.example.com/z?a=1', qs: { b: 2 } },
      { path: '/z?a=1&b=2', text: '', type: undefined },
    ],
  ])('%s', async (_, communication, { path, text: sent, type }) => {
    await act(communication);
    expect(seen).toMatchObject([{ path, text: sent }]);
    expect(seen[0]?.headers['content-type']).toEqual(type);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a url that Make would encode twice', { url: '/{{encodeURL("a b")}}' }],
    ['a url that nobody encodes', { url: '/a b', encodeUrl: false }],
    ['an empty url', { url: '{{parameters.none}}' }],
    ['a host that is not mapped', { url: 'https://other.example.com/' }],
    ['a directive that is not modelled', { url: '/', gzip: true }],
    ['a JSON body that is text', { url: '/', method: 'POST', body: '{{"a"}}' }],
    ['a header that is set twice', { url: '/', headers: { a: 1, A: 2 } }],
    ['a collection in the query', { url: '/', qs: { a: { b: 1 } } }],
    ['an unknown method', { url: '/', method: 'TRACE' }],
    ['an unknown variable', { url: '/{{nothing}}' }],
    ['the body before there is a response', { url: '/{{body.id}}' }],
  ])('%s is refused', async (_, communication) => {
    await expect(act(communication)).rejects.toThrow(ModelError);
    expect(seen).toEqual([]);
  });
});

describe('the base', () => {
  const base = {
    headers: { authorization: 'Bearer {{connection.key}}', 'x-base': '1' },
    qs: { from: 'base' },
    temp: { base: 'b', both: 'b' },
    response: { error: { message: 'base', 404: { message: 'base 404', type: 'DataError' } } },
  };

  test('merges under a module, which wins', async () => {
    const communication = {
      url: '/x',
      headers: { 'x-base': '2', 'x-own': '{{temp.base}}{{temp.both}}' },
      temp: { both: 'm' },
    };
    await act(communication, {}, base);
    expect(seen[0]?.path).toBe('/x?from=base');
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer k1', 'x-base': '2', 'x-own': 'bm' });
  });

  test('gives way to headers that are one expression', async () => {
    await act({ url: '/x', headers: '{{parseJSON(parameters.json)}}' }, { json: '{"x-own":"1"}' }, base);
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    expect(seen[0]?.headers).toMatchObject({ 'x-own': '1' });
  });

  test('serves its error, until a module declares its own', async () => {
    reply({ status: 404 });
    expect(await failure(act({ url: '/x' }, {}, base))).toEqual({
      type: 'DataError',
      message: 'base 404',
      status: 404,
    });
    const own = { url: '/x', response: { error: { message: 'own' } } };
    expect(await failure(act(own, {}, base))).toEqual({ type: 'RuntimeError', message: 'own', status: 404 });
  });

  test('is not inherited by the connection', async () => {
    reply({ json: { company: 'Kaffa' } });
    const communication = {
      url: 'https://api.example.com/me',
      headers: { 'x-key': '{{parameters.key}}' },
      response: { metadata: { type: 'text', value: '{{body.company}}' } },
    };
    const app = makeTestApp({ base, connection: { communication } });
    expect(await app.testConnection({ key: 'k2' })).toEqual({ metadata: { type: 'text', value: 'Kaffa' } });
    expect(seen[0]).toMatchObject({ path: '/me', headers: { 'x-key': 'k2' } });
    expect(seen[0]?.headers).not.toHaveProperty('x-base');
    expect(await failure(app.testConnection({}))).toMatchObject({ type: 'ValidationError' });
    reply({ status: 401, json: {} });
    expect(await failure(app.testConnection({ key: 'no' }))).toMatchObject({
      type: 'RuntimeError',
      status: 401,
    });
    const relative = makeTestApp({ base, connection: { communication: { url: '/me' } } });
    await expect(relative.testConnection({ key: 'k2' })).rejects.toThrow(ModelError);
  });
});
