// The steps an operation is made of: call PassKit, find a record, name a value, or halt with a message.
// They run in order. What Make's engine cannot do is not here: no loop, and no going on after a refusal,
// except in the one form both platforms can give a meaning to (`unless`, below).
import type { z } from 'zod';
import {
  agrees,
  all,
  any,
  type Condition,
  choose,
  type Expr,
  equal,
  filled,
  not,
  type Ref,
  ref,
  sameText,
  type Template,
  type Value,
} from './expression.ts';

/**
 * What a call does to PassKit. Whether it may be sent again when its answer is lost comes from here, never from its
 * verb: `reads` and `sets` come to the same when repeated, `ends` finds nothing left to do, `adds` does it once more.
 */
export type Effect = 'reads' | 'sets' | 'adds' | 'ends';

/** One request to PassKit. Path parameters are URL-encoded; `answer` is what must come back. */
export interface Call<T> {
  effect: Effect;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in PassKit's API: /members/member/id/{id} */
  path: string;
  params?: Readonly<Record<string, Value<unknown>>>;
  query?: Readonly<Record<string, Value<unknown>>>;
  body?: Template;
  answer: z.ZodType<T>;
}

/** A PassKit list, which answers with one JSON object a line. */
export interface List<T> {
  path: string;
  params?: Readonly<Record<string, Value<unknown>>>;
  body?: Readonly<Record<string, Value<unknown>>>;
  /** Where PassKit wants limit, offset and filters: the body itself, or its key `filters`. */
  filters: 'top' | 'nested';
  item: z.ZodType<T>;
}

export const lookupKeys = ['id', 'externalId', 'emailAddress'] as const;
export type LookupKey = (typeof lookupKeys)[number];

/** How records of one kind are found, by each of their keys. */
export interface Lookup<T> {
  /** The call that reads one record by a key that is unique; PassKit answers 404 when there is none. */
  get(key: 'id' | 'externalId', value: Value<unknown>, project: Value<unknown>): Call<T>;
  /** The list to filter where there is no such call, or where a platform cannot go on after a 404. */
  list(project: Value<unknown>): List<T>;
  /** The name of each key in the list's filters. */
  filterField: Record<LookupKey, string>;
  /** Where each key stands in a record: what was found is checked against what was asked for. */
  valueIn(record: Ref<T>): Record<LookupKey | 'project', Expr<string>>;
  /** Where the project stands in a record of the list, when it is another place. */
  projectInList?(record: Ref<T>): Expr<string>;
}

/** A condition on a field of a list; it counts when its value is filled. */
export interface Filter {
  field: string;
  operator: 'eq' | 'like' | 'gte' | 'lte';
  value: Expr<string>;
}

/**
 * Finds records: by a key, where of several the first that is filled decides; or, with `where`, all records of
 * a project that pass its filters, newest first, up to `limit`.
 */
export interface FindStep<T = unknown> {
  kind: 'find';
  name: string;
  lookup: Lookup<T>;
  by: Partial<Record<LookupKey, Expr<string>>>;
  project: Expr<string>;
  where?: readonly Filter[];
  limit?: Expr<number>;
  /** Keeps only the records that have this word in this field; where only whether there is one matters. */
  among?: { field: string; is: string };
  /** Keeps only the records for which this holds. */
  keep?(record: Ref<T>): Condition;
  /**
   * Whether a whole page of the list may hold none that is kept, because PassKit’s filters cannot say it: then it is asked for
   * as many as it sends at once. Make ends a search at a page that gives nothing.
   */
  sparse?: true;
  when?: Condition;
  /** What the user is told, and machines by the code, when there is no such record: then the run ends; a search has found nothing. */
  missing?: Pick<HaltStep, 'code' | 'message'>;
  /** Where PassKit has no list to look in, a platform that cannot go on after a 404 does without this find: it is as if there were no record. */
  optional?: true;
  /** The find it repeats: what that one found is still true while nothing was asked to change in between. */
  again?: FindStep;
  /** The first record found. */
  result: Ref<T>;
}

/**
 * Asks PassKit to do something.
 * `unless` names a record that shows the request is not needed or not possible any more. A platform that can
 * go on after a refusal sends the request and looks only when PassKit refuses or its answer is lost (one
 * request in the usual case); a platform that cannot looks first.
 */
