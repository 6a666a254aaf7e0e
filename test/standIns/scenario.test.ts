// Protects how the model of Make runs a scenario: what starts it, what each kind of module gives to the next ones,
// filters, routes, errors, and what the caller of a webhook gets.
import { failure, useRunner } from './runnerApp.ts';
import {
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

/** What a scenario of one answer says to a request. */
const answer = async (template: string, query: Record<string, string> = {}) =>
  (await imported([webhook, respond(2, template)]).call({ query })).body;

describe('a webhook', () => {
  test('gives the fields of the query and of a form or JSON, and its answer goes to the caller', async () => {
    const status = { mapper: { status: '{{1.code}}', body: '{{1.a}}{{1.b}}{{1.none}}', headers: [] } };
    const scenario = imported([webhook, respond(2, '', status)]);
    const query = { code: '404', a: 'x' };
    const expected = { status: 404, headers: {}, body: 'xy' };
    expect(await scenario.call({ query, form: { b: 'y' } })).toEqual(expected);
    expect(await scenario.call({ query, json: { b: 'y' } })).toEqual(expected);
    expect(await scenario.call({ method: 'GET', query })).toEqual({ ...expected, body: 'x' });
  });

  test('is answered with the headers of the module, in lower case', async () => {
    const mapper = {
      status: '200',
      body: '{}',
      headers: [{ key: 'Content-Type', value: 'application/{{1.a}}' }],
    };
    expect(await imported([webhook, respond(2, '', { mapper })]).call({ query: { a: 'json' } })).toEqual({
      ...{ status: 200, body: '{}' },
      headers: { 'content-type': 'application/json' },
    });
  });

  test('without an answer is accepted, also when a filter stops the bundle', async () => {
    const accepted = { status: 200, headers: {}, body: 'Accepted' };
    expect(await imported([webhook, http(2, '/a')]).call({})).toEqual(accepted);
    expect(await imported([webhook, respond(2, 'x', when('{{1.a}}', 'exist'))]).call({})).toEqual(accepted);
  });

  test('is answered once: a second answer is an error of its module', async () => {
    const twice = imported([webhook, respond(2, 'first'), respond(3, 'second', { onerror: [ignore(4)] })]);
    expect(await twice.call({})).toMatchObject({ body: 'first' });
    expect(twice.log.map(({ id, error }) => [id, error !== undefined])).toEqual([
      [1, false],
      [2, false],
      [3, true],
      [4, false],
    ]);
    expect(await twice.call({})).toMatchObject({ body: 'first' });
  });

  test('templates are evaluated in the time zone of the scenario', async () => {
    expect(await answer('{{formatDate(1.at; "HH:mm")}}', { at: '2026-07-01T10:00:00Z' })).toBe('11:00');
  });
});

describe('HTTP', () => {
  test('sends what the mapper says and gives status, headers and parsed data', async () => {
    reply({ json: { items: [{ id: 'i-1' }] } });
    const request = http(2, '/rows/{{encodeURL(1.id)}}', {
      headers: [{ name: 'Authorization', value: 'Bearer {{1.token}}' }],
      queryParameters: [{ name: 'query', value: '"Pass ID":"{{1.id}}"' }],
    });
    const read = '{{2.statusCode}} {{2.data.items[1].id}} {{2.headers.`content-type`}}';
    const query = { id: 'a b', token: 't' };
    const { body } = await imported([webhook, request, respond(3, read)]).call({ query });
    expect(body).toBe('200 i-1 application/json');
    const path = `/rows/a%20b?${new URLSearchParams({ query: '"Pass ID":"a b"' })}`;
    expect(seen).toMatchObject([{ method: 'GET', path, text: '', headers: { authorization: 'Bearer t' } }]);
  });

  test('sends JSON as it was written', async () => {
    const jsonStringBodyContent = '{"n": {{1.n}}, "text": "{{1.text}}"}';
    await imported([webhook, http(2, '/', { method: 'put', jsonStringBodyContent })]).call({
      json: { n: 1, text: 'x' },
    });
    const headers = { 'content-type': 'application/json' };
    expect(seen).toMatchObject([{ method: 'PUT', text: '{"n": 1, "text": "x"}', headers }]);
  });

  test.each<[string, object, object, string]>([
    ['JSON that is not parsed is text', { parseResponse: false }, { json: { a: 1 } }, '{"a":1}'],
    ['an answer that is no JSON is text', {}, { type: 'text/plain', text: 'hi' }, 'hi'],
    ['an error may be let through', { stopOnHttpError: false }, { status: 404, type: '', text: 'x' }, 'x'],
  ])('%s', async (_, mapper, answered, expected) => {
    reply(answered);
    const scenario = imported([webhook, http(2, '/', { ...mapper }), respond(3, '{{2.data}}')]);
    expect((await scenario.call({})).body).toBe(expected);
  });

  test('may begin a scenario that runs on a schedule', async () => {
    reply({ json: { id: 'r1' } });
    const scenario = imported([http(1, '/a'), own(2, 'issue', { externalId: '{{1.data.id}}' })]);
    await scenario.run();
    expect(seen.map(({ path, text }) => [path, text])).toEqual([
      ['/a', ''],
      ['/issue', '{"externalId":"r1"}'],
    ]);
  });
});

describe('bundles', () => {
  test('an iterator gives one for each item, and each goes all the way before the next', async () => {
    reply({ json: { items: [{ name: 'a' }, { name: 'b' }] } });
    const scenario = imported([
      http(1, '/list'),
      iterator(2, '{{1.data.items}}'),
      http(3, '/{{2.name}}'),
      http(4, '/z'),
    ]);
    await scenario.run();
    expect(seen.map(({ path }) => path)).toEqual(['/list', '/a', '/z', '/b', '/z']);
    expect(scenario.log.map(({ id }) => id)).toEqual([1, 2, 3, 4, 3, 4]);
  });

  test('an action of the app gives one', async () => {
    reply({ json: { id: 'p1' } });
    const flow = [webhook, own(2, 'issue', { externalId: 'x', undeclared: '1' }), respond(3, '{{2.id}}')];
    expect((await imported(flow).call({})).body).toBe('p1');
    expect(seen[0]?.text).toBe('{"externalId":"x"}');
  });

  test.each([0, 1, 2])('a search of the app gives what it finds: %s', async (count) => {
    reply(({ path }) => ({ json: path === '/find' ? { items: Array(count).fill({ id: 'p' }) } : {} }));
    const scenario = imported([webhook, own(2, 'find', {}), http(3, '/{{2.id}}')]);
    await scenario.call({});
    expect(seen.map(({ path }) => path)).toEqual(['/find', ...Array(count).fill('/p')]);
  });

  test('those of an instant trigger run one after another', async () => {
    const scenario = imported([trigger, http(2, '/{{1.id}}')]);
    await scenario.receive([{ id: 'a' }, { id: 'b' }]);
    expect(seen.map(({ path }) => path)).toEqual(['/a', '/b']);
    expect(scenario.log.map(({ id, module }) => `${id} ${module}`).slice(0, 2)).toEqual([
      '1 app#passkit-ab12cd:watch',
      '2 http:MakeRequest',
    ]);
  });

  test('a router sends each through every route whose filter it passes, in order', async () => {
    const one = [http(3, '/one', {}, when('{{1.a}}', 'text:equal', '1')), http(4, '/next')];
    const two = [http(5, '/two', {}, when('{{1.a}}', 'text:equal', '2'))];
    const scenario = imported([webhook, router(2, one, two, [http(6, '/always')])]);
    await scenario.call({ query: { a: '1' } });
    await scenario.call({ query: { a: '2' } });
    expect(seen.map(({ path }) => path)).toEqual(['/one', '/next', '/always', '/two', '/always']);
  });
});

describe('filters', () => {
  const goesOn = async (filter: object) => {
    const json = { text: 'Abc', n: 5, yes: true, no: false, blank: '', nothing: null, numeric: '5.5' };
    return (await imported([webhook, respond(2, 'on', { ...filter })]).call({ json })).body === 'on';
  };

  test.each<[string, string, string | undefined, boolean]>([
    ['{{1.text}}', 'text:equal', 'Abc', true],
    ['{{1.text}}', 'text:equal', 'abc', false],
    ['{{1.text}}', 'text:equal:ci', 'aBC', true],
    ['{{1.text}}', 'text:notequal', 'abc', true],
    ['{{1.text}}', 'text:notequal:ci', 'abc', false],
    ['{{1.text}}', 'text:contain', 'bc', true],
    ['{{1.text}}', 'text:contain', 'BC', false],
    ['{{1.text}}', 'text:contain:ci', 'BC', true],
    ['{{1.text}}', 'text:notcontain', 'BC', true],
    ['{{1.text}}', 'text:notcontain:ci', 'BC', false],
    ['{{1.n}}', 'text:equal', '5', true],
    ['{{1.blank}}', 'text:equal', '', true],
    ['{{1.n}}', 'number:equal', '5', true],
    ['{{1.n}}', 'number:notequal', '5', false],
    ['{{1.n}}', 'number:greater', '5', false],
    ['{{1.n}}', 'number:greaterorequal', '5', true],
    ['{{1.n}}', 'number:less', '{{1.numeric}}', true],
    ['{{1.n}}', 'number:lessorequal', '4', false],
    ['{{1.yes}}', 'boolean:equal', 'true', true],
    ['{{1.no}}', 'boolean:equal', '{{true}}', false],
    ['{{1.no}}', 'boolean:notequal', 'true', true],
    ['{{1.no}}', 'exist', undefined, true],
    ['{{1.blank}}', 'exist', undefined, false],
    ['{{1.nothing}}', 'exist', undefined, false],
    ['{{1.missing}}', 'notexist', undefined, true],
  ])('%s %s %s', async (a, o, b, expected) => {
    expect(await goesOn(when(a, o, b))).toBe(expected);
  });

  test.each([
    ['ab', true],
    ['b', false],
    ['c', true],
    ['', false],
  ])('the outer list is OR, the inner one AND: %s', async (letters, expected) => {
    const has = (b: string) => ({ a: letters, o: 'text:contain', b });
    const conditions = [[has('a'), has('b')], [has('c')]];
    expect(await goesOn({ filter: { name: 'x', conditions } })).toBe(expected);
  });
});

describe('an error', () => {
  const failing = (onerror?: object[]) => [
    http(1, '/list'),
    iterator(2, '{{1.data.items}}'),
    own(3, 'issue', { externalId: '{{2.id}}' }, onerror && { onerror }),
    http(4, '/done/{{3.id}}'),
  ];
  beforeEach(() =>
    reply(({ path, text }) => {
      if (path === '/list') return { json: { items: [{ id: 'bad' }, { id: 'good' }] } };
      return path === '/issue' && text.includes('bad')
        ? { status: 400, json: { message: 'Not this one' } }
        : { json: { id: 'p1' } };
    }),
  );

  test('without a handler ends the run', async () => {
    const scenario = imported(failing());
    expect(await failure(scenario.run())).toMatchObject({ message: 'Not this one', status: 400 });
    expect(seen.map(({ path }) => path)).toEqual(['/list', '/issue']);
    expect(scenario.log.at(-1)).toEqual({
      ...{ id: 3, module: 'app#passkit-ab12cd:issue', error: 'Not this one' },
    });
  });

  test('with a handler drops its bundle alone, and the handler knows its message', async () => {
    const log = http(5, '/log', {
      jsonStringBodyContent: '{"why": "{{3.error.message}}", "row": "{{2.id}}"}',
    });
    const scenario = imported(failing([log, ignore(6)]));
    await scenario.run();
    expect(seen.map(({ path }) => path)).toEqual(['/list', '/issue', '/log', '/issue', '/done/p1']);
    expect(seen[2]?.text).toBe('{"why": "Not this one", "row": "bad"}');
    expect(scenario.log.map(({ id }) => id)).toEqual([1, 2, 3, 5, 6, 3, 4]);
  });

  test('of a handler ends the run', async () => {
    reply({ status: 500 });
    const onerror = [http(2, '/log'), ignore(3)];
    expect(await failure(imported([http(1, '/a', {}, { onerror })]).run())).toMatchObject({ status: 500 });
    expect(seen.map(({ path }) => path)).toEqual(['/a', '/log']);
  });

  test('may be answered to the caller, route by route', async () => {
    const route = (id: number, b: string) => [
      respond(id, `${b}: {{2.error.message}}`, when('{{2.error.message}}', 'text:contain', b)),
      ignore(id + 1),
    ];
    const failed = own(
      2,
      'issue',
      { externalId: 'bad' },
      { onerror: [router(3, route(4, 'Not'), route(6, 'Yes'))] },
    );
    expect((await imported([webhook, failed]).call({})).body).toBe('Not: Not this one');
  });

  test('of a status of 400 and above is one of HTTP, and of a template one of its module', async () => {
    reply({ status: 404 });
    expect(await failure(imported([http(1, '/a')]).run())).toMatchObject({ status: 404 });
    const dated = imported([webhook, http(2, '/{{parseDate(1.a)}}', {}, { onerror: [ignore(3)] })]);
    await dated.call({ query: { a: 'soon' } });
    expect(dated.log.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});
