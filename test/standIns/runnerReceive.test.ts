// Protects what the runner makes of a request to a webhook: its bundles and the answer to the sender.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { texts, useRunner } from './runnerApp.ts';

const { makeTestApp, reply, seen } = useRunner();

const url = 'https://hook.example.com/abc';

/** A hook of this communication, with a parameter `kind`. */
const hookOf = (communication: unknown, module?: object) =>
  makeTestApp({
    base: { headers: { key: '{{connection.key}}' } },
    webhooks: { events: { communication, params: texts('kind') } },
    modules: {
      watch: {
        moduleType: 'instant_trigger',
        webhook: 'events',
        params: texts('kind'),
        communication: {},
        ...module,
      },
    },
  }).attach('watch', { kind: 'member' }, url);

const receive = async (communication: unknown, body: unknown, more: object = {}) =>
  (await hookOf(communication)).receive({ body, ...more });

describe('the bundles', () => {
  test.each<[string, object, unknown, unknown[]]>([
    ['the body, when nothing else is said', {}, { a: 1 }, [{ a: 1 }]],
    ['the output', { output: { b: '{{body.a}}', c: '{{body.none}}' } }, { a: 1 }, [{ b: 1 }]],
    ['an item each', { iterate: '{{body.items}}' }, { items: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
    [
      'the items that count',
      {
        iterate: { container: '{{body.items}}', condition: '{{item.a = 2}}' },
        output: { b: '{{item.a}}' },
      },
      { items: [{ a: 1 }, { a: 2 }] },
      [{ b: 2 }],
    ],
    ['none when the condition does not hold', { condition: '{{body.a = 2}}' }, { a: 1 }, []],
    ['one when it holds', { condition: '{{body.a = 1}}' }, { a: 1 }, [{ a: 1 }]],
  ])('are %s', async (_, communication, body, bundles) => {
    expect((await receive(communication, body)).bundles).toStrictEqual(bundles);
  });

  test('see the request, the parameters and the webhook', async () => {
    const output = {
      request: '{{method}} {{headers.`x-signature`}} {{query.q}} {{body.`a.b`}}',
      parameters: '{{parameters.kind}} {{data.kind}}',
      url: '{{webhook.url}}',
      zone: '{{environment.timezone}}',
      time: '{{now}} {{timestamp}} {{uuid}}',
    };
    const request = { method: 'put', headers: { 'X-Signature': 's' }, query: { q: 'Q' } };
    const { bundles } = await receive({ output }, { 'a.b': 'B' }, request);
    expect(bundles).toMatchObject([{ request: 'PUT s Q B', parameters: 'member member', url, zone: 'UTC' }]);
    expect(bundles[0]?.time).toEqual(expect.stringMatching(/^\S+Z \d{10} [\da-f-]{36}$/));
  });

  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  test.each<[string, unknown, object, unknown]>([
    ['JSON', '{"a":1}', json, { a: 1 }],
    ['JSON without a content type', '[1]', {}, [1]],
    ['text', 'hello', { 'content-type': 'text/plain' }, 'hello'],
    ['JSON that is called text', '{"a":1}', { 'content-type': 'text/plain' }, '{"a":1}'],
    ['broken JSON', '{"a":', json, '{"a":'],
    ['nothing', '', json, null],
  ])('read a body that is %s', async (_, body, headers, expected) => {
    const communication = { output: { body: '{{ifempty(body, null)}}' } };
    expect((await receive(communication, body, { headers })).bundles).toEqual([{ body: expected }]);
  });

  test.each<[string, object, unknown, object]>([
    ['a body that is no collection', {}, 'text', {}],
    ['an array that is not iterated', {}, [{ a: 1 }], {}],
    ['an item that is no collection', { iterate: '{{body}}' }, [1], {}],
    ['items that are no array', { iterate: '{{body.items}}' }, {}, {}],
    ['a form', {}, 'a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['the connection, which a webhook does not see', { output: { key: '{{connection.key}}' } }, {}, {}],
    ['a status that is none', { respond: { status: 'fine' } }, {}, {}],
    ['text as JSON', { respond: { body: 'fine' } }, {}, {}],
  ])('refuse %s', async (_, communication, body, more) => {
    await expect(receive(communication, body, more)).rejects.toThrow(ModelError);
  });
});

describe('the answer', () => {
  const respond = { status: 202, body: { got: '{{body.a}}', none: '{{body.none}}' } };
  const text = {
    type: 'text',
    status: '{{200 + 1}}',
    headers: { 'X-Kind': '{{parameters.kind}}' },
    body: 'ok',
  };
  const verification = {
    condition: '{{body.challenge}}',
    respond: { body: { challenge: '{{body.challenge}}' } },
  };
  const responded = { status: 202, headers: {}, body: { got: 1 } };

  test.each<[string, object, unknown, object]>([
    ["is Make's own by default", {}, { a: 1 }, { status: 200, body: 'Accepted' }],
    ['is what the app responds', { respond }, { a: 1 }, responded],
    ['is so when the condition does not hold', { respond, condition: false }, { a: 1 }, responded],
    ['may be text', { respond: text }, {}, { status: 201, headers: { 'x-kind': 'member' }, body: 'ok' }],
    ['is so when nothing is verified', { respond, verification }, { a: 1 }, responded],
  ])('%s', async (_, communication, body, answer) => {
    expect((await receive(communication, body)).response).toMatchObject(answer);
  });

  test('to a verification comes first, and then there are no bundles', async () => {
    const response = { status: 200, headers: {}, body: { challenge: 'c' } };
    const communication = { respond, verification, condition: '{{body.none}}', iterate: '{{body.none}}' };
    expect(await receive(communication, { challenge: 'c' })).toEqual({ bundles: [], response });
  });
});

describe('an instant trigger with a communication of its own', () => {
  const request = { url: '/items/{{payload.id}}', qs: { kind: '{{parameters.kind}}' } };
  const through = async (communication: unknown) => {
    const hook = await hookOf({ iterate: '{{body}}' }, { communication });
    return (await hook.receive({ body: [{ id: 'a' }, { id: 'b' }] })).bundles;
  };

  test('asks for more on top of the base, for each bundle', async () => {
    reply(({ path }) => ({ json: { path } }));
    const output = { id: '{{payload.id}}', more: '{{body.path}}' };
    expect(await through({ ...request, response: { output } })).toEqual([
      { id: 'a', more: '/items/a?kind=member' },
      { id: 'b', more: '/items/b?kind=member' },
    ]);
    expect(seen[0]?.headers).toMatchObject({ key: 'k1' });
  });

  test.each<[string, unknown, unknown[]]>([
    ['gives the answer when there is no output', request, [{ n: 1 }, { n: 1 }]],
    ['drops what its condition does not want', { condition: "{{payload.id = 'b'}}" }, [{ id: 'b' }]],
    [
      'may give an output without a request',
      { response: { output: { x: '{{payload.id}}' } } },
      [{ x: 'a' }, { x: 'b' }],
    ],
  ])('%s', async (_, communication, bundles) => {
    reply({ json: { n: 1 } });
    expect(await through(communication)).toEqual(bundles);
  });

  test.each<[string, unknown]>([
    ['two requests', [request, request]],
    ['pages', { ...request, pagination: {} }],
    ['iterate', { ...request, response: { iterate: '{{body}}' } }],
    ['the directives of a webhook', { output: '{{body}}', respond: {} }],
  ])('has no %s', async (_, communication) => {
    await expect(through(communication)).rejects.toThrow(ModelError);
  });
});
