// What a declaration is: an action, a search or a dropdown, all of them plain data.
import { type Expr, type Ref, references, type Scope, type Template } from './expression.ts';
import type { Fields } from './field.ts';
import { lazily } from './lazily.ts';
import { type Effect, type FindStep, type List, lostOf, matches, type Step } from './step.ts';

export type Bundle = Record<string, Template>;

/** The steps of an operation and the bundle it hands the user. */
export interface Plan {
  steps: readonly Step[];
  /** The bundle; where there is `each`, that of each record it found. */
  result: Bundle;
  each?: FindStep;
}

export interface OutputField {
  label: string;
  type: 'text' | 'number' | 'dateTime' | 'keyValues';
  /** Of pairs that are no custom fields of a pass: the names that are known beforehand, each with a label. */
  parts?: Readonly<Record<string, string>>;
}

export interface Operation {
  kind: 'create' | 'search';
  /** verb_noun, for ever. */
  key: string;
  noun: string;
  label: string;
  /** The label on a platform whose grammar cannot make it from `label`. */
  labels?: { make?: string; coda?: string };
  description: string;
  /** Under which heading a platform lists it. */
  group: 'Passes' | 'Coupons' | 'Members' | 'Tickets' | 'Flights' | 'Messages';
  /**
   * How the public webhook offers it: its word in `action`, and which inputs it needs there, so that a request that is
   * sent again cannot do it twice. Left out where the webhook must not offer it. `because` is told when one is missing.
   */
  webhook?: { action: string; needs?: { fields: readonly string[]; because: string } };
  fields: Fields;
  /** One for each pass type it is for. With several the operation has the input `passType`. */
  plans: Readonly<Record<string, Plan>>;
  /** The keys of every bundle, in order. */
  output: Record<string, OutputField>;
  sample: Record<string, unknown>;
  /** What the user should know before using it: a note, or the end of the description where a platform has no place for one. */
  notice?: string;
}

/**
 * An operation whose plans hold together: every input they send is one of its fields, every step they refer to is
 * there and has run, and names are given once. Throws what is wrong, with operation, pass type and step: of a plan when it is
 * first looked at, because only a run and the tests do that (`test/declarations.test.ts` looks at all).
 */
export function operation(declaration: Operation): Operation {
  const { key, fields, plans } = declaration;
  const passTypes = Object.keys(plans);
  if (passTypes.length > 1 !== 'passType' in fields)
    throw new Error(`${key}: the input passType is for several pass types`);
  return { ...declaration, plans: lazily(passTypes, (passType) => checkedPlan(declaration, passType)) };
}

const settings: readonly string[] = ['now', 'pages', 'zone'] satisfies (keyof Scope['setting'])[];

function checkedPlan(declaration: Operation, passType: string): Plan {
  const { kind, key, fields, plans, output } = declaration;
  const { [passType]: plan = { steps: [], result: {} } } = plans;
  const [strangeName] = strangers(declaration);
  if (strangeName) throw new Error(`${key}: ${strangeName}`);
  if (plan.each && kind !== 'search')
    throw new Error(`${key}, ${passType}: only a search hands on each record`);
  const known = new Set<string>();
  const look = (step: string, template: Template) => {
    for (const [root, name = ''] of references(template)) {
      const there =
        root === 'input'
          ? name in fields
          : root === 'result'
            ? known.has(name)
            : root !== 'setting' || settings.includes(name);
      if (!there) throw new Error(`${key}, ${passType}, ${step}: there is no ${root} ${name}`);
    }
  };
  for (const step of plan.steps) {
    const at = step.kind === 'halt' ? `halt ${step.code}` : step.name;
    for (const template of templatesOf(step)) look(at, template);
    if (step.kind === 'halt') continue;
    if (known.has(step.name)) throw new Error(`${key}, ${passType}: two steps are named ${step.name}`);
    if (step.kind === 'call') known.add(lostOf(step.name));
    if (step.kind === 'call' && step.unless) {
      if (step.unless.found.when !== undefined)
        throw new Error(`${key}, ${passType}, ${at}: what it looks for has no condition of its own`);
      known.add(step.unless.found.name);
    }
    known.add(step.name);
    if (step.kind === 'call') look(at, step.unless?.is);
  }
  look('result', plan.result);
  const strange = Object.keys(plan.result).filter((name) => !(name in output));
  if (strange.length > 0) throw new Error(`${key}, ${passType}: there is no output ${strange.join(', ')}`);
  return plan;
}

