// How Make looks for records in a list: by which key, and whether what the list shows is what was asked for. PassKit's
// filters are not taken on trust: a user must never be handed somebody else's pass.
import { ref, type Template } from '../operation/expression.ts';
import { operatorOf } from '../operation/list.ts';
import { type FindStep, lookupKeys } from '../operation/step.ts';
import { CannotCompile, compiling, imlByType, imlOf, type Resolver } from './compile.ts';
import type { Iml } from './iml.ts';
import * as iml from './iml.ts';

/** A find for one pass type; `resolve` also knows where the record of the list stands. */
export interface Looking {
  passType: string;
  step: FindStep;
  resolve: Resolver;
}

/** Which key a find asks by, and its value. */
export interface Asked {
  /** The name of the key, where there are several. */
  key: Iml;
  value: Iml;
  /** PassKit's name of the key. */
  field: Iml;
}

/** How PassKit's filter compares that key. */
export function operatorFor(looking: Looking, key: Iml): Iml {
  const others = keysOf(looking.step).filter((name) => operatorOf(name) !== 'eq');
  return others.reduceRight<Iml>(
    (rest, name) => iml.choose(iml.equal(key, iml.constant(name)), iml.constant(operatorOf(name)), rest),
    iml.constant('eq'),
  );
}

/** The keys a find may ask by, in the order in which they decide. */
export const keysOf = ({ by }: FindStep) => lookupKeys.filter((key) => by[key]);

/** How many records a search hands on. */
export const limit = 'ifempty(parameters.limit, 10)';

/** Refuses what Make would drop of a search: what is asked of PassKit is written for the first pass type alone. */
export function checkSearch(lookings: readonly Looking[]): void {
  const questions = lookings.map(({ passType, step, resolve }) =>
    compiling(`${passType}, ${step.name}`, () => {
      const text = (value: Template) => imlOf(value, resolve).text;
      if (step.among || (step.limit && text(step.limit) !== limit))
        throw new CannotCompile('the limit of a search is its input limit, or 10; it has no among');
      const where = step.where?.map(({ value, ...filter }) => [filter, text(value)]);
      return JSON.stringify([where, keysOf(step).map((key) => [key, text(step.by[key])])]);
    }),
  );
  if (new Set(questions).size > 1)
    throw new CannotCompile('a search has the same filters and keys for each pass type');
}

const each = (lookings: readonly Looking[], template: (step: FindStep) => Parameters<typeof imlOf>[0]): Iml =>
  imlByType(
    lookings.map(({ passType, step, resolve }) => ({ passType, template: template(step), resolve })),
    'temp',
  );

/** What a find asks by when its first key is filled: the name of the key, and its value. */
export function decided(looking: Looking): { key: Iml; value: Iml } {
  const { step, resolve } = looking;
  const given = keysOf(step).map((key) => ({ key, value: imlOf(step.by[key], resolve) }));
  const last = given.at(-1);
  if (!last) throw new CannotCompile('Make finds by a key');
  return {
    key: given
      .slice(0, -1)
      .reduceRight(
        (rest, { key, value }) => iml.choose(iml.filled(value), iml.constant(key), rest),
        iml.constant(last.key),
      ),
    value: iml.orElse(given.map(({ value }) => value)),
  };
}

/** PassKit's name of the key that `key` names, for all pass types. */
export function fieldOf(lookings: readonly Looking[], key: Iml): Iml {
  const [first] = lookings;
  const keys = first ? keysOf(first.step) : [];
  const names = keys.map((name) => ({
    name,
    field: each(lookings, ({ lookup }) => lookup.filterField[name]),
  }));
  const last = names.at(-1);
  if (!last) throw new CannotCompile('Make finds by a key');
  return names
    .slice(0, -1)
    .reduceRight(
      (rest, { name, field }) => iml.choose(iml.same(key, iml.constant(name)), field, rest),
      last.field,
    );
}

/** Whether the record of the list is the one that was asked for, and what `keep` says of it. */
export function matching(lookings: readonly Looking[], asked: Asked | undefined, project: Iml): Iml {
  const record = ref<unknown>('item');
  // By an ID it may be a whole record, which can name its project in another place than one of a list.
  const whole = asked && !asked.key.known && lookings.some(({ step }) => step.by.id);
  const shown = each(lookings, ({ lookup }) =>
    whole
      ? lookup.valueIn(record).project
      : (lookup.projectInList?.(record) ?? lookup.valueIn(record).project),
  );
  const kept = each(lookings, ({ keep }) => keep?.(record) ?? true);
  return iml.all(asked ? sameKey(lookings, asked) : iml.constant(true), iml.same(shown, project), kept);
}

function sameKey(lookings: readonly Looking[], { key, value }: Asked): Iml {
  const record = ref<unknown>('item');
  const [first] = lookings;
  const has = (name: (typeof lookupKeys)[number]) =>
    each(lookings, ({ lookup }) => lookup.valueIn(record)[name]);
  const is = (name: string) =>
    key.known ? iml.constant(key.known.value === name) : iml.same(key, iml.constant(name));
  const keys = first ? keysOf(first.step) : [];
  const [one = 'externalId', other = one] = keys.filter((name) => name !== 'emailAddress');
  const exact = iml.same(iml.choose(is(one), has(one), has(other)), value);
  if (!keys.includes('emailAddress')) return exact;
  return iml.choose(is('emailAddress'), iml.same(iml.lower(has('emailAddress')), iml.lower(value)), exact);
}
