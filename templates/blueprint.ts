// A Make blueprint: the file a user imports to get a scenario. Only module ids that Make's own collection of
// blueprints (github.com/integromat/make-blueprints) uses stand here, and those of our app; and util:SetVariables, as many
// exported scenarios in public repositories have it.
import type { Json } from '../make/iml.ts';

export type Condition =
  | { a: string; o: 'exist' | 'notexist' }
  | { a: string; o: 'text:equal' | 'text:equal:ci' | 'text:notequal:ci' | 'text:notcontain'; b: string };

/** A bundle goes on when all conditions of any one list hold. */
export interface Filter {
  name: string;
  any: readonly (readonly Condition[])[];
}

/** A module of a scenario. Templates in `mapper` refer to others by their id. */
export interface Step {
  id: number;
  module: string;
  version: number;
  /** Stands under the module in the editor. */
  name: string;
  /** Undefined values are left out: whoever imports the scenario fills them in. */
  mapper?: Readonly<Record<string, Json | undefined>>;
  parameters?: Readonly<Record<string, Json>>;
  filter?: Filter;
  /** What runs instead when the module fails. */
  onerror?: readonly Step[];
  /** Of a router. */
  routes?: readonly (readonly Step[])[];
}

/** A link or another tool that calls the scenario; its fields are those of the query string, form or JSON. */
export const customWebhook = (id: number, name: string): Step => ({
  id,
  module: 'gateway:CustomWebHook',
  version: 1,
  name,
  parameters: {},
  mapper: {},
});

/** What whoever called the webhook gets. */
export const respond = (
  id: number,
  name: string,
  { status, body, images = [] }: { status: string; body: string; images?: readonly string[] },
): Step => ({
  id,
  module: 'gateway:WebhookRespond',
  version: 1,
  name,
  parameters: {},
  mapper: {
    status,
    body,
    headers: Object.entries(htmlHeaders(images)).map(([key, value]) => ({ key, value })),
  },
});

const htmlHeaders = (images: readonly string[]) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${['data:', ...new Set(images.map((image) => new URL(image).origin))].join(' ')}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
});

/** What a program that called the webhook gets; `body` is JSON. */
export const respondJson = (id: number, name: string, body: string): Step => ({
  id,
  module: 'gateway:WebhookRespond',
  version: 1,
  name,
  parameters: {},
  mapper: {
    status: '200',
    body,
    headers: [{ key: 'content-type', value: 'application/json' }],
  },
});

/** Values that later modules read as `{{<id>.<variable>}}`, so that a user writes them in one place only. */
export function setVariables(id: number, name: string, values: Readonly<Record<string, string>>): Step {
  const variables = Object.entries(values).map(([name, value]) => ({ name, value }));
  const [only, ...others] = variables;
  const scope = 'roundtrip';
  const step = { id, version: 1, name, parameters: {} };
  return only && others.length === 0
    ? { ...step, module: 'util:SetVariable2', mapper: { name: only.name, scope, value: only.value } }
    : { ...step, module: 'util:SetVariables', mapper: { variables, scope } };
}

/** One bundle for each item of a list. */
export const iterator = (id: number, name: string, array: string): Step => ({
  id,
  module: 'builtin:BasicFeeder',
  version: 1,
  name,
  parameters: {},
  mapper: { array },
});

/** Puts the bundles of the loop that a module opened together again: `array`, with these values of each. */
export const aggregator = (
  id: number,
  name: string,
  feeder: number,
  mapper: Readonly<Record<string, string>>,
): Step => ({ id, module: 'builtin:BasicAggregator', version: 1, name, parameters: { feeder }, mapper });

/** Each bundle takes every route whose first module lets it pass. */
export const router = (id: number, name: string, routes: readonly (readonly Step[])[]): Step => ({
  id,
  module: 'builtin:BasicRouter',
  version: 1,
  name,
  routes,
});

/** A route: the filter stands on its first module. */
export function withFilter([first, ...rest]: readonly Step[], filter: Filter): Step[] {
  return first ? [{ ...first, filter }, ...rest] : [];
}

/** The end of an error handler: the scenario goes on with the next bundle. */
export const ignore = (id: number, name: string): Step => ({
  id,
  module: 'builtin:Ignore',
  version: 1,
  name,
});

/** A module of our app, whose id in the account is `app`. */
export const passkit = (
  app: string,
  id: number,
  module: string,
  name: string,
  mapper: NonNullable<Step['mapper']> = {},
): Step => ({ id, module: `app#${app}:${module}`, version: 1, name, parameters: {}, mapper });

/** The file: everything a user imports, and nothing that belongs to an account. */
export const blueprint = (
  name: string,
  description: string,
  flow: readonly Step[],
  /** One run after the other, in the order in which they were asked for. */
  sequential = false,
): Json => ({
  name,
  description,
  flow: flowJson(flow, 0, 0),
  metadata: {
    version: 1,
    scenario: {
      roundtrips: 1,
      maxErrors: 3,
      autoCommit: true,
      autoCommitTriggerLast: true,
      freshVariables: false,
      ...(sequential && { sequential }),
    },
    designer: { orphans: [] },
  },
});

const gap = { x: 300, y: 300 };

/** How many rows of the editor a flow takes. */
const heightOf = (flow: readonly Step[]): number =>
  Math.max(
    1,
    ...flow.map(
      ({ onerror, routes }) =>
        (onerror ? 1 + heightOf(onerror) : 1) +
        (routes ? routes.reduce((sum, route) => sum + heightOf(route), 0) - 1 : 0),
    ),
  );

const flowJson = (flow: readonly Step[], x: number, y: number): Json =>
  flow.map((step, index) => stepJson(step, x + index * gap.x, y));

function stepJson({ name, mapper, filter, onerror, routes, ...rest }: Step, x: number, y: number): Json {
  let below = y;
  const placed = routes?.map((route) => {
    const flow = flowJson(route, x + gap.x, below);
    below += heightOf(route) * gap.y;
    return { flow };
  });
  const { id, module, version, parameters } = rest;
  return {
    id,
    module,
    version,
    ...(parameters && { parameters }),
    ...(filter && {
      filter: { name: filter.name, conditions: filter.any.map((all) => all.map((one) => ({ ...one }))) },
    }),
    ...(routes ? { mapper: null } : mapper && { mapper: filled(mapper) }),
    metadata: { designer: { x, y, name } },
    ...(onerror && { onerror: flowJson(onerror, x + gap.x, y + gap.y) }),
    ...(placed && { routes: placed }),
  };
}

/** Without what is undefined, at the first level. */
const filled = (values: Readonly<Record<string, Json | undefined>>): Json =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
