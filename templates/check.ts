// The rules of a blueprint that an ordinary user can import: what Make's own collection of blueprints demands of one,
// and that every module of ours exists and takes what it is given.
import * as z from 'zod';
import { modules } from '../make/app.ts';
import type { Json } from '../make/iml.ts';
import { triggers } from '../make/triggers.ts';

const values = z.record(z.string(), z.json());
const condition = z.strictObject({ a: z.string(), o: z.string(), b: z.string() });
const moduleShape = z.strictObject({
  id: z.int().positive(),
  module: z.string(),
  version: z.int().positive(),
  parameters: values.optional(),
  mapper: values.nullish(),
  filter: z
    .strictObject({ name: z.string().min(1), conditions: z.array(z.array(condition).min(1)).min(1) })
    .optional(),
  metadata: z.strictObject({
    designer: z.strictObject({ x: z.number(), y: z.number(), name: z.string().min(1) }),
  }),
  get onerror() {
    return z.array(moduleShape).min(1).optional();
  },
  get routes() {
    return z
      .array(z.strictObject({ flow: z.array(moduleShape).min(1) }))
      .min(1)
      .optional();
  },
});
type Module = z.infer<typeof moduleShape>;

/** A blueprint with nothing in it but what may be published. */
export const blueprintShape = z.strictObject({
  name: z.string().min(1).max(120),
  description: z.string().min(1),
  flow: z.array(moduleShape).min(1),
  metadata: z.strictObject({
    version: z.literal(1),
    scenario: z.record(z.string(), z.json()),
    designer: z.strictObject({ orphans: z.tuple([]) }),
  }),
});

/** Modules of Make that are known to exist in this version, because Make's own blueprints use them. */
const known: Record<string, number> = {
  'gateway:CustomWebHook': 1,
  'gateway:WebhookRespond': 1,
  'http:MakeRequest': 4,
  'builtin:BasicRouter': 1,
  'builtin:BasicFeeder': 1,
  'builtin:Ignore': 1,
  'util:SetVariable2': 1,
};

/** What belongs to one account and cannot be imported into another. */
const accountBound = new Set(
  '__IMTCONN__ __IMTKEY__ __IMTHOOK__ hook datastore agent apiKeyKeychain basicAuthKeychain oAuthAccount proxyKeychain bodyDataStructure'.split(
    ' ',
  ),
);

const operators = new Set(
  'text:equal text:equal:ci text:notequal text:notequal:ci text:notcontain'.split(' '),
);

/** The ids of the modules that a template refers to. Throws when it is not IML as scenarios have it. */
export type ReadTemplate = (template: string) => { modules: number[] };

/** What is wrong with a blueprint for the app `app`, a sentence each; empty when nothing is. */
export function checkBlueprint(blueprint: unknown, app: string, readTemplate: ReadTemplate): string[] {
  const parsed = blueprintShape.safeParse(blueprint);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const { flow } = parsed.data;
  const ids = new Set<number>();
  const problems: string[] = secretsIn(JSON.stringify(blueprint));

  const visit = (steps: readonly Module[], before: ReadonlySet<number>): void => {
    const seen = new Set(before);
    steps.forEach((step, index) => {
      const say = (problem: string) =>
        problems.push(`Module ${step.id} (${step.metadata.designer.name}): ${problem}`);
      if (ids.has(step.id)) say('its id is taken');
      ids.add(step.id);
      checkModule(step, app, say);
      if (step.filter && (step.routes || (index === 0 && before.size === 0)))
        say('a filter in a place that takes none');
      const texts = [...textsIn(step.mapper ?? {}), ...textsIn(step.filter?.conditions ?? [])];
      for (const text of texts) checkTemplate(text, seen, readTemplate, say);
      seen.add(step.id);
      for (const route of step.routes ?? []) visit(route.flow, seen);
      if (step.onerror) {
        if (step.onerror.at(-1)?.module !== 'builtin:Ignore') say('its error handler has no end');
        visit(step.onerror, seen);
      }
    });
  };
  visit(flow, new Set());
  return problems;
}

function checkModule(step: Module, app: string, say: (problem: string) => void): void {
  const given = [step.parameters ?? {}, step.mapper ?? {}];
  for (const key of given.flatMap(keysIn)) if (accountBound.has(key)) say(`${key} belongs to an account`);
  for (const { o } of step.filter?.conditions.flat() ?? [])
    if (!operators.has(o)) say(`no operator ${o} is known`);
  if ((step.module === 'builtin:BasicRouter') !== (step.routes !== undefined))
    say('routes belong to a router');
  const [, own, name = ''] = /^app#(.+):(\w+)$/.exec(step.module) ?? [];
  if (own === undefined) {
    if (known[step.module] !== step.version)
      say(`${step.module} ${step.version} is not a module known to exist`);
    return;
  }
  if (own !== app) say(`it is of the app ${own} instead of ${app}`);
  const module = modules.find((one) => one.name === name);
  if (!module) {
    if (!triggers.some((trigger) => trigger.name === name)) say(`the app has no module ${name}`);
    return;
  }
  const taken = new Set(namesIn(module.parameters));
  for (const key of Object.keys(step.mapper ?? {})) if (!taken.has(key)) say(`${name} takes no ${key}`);
}

/** The names of the parameters of a module, of every level of its form. */
const namesIn = (parameters: Json): string[] => {
  const names: string[] = [];
  JSON.stringify(parameters, (key, value) => {
    if (key === 'name' && typeof value === 'string') names.push(value);
    return value;
  });
  return names;
};

const keysIn = (value: z.infer<typeof values>): string[] => {
  const keys: string[] = [];
  JSON.stringify(value, (key, inner) => {
    keys.push(key);
    return inner;
  });
  return keys;
};

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(value, (_key, inner) => {
    if (typeof inner === 'string') texts.push(inner);
    return inner;
  });
  return texts;
}

function checkTemplate(
  text: string,
  seen: ReadonlySet<number>,
  readTemplate: ReadTemplate,
  say: (problem: string) => void,
): void {
  try {
    for (const id of readTemplate(text).modules)
      if (!seen.has(id)) say(`it reads module ${id}, which has not run`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

const secrets: [RegExp, string][] = [
  [/eyJ[\w-]{20,}\./, 'a token'],
  [/bearer\s+[\w.-]{20,}/i, 'a token'],
  [/[\w.%+-]+@(?!example\.com)[a-z0-9.-]+\.[a-z]{2,}/i, 'an e-mail address'],
];

const secretsIn = (text: string): string[] =>
  secrets.flatMap(([pattern, what]) => (pattern.test(text) ? [`It holds what looks like ${what}.`] : []));
