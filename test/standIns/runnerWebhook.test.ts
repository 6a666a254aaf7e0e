// Protects how the runner models a webhook: what it registers, what it makes of a request, how it goes away.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { failure, texts, useRunner } from './runnerApp.ts';

const { makeTestApp, reply, seen } = useRunner();

const url = 'https://hook.example.com/abc';
const required = { name: 'kind', type: 'text', label: 'Kind', required: true };
const attach = {
  url: 'https://api.example.com/hooks',
  method: 'POST',
  temp: { target: { targetUrl: '{{webhook.url}}' } },
  headers: { authorization: '{{connection.key}}' },
  body: { kind: '{{parameters.kind}}', configuration: '{{createJSON(temp.target)}}' },
  response: { data: { hookId: '{{body.id}}', kind: '{{parameters.kind}}' } },
};
const detach = {
  url: 'https://api.example.com/hooks/{{webhook.kind}}/{{webhook.hookId}}',
  method: 'DELETE',
};
const parts = {
  base: { headers: { base: 'inherited' } },
  webhooks: { events: { communication: { output: '{{body}}' }, params: [required], attach, detach } },
  modules: {
    watchEvents: { moduleType: 'instant_trigger', webhook: 'events', connection: null, communication: {} },
    act: { communication: {} },
  },
};

describe('attach', () => {
  test.each(['watchEvents', 'events'])(
    'of %s registers the url and keeps what the app says',
    async (name) => {
      reply({ json: { id: 'h1' } });
      const app = makeTestApp(parts);
      const hook = await app.attach(name, { kind: 'member', more: 1 }, url);
      expect(hook.webhook).toEqual({ url, hookId: 'h1', kind: 'member' });
      const body = { kind: 'member', configuration: JSON.stringify({ targetUrl: url }) };
      expect(app.requests).toMatchObject([{ method: 'POST', url: attach.url, body, status: 200 }]);
      expect(seen[0]?.headers).toMatchObject({ authorization: 'k1' });
      expect(seen[0]?.headers).not.toHaveProperty('base');
    },
  );

  test('checks the parameters before it sends anything', async () => {
    expect(await failure(makeTestApp(parts).attach('events', {}, url))).toMatchObject({
      type: 'ValidationError',
      message: "Missing value of required parameter 'Kind'.",
    });
    expect(seen).toEqual([]);
  });

  test('fails with the error of the app', async () => {
    reply({ status: 409, json: { error: 'taken' } });
    const response = { error: { message: '{{body.error}}', type: 'DuplicateDataError' } };
    const app = makeTestApp({ webhooks: { events: { attach: { ...attach, response } } } });
    const expected = { type: 'DuplicateDataError', message: 'taken', status: 409 };
    expect(await failure(app.attach('events', {}, url))).toEqual(expected);
  });

  test('may be a chain, of which the requests that ran are kept', async () => {
    reply(({ path }) => ({ json: { id: path } }));
    const step = (path: string, condition: unknown = true) => ({
      url: `https://api.example.com${path}`,
      condition,
      response: { data: { [path.slice(1)]: '{{body.id}}' } },
    });
    const chain = [step('/a'), step('/b', '{{parameters.none}}'), step('/c')];
    const hook = await makeTestApp({ webhooks: { events: { attach: chain } } }).attach('events', {}, url);
    expect(hook.webhook).toEqual({ url, a: '/a', c: '/c' });
  });

  test('of a webhook the user registers by hand sends nothing', async () => {
    const hook = await makeTestApp({ webhooks: { events: {} } }).attach('events', {}, url);
    await hook.detach();
    expect([hook.webhook, seen]).toEqual([{ url }, []]);
  });

  const webhook = (events: object) => ({ ...parts, webhooks: { events } });
  test.each<[string, object, string]>([
    ['a url that is not absolute', webhook({ attach: { url: '/hooks' } }), 'events'],
    ['a baseUrl', webhook({ attach: { ...attach, baseUrl: 'https://api.example.com' } }), 'events'],
    ['pages', webhook({ attach: { ...attach, pagination: {} } }), 'events'],
    ['detach that keeps something', webhook({ detach: attach }), 'events'],
    ['a shared webhook', webhook({ webhookType: 'web-shared' }), 'events'],
    ['an unknown directive', webhook({ communication: { temp: {} } }), 'events'],
    ['a webhook the app does not have', parts, 'none'],
    ['a module that is no instant trigger', parts, 'act'],
  ])('refuses %s', async (_, app, name) => {
    await expect(makeTestApp(app).attach(name, { kind: 'member' }, url)).rejects.toThrow(ModelError);
    expect(seen).toEqual([]);
  });
});

describe('detach', () => {
  test('removes what attach registered', async () => {
    reply({ json: { id: 'h1' } });
    const hook = await makeTestApp(parts).attach('events', { kind: 'member' }, url);
    await hook.detach();
    expect(seen[1]).toMatchObject({ method: 'DELETE', path: '/hooks/member/h1', text: '' });
  });

  test('may be a chain with conditions', async () => {
    const step = (path: string, condition: string) => ({ url: `https://api.example.com${path}`, condition });
    const chain = [step('/a', '{{webhook.url}}'), step('/b', '{{webhook.none}}'), step('/c', '{{1 = 1}}')];
    await (await makeTestApp({ webhooks: { events: { detach: chain } } }).attach('events', {}, url)).detach();
    expect(seen.map(({ path }) => path)).toEqual(['/a', '/c']);
  });

  test('does not see the parameters: attach keeps what it needs', async () => {
    const lost = { ...detach, url: 'https://api.example.com/{{parameters.kind}}' };
    const app = makeTestApp({ webhooks: { events: { params: texts('kind'), detach: lost } } });
    const hook = await app.attach('events', { kind: 'member' }, url);
    await expect(hook.detach()).rejects.toThrow(ModelError);
  });
});
