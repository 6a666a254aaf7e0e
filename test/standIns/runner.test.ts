// Protects the face of the runner: modules by their type, RPCs, and what a template sees of the run.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { failure, texts, useRunner } from './runnerApp.ts';

const { act, makeTestApp, reply, search, seen } = useRunner();

describe('a module', () => {
  test('sees its parameters, connection, common values and time zone', async () => {
    const variables =
      '{{parameters.a}} {{connection.key}} {{connection.more}} {{common.c}} {{environment.timezone}}';
    const params = [...texts('a'), { name: 'day', type: 'date' }];
    const communication = { response: { output: { variables, day: '{{parameters.day}}', now: '{{now}}' } } };
    const parts = { common: { c: 'C' }, modules: { see: { communication, params } } };
    const options = { timezone: 'Asia/Tokyo', connection: { key: 'K', more: 'not declared' } };
    const [bundle] = await makeTestApp(parts, options).run('see', { a: 'A', day: '2026-01-01', b: 'B' });
    expect(bundle).toMatchObject({ variables: 'A K  C Asia/Tokyo', day: '2025-12-31T15:00:00.000Z' });
    expect(bundle?.now).toEqual(expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/));
    expect(seen).toEqual([]);
  });

  test('signs its requests with the claims of its temp', async () => {
    const claims = { uid: '{{connection.key}}', iat: '{{timestamp - 10}}', exp: '{{timestamp + 50}}' };
    const base = {
      temp: { claims },
      headers: { authorization: "Bearer {{jwt(temp.claims, 'secret', 'HS256')}}" },
    };
    await act({ url: '/x' }, {}, base);
    const [, payload = ''] = String(seen[0]?.headers.authorization).split('.');
    const { uid, iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect([uid, exp - iat, Number.isInteger(iat)]).toEqual(['k1', 60, true]);
  });

  test('checks its parameters before it sends anything', async () => {
    const params = [{ name: 'id', type: 'text', label: 'Member ID', required: true }];
    const app = makeTestApp({ modules: { get: { communication: { url: '/x' }, params } } });
    expect(await failure(app.run('get', {}))).toMatchObject({
      type: 'ValidationError',
      message: "Missing value of required parameter 'Member ID'.",
    });
    expect(seen).toEqual([]);
  });

  test('without a connection has none', async () => {
    const communication = { response: { output: { key: '{{connection.key}}' } } };
    const app = makeTestApp({ modules: { act: { communication, connection: null } } });
    await expect(app.run('act', {})).rejects.toThrow(ModelError);
  });

  test.each<[string, unknown]>([
    ['an array', '{{parseJSON("[]")}}'],
    ['text', 'done'],
    ['nothing', '{{undefined}}'],
    ['null', null],
  ])('that is an action may not give %s', async (_, output) => {
    await expect(act({ response: { output } })).rejects.toThrow(ModelError);
  });

  test.each<[string, unknown, unknown[]]>([
    ['nothing', '{{undefined}}', []],
    ['false', false, []],
    ['one collection', { a: 1 }, [{ a: 1 }]],
    ['an array', [{ a: 1 }, { a: '{{undefined}}' }], [{ a: 1 }, {}]],
  ])('that is a search may give %s', async (_, output, bundles) => {
    expect(await search({ response: { output } })).toStrictEqual(bundles);
  });

  test('that is universal sends what the user writes', async () => {
    reply({ text: '{"a":1}\n{"a":2}' });
    const communication = {
      url: '/{{parameters.url}}',
      method: '{{parameters.method}}',
      type: 'text',
      body: '{{parameters.body}}',
      qs: { '{{...}}': "{{toCollection(parameters.qs, 'key', 'value')}}" },
      headers: { '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}" },
      response: {
        type: 'text',
        output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' },
      },
    };
    const params = [
      ...texts('url', 'method', 'body'),
      ...['qs', 'headers'].map((name) => ({ name, type: 'array', spec: texts('key', 'value') })),
    ];
    const app = makeTestApp({ modules: { call: { moduleType: 'universal', communication, params } } });
    const given = { url: '/list', method: 'POST', body: '{}', headers: [{ key: 'A', value: 'b' }], qs: [] };
    expect(await app.run('call', given)).toMatchObject([{ body: '{"a":1}\n{"a":2}', statusCode: 200 }]);
    expect(seen).toMatchObject([{ method: 'POST', path: '/list', text: '{}', headers: { a: 'b' } }]);
  });

  test.each(['trigger', 'instant_trigger', 'responder'])(
    'of type %s does not run on demand',
    async (moduleType) => {
      const app = makeTestApp({ modules: { other: { moduleType, communication: {} } } });
      await expect(app.run('other', {})).rejects.toThrow(ModelError);
    },
  );

  test('that the app does not have is refused', async () => {
    await expect(makeTestApp({}).run('none', {})).rejects.toThrow(ModelError);
  });
});

describe('an RPC', () => {
  const list = {
    url: '/list',
    qs: { protocol: '{{parameters.protocol}}', from: '{{parameters.from}}' },
    response: {
      iterate: '{{body.items}}',
      output: { label: '{{item.name}}', value: '{{item.id}}' },
      limit: 2,
    },
  };
  const fields = { response: { output: [{ name: 'a', type: 'text' }] } };

  test('gets the parameters of the module and those of its address, on top of the base', async () => {
    reply({ json: { items: [1, 2, 3].map((id) => ({ id, name: `N${id}` })) } });
    const app = makeTestApp({ base: { headers: { key: '{{connection.key}}' } }, rpcs: { list } });
    expect(await app.rpc('rpc://list?protocol=member', { from: 'x' })).toEqual([
      { label: 'N1', value: 1 },
      { label: 'N2', value: 2 },
    ]);
    expect(seen).toMatchObject([{ path: '/list?protocol=member&from=x', headers: { key: 'k1' } }]);
  });

  test.each<[string, unknown, unknown[]]>([
    ['a list that is written out', fields, [{ name: 'a', type: 'text' }]],
    ['one value', { response: { output: { name: 'a' } } }, [{ name: 'a' }]],
    ['nothing when its condition does not hold', { ...list, condition: '{{parameters.none}}' }, []],
  ])('may give %s', async (_, communication, expected) => {
    expect(await makeTestApp({ rpcs: { rpc: communication } }).rpc('rpc')).toEqual(expected);
  });
});
