// The kinds of modules a scenario may hold: what each takes, and what others may read of it.
// Part of a MODEL of Make's scenario engine: any other module is an error.
import * as z from 'zod';
import { ModelError } from '../engine/errors.ts';
import type { MakeApp } from '../engine/index.ts';
import { type Module, readAs } from './blueprint.ts';
import { respondMapper, webhookParameters } from './gateway.ts';
import { HTTP_OUTPUT, httpMapper, httpParameters } from './http.ts';

export interface Kind {
  version: number;
  parameters: z.ZodType;
  mapper: z.ZodType;
  /** Where it stands: it starts a scenario, follows another module, either, or ends an error handler. */
  place: 'first' | 'later' | 'any' | 'directive';
  /** Whether a value of its bundle is known, by the way to it. */
  gives(steps: readonly (string | number)[]): boolean;
}

const empty = z.strictObject({});
const anything = () => true;
const nothing = () => false;

export const WEBHOOK = 'gateway:CustomWebHook';
export const RESPOND = 'gateway:WebhookRespond';
export const ROUTER = 'builtin:BasicRouter';
export const ITERATOR = 'builtin:BasicFeeder';
/** Ends the loop that its feeder opened: what its mapper says of each bundle becomes an item of `array`. */
const AGGREGATOR = 'builtin:BasicAggregator';
export const IGNORE = 'builtin:Ignore';
export const HTTP = 'http:MakeRequest';
export const SET_VARIABLE = 'util:SetVariable2';
/** Several at once, as exported scenarios in public repositories have it. */
export const SET_VARIABLES = 'util:SetVariables';

export const iteratorMapper = z.strictObject({ array: z.string() });
const aggregatorParameters = z.strictObject({ feeder: z.int() });
export const variableMapper = z.strictObject({
  name: z.string().regex(/^\w+$/),
  scope: z.enum(['roundtrip', 'execution']),
  value: z.string(),
});
export const variablesMapper = variableMapper
  .pick({ scope: true })
  .extend({ variables: z.array(variableMapper.omit({ scope: true })).min(1) });

const KINDS = new Map<string, Kind>([
  [WEBHOOK, { version: 1, parameters: webhookParameters, mapper: empty, place: 'first', gives: anything }],
  [RESPOND, { version: 1, parameters: empty, mapper: respondMapper, place: 'later', gives: nothing }],
  [ROUTER, { version: 1, parameters: empty.optional(), mapper: z.null(), place: 'later', gives: nothing }],
  [ITERATOR, { version: 1, parameters: empty, mapper: iteratorMapper, place: 'later', gives: anything }],
  [
    AGGREGATOR,
    {
      version: 1,
      parameters: aggregatorParameters,
      mapper: z.record(z.string(), z.string()),
      place: 'later',
      gives: ([name]) => name === 'array',
    },
  ],
  [SET_VARIABLE, { version: 1, parameters: empty, mapper: variableMapper, place: 'any', gives: anything }],
  [SET_VARIABLES, { version: 1, parameters: empty, mapper: variablesMapper, place: 'any', gives: anything }],
  [
    IGNORE,
    {
      version: 1,
      parameters: empty.optional(),
      mapper: empty.nullish(),
      place: 'directive',
      gives: nothing,
    },
  ],
  [
    HTTP,
    {
      version: 4,
      parameters: httpParameters,
      mapper: httpMapper,
      place: 'any',
      gives: ([name]) => HTTP_OUTPUT.has(String(name)),
    },
  ],
]);

/** Whose bundles a module puts together, where it is an aggregator. */
export const feederOf = ({
  module,
  parameters,
}: Pick<Module, 'module' | 'parameters'>): number | undefined =>
  module === AGGREGATOR
    ? readAs(aggregatorParameters, parameters, 'The parameters of the aggregator').feeder
    : undefined;

/** An app that is installed where the scenario runs. */
export interface Installed {
  app: MakeApp;
  /** What Make calls it, such as `passkit-ab12cd`. */
  appId: string;
}

/** The name of a module of the app in the words of the app; undefined for any other module. */
export function ownName(module: string, { appId }: Installed): string | undefined {
  const prefix = `app#${appId}:`;
  return module.startsWith(prefix) ? module.slice(prefix.length) : undefined;
}

/** What a module of this name is. Throws a ModelError when neither this model nor the app has it. */
export function kindOf(module: string, installed: Installed): Kind {
  const own = ownName(module, installed);
  const kind = own === undefined ? KINDS.get(module) : ownKind(own, installed.app);
  if (!kind) throw new ModelError(`${module} is not a module this model knows`);
  return kind;
}

function ownKind(name: string, app: MakeApp): Kind {
  const type = app.moduleType(name);
  const kind = { version: 1, parameters: empty, gives: anything };
  // Its parameters are those of the webhook, which a user makes after the import.
  if (type === 'instant_trigger') return { ...kind, mapper: empty, place: 'first' };
  if (type === 'trigger' || type === 'responder' || type === undefined) {
    throw new ModelError(`${name}: a module of type ${type} in a scenario is not modelled`);
  }
  return { ...kind, mapper: z.record(z.string(), z.unknown()), place: 'any' };
}
