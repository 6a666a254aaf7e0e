// Protects the strictness of the model of scenarios: what Make forbids, what belongs to an account and what sources
// do not settle is refused, so that no test of a blueprint passes on a guess.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { useRunner } from './runnerApp.ts';
import {
  blueprint,
  http,
  ignore,
  importer,
  iterator,
  own,
  respond,
  router,
  trigger,
  webhook,
  when,
} from './scenarioParts.ts';

const runner = useRunner();
const { reply, seen } = runner;
const imported = importer(runner);

type Flow = Parameters<typeof imported>[0];

const handled = (onerror: Flow, ...rest: Flow): Flow => [webhook, http(2, '/a', {}, { onerror }), ...rest];
const body = (jsonStringBodyContent: string, mapper: object = {}) =>
  http(2, '/a', { jsonStringBodyContent, ...mapper });

describe('is not imported', () => {
  test.each<[string, Flow, RegExp]>([
    ['two modules with one id', [webhook, http(1, '/a')], /another module has this id/],
    ['one id in two routes', [webhook, router(2, [http(3, '/a')], [http(3, '/b')])], /has this id/],
    ['an unknown module', [webhook, { ...http(2, '/a'), module: 'json:ParseJSON' }], /json:ParseJSON/],
    ['another app', [webhook, { ...own(2, 'issue', {}), module: 'app#other-1:issue' }], /app#other-1/],
    ['a module the app does not have', [webhook, own(2, 'none', {})], /none/],
    ['a polling trigger', [own(1, 'poll', {})], /poll/],
    ['another version', [webhook, { ...http(2, '/a'), version: 3 }], /version 3 instead of 4/],
    ['an unknown key of a module', [{ ...webhook, disabled: true }], /disabled/],
    ['a module without a place', [{ ...webhook, metadata: {} }], /designer/],
    ['a connection', [webhook, { ...own(2, 'issue', {}), parameters: { __IMTCONN__: 1 } }], /__IMTCONN__/],
    ['a hook', [{ ...webhook, parameters: { hook: 1 } }], /hook belongs to an account/],
    ['an account in a mapper', [webhook, http(2, '/a', { proxyKeychain: 1 })], /proxyKeychain/],
    [
      'parameters of a module of the app',
      [webhook, { ...own(2, 'issue', {}), parameters: { a: 1 } }],
      /parameters/,
    ],
    ['another authentication', [{ ...http(1, '/a'), parameters: { authenticationType: 'basic' } }], /noAuth/],
    ['an unknown key of HTTP', [webhook, http(2, '/a', { followRedirects: true })], /followRedirects/],
    ['a method in upper case', [webhook, http(2, '/a', { method: 'GET' })], /method/],
    ['a body without its kind', [webhook, body('{}', { contentType: undefined })], /contentType/],
    ['a GET with a body', [webhook, body('{}', { method: 'get' })], /method/],
    ['an unknown key of an iterator', [webhook, { ...iterator(2, ''), mapper: { items: '' } }], /array/],
    [
      'an unknown key of an answer',
      [webhook, respond(2, '', { mapper: { status: '200', text: '' } })],
      /body/,
    ],
    ['a status that is no text', [webhook, respond(2, '', { mapper: { status: 200, body: '' } })], /status/],
    [
      'headers of an answer by name',
      [
        webhook,
        respond(2, '', { mapper: { status: '200', body: '', headers: [{ name: 'a', value: 'b' }] } }),
      ],
      /key/,
    ],
    ['a webhook that does not come first', [http(1, '/a'), { ...webhook, id: 2 }], /it begins a scenario/],
    ['an instant trigger that does not come first', [http(2, '/a'), trigger], /it begins a scenario/],
    ['an iterator that comes first', [iterator(1, '{{now}}')], /does not begin with it/],
    ['an answer without a webhook', [http(1, '/a'), respond(2, '')], /no webhook to answer/],
    ['a filter on the first module', [{ ...http(1, '/a'), ...when('1', 'exist') }], /no filter before it/],
    [
      'a filter on a router',
      [webhook, { ...router(2, [http(3, '/a')]), ...when('1', 'exist') }],
      /no filter/,
    ],
    ['a router with a mapper', [webhook, { ...router(2, [http(3, '/a')]), mapper: {} }], /mapper/],
    ['a router without routes', [webhook, router(2)], /routes/],
    [
      'routes of another module',
      [webhook, http(2, '/a', {}, { routes: [{ flow: [http(3, '/')] }] })],
      /routes belong/,
    ],
    ['a module behind a router', [webhook, router(2, [http(3, '/a')]), http(4, '/b')], /nothing follows/],
    ['an unknown operator', [webhook, respond(2, '', when('1', 'text:like', '1'))], /text:like/],
    ['an operator without its operand', [webhook, respond(2, '', when('1', 'text:equal'))], /operands/],
    ['exist with two operands', [webhook, respond(2, '', when('1', 'exist', '1'))], /operands/],
    ['an error handler without a directive', handled([http(3, '/b')]), /directive/],
    [
      'a route of a handler without a directive',
      handled([router(3, [ignore(4)], [http(5, '/b')])]),
      /directive/,
    ],
    ['an error handler of a webhook', [{ ...webhook, onerror: [ignore(2)] }], /no error handler/],
    ['a directive outside of a handler', [webhook, ignore(2)], /ends an error handler/],
    ['a module behind a directive', handled([ignore(3), ignore(4)]), /ends an error handler/],
    ['arguments between commas', [webhook, respond(2, '{{ifempty(1.a, 1)}}')], /expected instead of ,/],
    ['a variable of app code', [webhook, respond(2, '{{parameters.a}}')], /Unknown variable parameters/],
    ['a template as a key', [webhook, own(2, 'issue', { '{{...}}': '{{1.a}}' })], /A key with IML/],
    ['a module that does not exist', [webhook, respond(2, '{{7.a}}')], /unknown variable 7/],
    ['a module that runs later', [webhook, http(2, '/{{3.data}}'), http(3, '/b')], /unknown variable 3/],
    ['a module that reads itself', [webhook, http(2, '/{{2.data}}')], /unknown variable 2/],
    [
      'a module of another route',
      [webhook, router(2, [http(3, '/a')], [respond(4, '{{3.data}}')])],
      /variable 3/,
    ],
    [
      'a module of an error handler',
      handled([http(3, '/b'), ignore(4)], respond(5, '{{3.data}}')),
      /variable 3/,
    ],
    ['a later module in a filter', [webhook, http(2, '/a', {}, when('{{2.data}}', 'exist'))], /variable 2/],
    ['an unknown value of HTTP', [webhook, http(2, '/a'), respond(3, '{{2.body.id}}')], /2.body.id/],
    ['a value of an answer', [webhook, respond(2, ''), http(3, '/{{2.status}}')], /2.status/],
    ['the type of an error', handled([respond(3, '{{2.error.type}}'), ignore(4)]), /2.error.type/],
    ['the data of a module that failed', handled([respond(3, '{{2.data}}'), ignore(4)]), /2.data/],
  ])('%s', (_, flow, problem) => {
    expect(() => imported(flow)).toThrow(ModelError);
    expect(() => imported(flow)).toThrow(problem);
  });

  test.each([
    ['a name that is too long', { name: 'x'.repeat(121) }],
    ['scheduling', { scheduling: { type: 'immediately' } }],
    ['a flow without modules', { flow: [] }],
    ['a zone', { metadata: { ...Object(blueprint([]).metadata), zone: 'eu1.make.com' } }],
    ['no settings', { metadata: { version: 1, designer: { orphans: [] } } }],
  ])('a blueprint with %s', (_, more) => {
    expect(() => imported([webhook], more)).toThrow(ModelError);
  });
});

describe('is not run', () => {
  const json = { text: 'a b', quote: '"', blank: '', list: [1], one: { a: 1 }, nothing: null };

  test.each<[string, Flow, RegExp]>([
    ['a body that is not valid JSON', [webhook, body('{"a": "{{1.quote}}"}')], /not valid JSON/],
    ['a collection in a body', [webhook, body('{"a": {{1.one}}}')], /collection or an array as text/],
    [
      'a second content-type',
      [webhook, body('{}', { headers: [{ name: 'Content-Type', value: 'x' }] })],
      /content-type/,
    ],
    ['a URL that is not encoded', [webhook, http(2, '/{{1.text}}')], /not an encoded URL/],
    ['a host of no one', [webhook, http(2, '', { url: 'https://example.org/' })], /example.org/],
    [
      'two queries',
      [webhook, http(2, '/?a=1', { queryParameters: [{ name: 'b', value: '1' }] })],
      /queryParameters/,
    ],
    [
      'a blank query parameter',
      [webhook, http(2, '/', { queryParameters: [{ name: 'b', value: '{{1.blank}}' }] })],
      /b has no value/,
    ],
    [
      'a blank header',
      [webhook, http(2, '/', { headers: [{ name: 'b', value: '{{1.none}}' }] })],
      /b has no value/,
    ],
    [
      'a header that is set twice',
      [
        webhook,
        http(2, '/', {
          headers: [
            { name: 'b', value: '1' },
            { name: 'B', value: '1' },
          ],
        }),
      ],
      /B is set twice/,
    ],
    [
      'a status that is none',
      [webhook, respond(2, '', { mapper: { status: '{{1.text}}', body: '' } })],
      /status/,
    ],
    ['an iterator of no array', [webhook, iterator(2, '{{1.none}}'), http(3, '/')], /not an array/],
    ['an iterator of texts', [webhook, iterator(2, '{{1.list}}'), http(3, '/')], /not collections/],
    [
      'a comparison with what is not there',
      [webhook, respond(2, '', when('{{1.none}}', 'text:notequal', 'a'))],
      /put a condition with exist/,
    ],
    [
      'a filter that fails',
      [webhook, respond(2, '', when('{{parseDate(1.text)}}', 'exist'))],
      /filter that fails/,
    ],
    [
      'a comparison of text as a number',
      [webhook, respond(2, '', when('{{1.text}}', 'number:less', '1'))],
      /numbers/,
    ],
    [
      'a comparison of text as a boolean',
      [webhook, respond(2, '', when('{{1.text}}', 'boolean:equal', 'true'))],
      /booleans/,
    ],
  ])('%s', async (_, flow, problem) => {
    const run = imported(flow).call({ json });
    await expect(run).rejects.toThrow(ModelError);
    await expect(run).rejects.toThrow(problem);
    expect(seen).toEqual([]);
  });

  test.each([
    ['a form and JSON', { form: { a: '1' }, json: { b: '1' } }],
    ['a GET with JSON', { method: 'GET' as const, json: { b: '1' } }],
    ['one field twice', { query: { a: '1' }, json: { a: '1' } }],
  ])('a webhook that gets %s', async (_, incoming) => {
    await expect(imported([webhook]).call(incoming)).rejects.toThrow(ModelError);
  });

  test('an error handler whose filter keeps it from its directive', async () => {
    reply({ status: 500 });
    const scenario = imported(handled([{ ...ignore(3), ...when('{{2.error.message}}', 'text:equal', 'x') }]));
    await expect(scenario.call({})).rejects.toThrow('does not come to its directive');
  });

  test('a scenario that something else starts', async () => {
    await expect(imported([webhook]).run()).rejects.toThrow('started with call()');
    await expect(imported([trigger]).call({})).rejects.toThrow('started with receive()');
    await expect(imported([own(1, 'issue', {})]).receive([{}])).rejects.toThrow('started with run()');
  });
});
