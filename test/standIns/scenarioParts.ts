// What the tests of scenarios write blueprints with: one function a module, on a small app of three modules.

import { makeScenario } from '../../standIns/make/scenario/index.ts';
import { texts, type useRunner } from './runnerApp.ts';

type Json = Record<string, unknown>;

export const APP_ID = 'passkit-ab12cd';

const part = (id: number, module: string, more: Json): Json => ({
  ...{ id, module, version: 1, parameters: {}, metadata: { designer: { x: 300 * id, y: 0 } } },
  ...more,
});

export const webhook = part(1, 'gateway:CustomWebHook', { mapper: {} });
export const trigger = part(1, `app#${APP_ID}:watch`, { mapper: {} });
export const respond = (id: number, body: string, more: Json = {}) =>
  part(id, 'gateway:WebhookRespond', { mapper: { status: '200', body, headers: [] }, ...more });
export const iterator = (id: number, array: string) => part(id, 'builtin:BasicFeeder', { mapper: { array } });
export const router = (id: number, ...flows: Json[][]) =>
  part(id, 'builtin:BasicRouter', { mapper: null, routes: flows.map((flow) => ({ flow })) });
export const ignore = (id: number) => part(id, 'builtin:Ignore', {});
/** A module of the app, such as `issue` or `find`. */
export const own = (id: number, name: string, mapper: Json, more: Json = {}) =>
  part(id, `app#${APP_ID}:${name}`, { mapper, ...more });
/** A GET; with a body, a POST. */
export function http(id: number, path: string, mapper: Json = {}, more: Json = {}): Json {
  const method = 'jsonStringBodyContent' in mapper ? 'post' : 'get';
  const sent = method === 'post' ? { contentType: 'json', inputMethod: 'jsonString' } : {};
  const given = { url: `https://api.example.com${path}`, method, headers: [], queryParameters: [] };
  return part(id, 'http:MakeRequest', {
    version: 4,
    parameters: { authenticationType: 'noAuth' },
    mapper: { ...given, parseResponse: true, ...sent, ...mapper },
    ...more,
  });
}
/** A filter of one condition. */
export const when = (a: string, o: string, b?: string) => ({
  filter: { name: 'when', conditions: [[{ a, o, ...(b !== undefined && { b }) }]] },
});

export const blueprint = (flow: Json[], more: Json = {}): Json => ({
  name: 'A test',
  flow,
  metadata: {
    version: 1,
    scenario: {
      ...{
        roundtrips: 1,
        maxErrors: 3,
        autoCommit: true,
        autoCommitTriggerLast: true,
        freshVariables: false,
      },
    },
    designer: { orphans: [] },
  },
  ...more,
});

const post = (url: string) => ({
  url,
  method: 'POST',
  body: '{{parameters}}',
  response: { error: '{{body.message}}' },
});

/** Imports blueprints where an app is installed with `issue`, which gives the answer, `find` and `watch`. */
export const importer =
  ({ makeTestApp, origin }: ReturnType<typeof useRunner>) =>
  (flow: Json[], more: Json = {}) => {
    const app = makeTestApp({
      modules: {
        issue: { communication: post('/issue'), params: texts('externalId') },
        find: {
          moduleType: 'search',
          communication: { ...post('/find'), response: { iterate: '{{body.items}}' } },
          params: texts('externalId'),
        },
        watch: { moduleType: 'instant_trigger', webhook: 'events', connection: null, communication: {} },
        poll: { moduleType: 'trigger', communication: {} },
      },
      webhooks: { events: {} },
    });
    const options = { app, appId: APP_ID, timezone: 'Europe/London' };
    return makeScenario(blueprint(flow, more), {
      ...options,
      hosts: { 'https://api.example.com': origin() },
    });
  };
