// The steps an operation is made of: call PassKit, find a record, or halt with a message.
// They run in order. What Make's engine cannot do is not here: no loop, and no going on after a refusal,
// except in the one form both platforms can give a meaning to (`unless`, below).
import type { z } from 'zod';
import {
  all,
  any,
  choose,
  type Expr,
  equal,
  filled,
  not,
  type Ref,
  ref,
  sameText,
  type Template,
} from './expression.ts';

/** One request to PassKit. Path parameters are URL-encoded; `answer` is what must come back. */
export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As in PassKit's API: /members/member/id/{id} */
  path: string;
  params?: Record<string, Template>;
  query?: Record<string, Template>;
  body?: Template;
  answer: z.ZodType<T>;
}

/** A request to a PassKit list, which answers with one JSON object a line. */
export interface List<T> {
  path: string;
  params?: Record<string, Template>;
  body?: Readonly<Record<string, Template>>;
  /** Where PassKit wants limit, offset and filters: the body itself, or its key `filters`. */
  filters: 'top' | 'nested';
  item: z.ZodType<T>;
}

export type LookupKey = 'id' | 'externalId' | 'emailAddress';

/** How records of one kind are found, by each of their keys. */
export interface Lookup<T> {
  /** The call that reads one record by a key that is unique; PassKit answers 404 when there is none. */
  get(key: 'id' | 'externalId', value: Expr, project: Expr): Call<T>;
  /** The list to filter where there is no such call, or where a platform cannot go on after a 404. */
  list(project: Expr): List<T>;
  /** The name of each key in the list's filters. */
  filterField: Record<LookupKey, string>;
  /** Where each key stands in a record: what was found is checked against what was asked for. */
  valueIn(record: Ref<T>): Record<LookupKey | 'project', Expr>;
}

/** A condition on a field of a list; it counts when its value is filled. */
export interface Filter {
  field: string;
  operator: 'eq' | 'gte' | 'lte';
  value: Expr;
}

/**
 * Finds records: by a key, where of several the first that is filled decides; or, with `where`, all records of
 * a project that pass its filters, newest first, up to `limit`.
 */
export interface FindStep<T = unknown> {
  kind: 'find';
  name: string;
  lookup: Lookup<T>;
  by: Partial<Record<LookupKey, Expr>>;
  project: Expr;
  where?: readonly Filter[];
  limit?: Expr;
  /** Keeps only the records for which this holds. */
  keep?(record: Ref<T>): Expr;
  when?: Expr;
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
  when?: Expr;
  unless?: { found: FindStep; is: Expr };
  /** PassKit's answer; its parts are undefined when the step did not run. */
  result: Ref<T>;
}

/** Ends the run with a message for the user when its condition holds. */
export interface HaltStep {
  kind: 'halt';
  when: Expr;
  message: Template;
}

export type Step = FindStep | CallStep | HaltStep;

export const find = <T>(
  name: string,
  lookup: Lookup<T>,
  options: Pick<FindStep<T>, 'by' | 'project' | 'where' | 'limit' | 'keep' | 'when'>,
): FindStep<T> => ({ kind: 'find', name, lookup, ...options, result: ref<T>('result', name, '0') });

export const call = <T>(
  name: string,
  request: Call<T>,
  options: Pick<CallStep<T>, 'when' | 'unless'> = {},
): CallStep<T> => ({ kind: 'call', name, call: request, ...options, result: ref<T>('result', name) });

export const halt = (when: Expr, message: Template): HaltStep => ({ kind: 'halt', when, message });

/**
 * What a record must be for a find to hand it on: the key that was asked for, the project, and what `keep` says.
 * PassKit's filters are not taken on trust: a user must never be handed somebody else's pass. The record is
 * the `item` of the scope.
 */
export function matches({ lookup, by, project, keep }: FindStep): Expr {
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
  const sameProject = any(not(filled(project)), equal(has.project, project));
  return all(sameKey, sameProject, keep ? keep(record) : true);
}