export interface CallStep<T = unknown> {
  kind: 'call';
  name: string;
  call: Call<T>;
  when?: Condition;
  unless?: { found: FindStep; is: Condition };
  /**
   * Whether the whole step may be sent again after a lost answer. Where it is not said: always, except for what `adds`,
   * which needs an `unless` that can be asked.
   */
  repeatable?: Condition;
  /** What the user is told, and machines by the code, when PassKit has no such record: then the run ends; a search has found nothing. */
  missing?: Pick<HaltStep, 'code' | 'message'>;
  /** PassKit's answer; its parts are undefined when the step did not run. */
  result: Ref<T>;
  /** Whether its answer was lost and `unless` held afterwards: it may have been this call that did it. */
  lost: Expr<boolean>;
}

/** Gives a value a name, so that what uses it more than once stays short, also where a platform prints it. */
export interface ValueStep<T = unknown> {
  kind: 'value';
  name: string;
  value: Template;
  /** What it means for a reader of the documentation that it holds, and that it does not; of a condition. */
  says?: readonly [holds: string, otherwise: string];
  result: Ref<T>;
}

/** Ends the run with a message for the user when its condition holds. */
export interface HaltStep {
  kind: 'halt';
  /** Tells the reason to machines, in snake_case; for ever. */
  code: string;
  when: Condition;
  message: Value<string>;
  /** Whether what the user named is not there, or elsewhere: it may be a name in the place of an ID. */
  misnamed?: true;
}

export type Step = FindStep | CallStep | ValueStep | HaltStep;

export const find = <T>(
  name: string,
  lookup: Lookup<T>,
  options: Pick<
    FindStep<T>,
    'by' | 'project' | 'where' | 'limit' | 'among' | 'keep' | 'sparse' | 'when' | 'missing' | 'optional'
  >,
): FindStep<T> => ({ kind: 'find', name, lookup, ...options, result: ref<T>('result', name, '0') });

/** The same question once more, for `unless`: what may have changed since it was asked; or it was not asked at all. */
export const findAgain = <T>(name: string, again: FindStep<T>): FindStep<T> => ({
  kind: 'find',
  name,
  lookup: again.lookup,
  by: again.by,
  project: again.project,
  ...(again.where && { where: again.where }),
  ...(again.among && { among: again.among }),
  ...(again.keep && { keep: again.keep }),
  ...(again.optional && { optional: true }),
  again,
  result: ref<T>('result', name, '0'),
});

export const call = <T>(
  name: string,
  request: Call<T>,
  options: Pick<CallStep<T>, 'when' | 'unless' | 'repeatable' | 'missing'> = {},
): CallStep<T> => ({
  kind: 'call',
  name,
  call: request,
  ...options,
  result: ref<T>('result', name),
  lost: ref<boolean>('result', lostOf(name)),
});

/** What a step looks for: itself, or what it looks for after a refusal. */
export function findOf(step: Step): FindStep | undefined {
  if (step.kind === 'find') return step;
  return step.kind === 'call' ? step.unless?.found : undefined;
}

/** Where it stands that the answer of a call was lost. */
export const lostOf = (name: string) => `${name}Lost`;

type ValueIn<V> = V extends Expr<infer T> ? T : V;

/** Names an expression. */
export const value = <T>(name: string, expr: Expr<T>, says?: ValueStep['says']): ValueStep<T> => ({
  kind: 'value',
  name,
  value: expr,
  ...(says && { says }),
  result: ref<T>('result', name),
});

/** Names several values at once, as the parts of one. */
export const values = <V extends Readonly<Record<string, Value<unknown> | Expr>>>(
  name: string,
  parts: V,
): ValueStep<{ [K in keyof V]: ValueIn<V[K]> }> => ({
  kind: 'value',
  name,
  value: parts,
  result: ref<{ [K in keyof V]: ValueIn<V[K]> }>('result', name),
});

export const halt = (
  code: string,
  when: Condition,
  message: Value<string>,
  more: Pick<HaltStep, 'misnamed'> = {},
): HaltStep => ({ kind: 'halt', code, when, message, ...more });

/**
 * What a record must be for a find to hand it on: the key that was asked for, the project, and what `keep` says.
 * PassKit's filters are not taken on trust: a user must never be handed somebody else's pass. The record is
 * the `item` of the scope.
 */
export function matches({ lookup, by, project, among, keep }: FindStep): Expr<boolean> {
  const record = ref<unknown>('item');
  const has = lookup.valueIn(record);
  const sameKey = choose(
    filled(by.id),
    equal(has.id, by.id),
    choose(
      filled(by.externalId),
      equal(has.externalId, by.externalId),
      any(not(filled(by.emailAddress)), sameText(has.emailAddress, by.emailAddress)),
    ),
  );
  const ofKind = among ? equal(ref<string>('item', among.field), among.is) : true;
  return all(sameKey, agrees(project, has.project), ofKind, keep ? keep(record) : true);
}