/** Every template of a step but the condition of `unless`, which sees what the step itself found. */
function templatesOf(step: Step): Template[] {
  switch (step.kind) {
    case 'halt':
      return [step.when, step.message];
    case 'value':
      return [step.value];
    case 'find':
      return findTemplates(step);
    case 'call': {
      const { params, query, body } = step.call;
      return [
        step.when,
        step.repeatable,
        step.missing?.message,
        params,
        query,
        body,
        ...(step.unless ? findTemplates(step.unless.found) : []),
      ];
    }
  }
}

/** What a find asks with, and what it compares: a key of its own by one call, anything else in a list. */
function findTemplates(step: FindStep): Template[] {
  const { lookup, by, project, when, limit, missing, where, optional } = step;
  const calls = (['id', 'externalId'] as const).flatMap((key) =>
    by[key] && !where ? lookup.get(key, by[key], project) : [],
  );
  const lists = optional ? [] : [lookup.list(project)];
  return [
    ...[missing?.message, project, when, limit, matches(step)],
    where?.map(({ value }) => value),
    ...calls.flatMap(({ params, query, body }) => [params, query, body]),
    ...lists.flatMap(({ params, body }) => [params, body]),
  ];
}

/** The names in the lists of a declaration that stand for nothing in it. */
function strangers({ fields, plans, webhook }: Operation): string[] {
  const unless = Object.values(fields).flatMap(({ required }) =>
    typeof required === 'object' ? required.unless : [],
  );
  const types = Object.values(fields).flatMap((field) =>
    [field, ...(field.choices ?? [])].flatMap(({ passTypes }) => passTypes ?? []),
  );
  return [
    ...[...unless, ...(webhook?.needs?.fields ?? [])].flatMap((name) =>
      name in fields ? [] : [`there is no input ${name}`],
    ),
    ...types.flatMap((type) => (type in plans ? [] : [`it is not for the pass type ${type}`])),
  ];
}

/** The plan for a pass type; without one, that of the only type the operation is for. */
export const planFor = ({ plans }: Pick<Operation, 'plans'>, passType: string | undefined) =>
  forType(plans, passType);

/** What stands for a pass type in a record; where there is one alone, that one. */
export function forType<T>(record: Readonly<Record<string, T>>, passType: string | undefined): T | undefined {
  const [only = '', another] = Object.keys(record);
  if (another === undefined) return record[only];
  return passType !== undefined && Object.hasOwn(record, passType) ? record[passType] : undefined;
}

/** Whether it hands on each record that it finds; otherwise it ends in one bundle. */
export const listsRecords = ({ plans }: Pick<Operation, 'plans'>): boolean =>
  Object.values(plans).some(({ each }) => each !== undefined);

const strength: readonly Effect[] = ['reads', 'sets', 'ends', 'adds'];

/** What an operation does to PassKit: the most that any of its calls does. */
export function effectOf({ plans }: Operation): Effect {
  const effects = Object.values(plans).flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'call' ? [step.call.effect] : [])),
  );
  return effects.reduce<Effect>(
    (most, next) => (strength.indexOf(next) > strength.indexOf(most) ? next : most),
    'reads',
  );
}

/** Where the values of a dropdown come from; it has none while an input it needs is blank. */
export interface Source<T> {
  needs: readonly string[];
  list: List<T>;
}

/** A list of values a field offers. */
export interface Dropdown<T = unknown> {
  key: string;
  noun: string;
  /** Lists passes: they are often mapped instead, so no form may hide it behind the choice of a project. */
  ofPasses?: true;
  /** One for each pass type that has it. */
  sources: Readonly<Record<string, Source<T>>>;
  id(item: Ref<T>): Expr<string>;
  name(item: Ref<T>): Expr<string>;
  /** Where a record has its name, if an input may hold that in place of the ID; and the pattern of what is surely an ID. */
  byName?: { key: 'name' | 'offerTitle'; ids: string };
}
