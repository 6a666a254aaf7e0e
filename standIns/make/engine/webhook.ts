// Attaches a webhook, receives requests at it and detaches it. A MODEL of Make's engine, written from its
// documentation, not Make; where that is silent about a variable, the variable is not there.
import type { App, Part } from './app.ts';
import { type Request, requestsOf } from './communication.ts';
import { type Bundle, bundlesOf, type Engine, find } from './engine.ts';
import { ModelError } from './errors.ts';
import { freshVariables } from './iml.ts';
import { isRecord, toJson } from './values.ts';
import { type Answered, handle, type Incoming, incomingVariables, webhookRules } from './webhookRules.ts';

/** What came of a request that arrived: the bundles a scenario gets, and the answer to the sender. */
export interface Received {
  bundles: Bundle[];
  response: Answered;
}

/** A webhook a user has made. */
export interface Hook {
  /** The variable `webhook`: its url and what attach kept. */
  webhook: Readonly<Bundle>;
  receive(incoming: Incoming): Promise<Received>;
  detach(): Promise<void>;
}

/** Makes a webhook for `url`; `name` is that of the webhook, or of an instant trigger that uses it. */
export async function attachWebhook(engine: Engine, name: string, given: Bundle, url: string): Promise<Hook> {
  const { app } = engine;
  const { hook, module } = usedBy(app, name);
  if (hook.webhookType !== 'web') throw new ModelError(`${hook.name}: a webhook of type ${hook.webhookType}`);
  const rules = webhookRules(hook.communication);
  const detaching = hookRequests(hook.detach);
  const enrich = module && enricherOf(engine, module, given);
  const parameters = engine.read(hook, given);
  const attached = await engine.run(hook, hookRequests(hook.attach, 'data'), {
    parameters,
    webhook: { url },
  });
  const kept = toJson(attached.data);
  const webhook: Bundle = { url, ...(isRecord(kept) && kept) };
  return {
    webhook,
    async receive(incoming) {
      const variables = {
        ...freshVariables(),
        ...incomingVariables(incoming),
        ...{ environment: engine.environment, parameters, webhook },
        // Some sources say `data` is `parameters`, others that it is what attach kept.
        data: { ...parameters, ...(isRecord(kept) && kept) },
      };
      const { output, answer } = handle(rules, variables);
      const bundles = bundlesOf(hook, toJson(output));
      if (!enrich) return { bundles, response: answer };
      const enriched: Bundle[] = [];
      for (const bundle of bundles) enriched.push(...(await enrich(bundle)));
      return { bundles: enriched, response: answer };
    },
    // Public apps keep in `webhook` what detach needs of the parameters, so they are not there.
    detach: async () => void (await engine.run(hook, detaching, { webhook })),
  };
}

function usedBy(app: App, name: string): { hook: Part; module: Part | undefined } {
  const module = app.modules.get(name);
  if (!module) return { hook: find(app.webhooks, name), module };
  if (module.moduleType !== 'instant_trigger' || module.webhook === undefined) {
    throw new ModelError(`${name} is not an instant trigger with a webhook`);
  }
  return { hook: find(app.webhooks, module.webhook), module };
}

/** The requests of attach or detach. They inherit nothing, so each of them needs an absolute URL. */
function hookRequests(section: unknown, allowed?: 'data'): Request[] {
  const requests = requestsOf(section, undefined, allowed);
  for (const { baseUrl, pagination } of requests) {
    if (baseUrl !== undefined || pagination)
      throw new ModelError('baseUrl or pagination in attach or detach');
  }
  return requests;
}

/** What an instant trigger does to each bundle of its webhook: one request at most, for more data. */
function enricherOf(engine: Engine, module: Part, given: Bundle): (payload: Bundle) => Promise<Bundle[]> {
  if (isRecord(module.communication) && Object.keys(module.communication).length === 0) {
    return async (payload) => [payload];
  }
  const [request, ...more] = requestsOf(module.communication, engine.app.base);
  if (!request || more.length > 0 || request.pagination || request.response.iterate) {
    throw new ModelError(
      `${module.name}: an instant trigger sends one request, with no pagination or iterate`,
    );
  }
  const usual = request.url === undefined ? '{{payload}}' : '{{body}}';
  const { output = usual } = request.response;
  const asked = { ...request, response: { ...request.response, output } };
  const parameters = engine.read(module, given);
  return async (payload) => {
    const outcome = await engine.run(module, [asked], { parameters, payload });
    return bundlesOf(module, toJson(outcome.output));
  };
}
