// What a declaration is: an action, a search or a dropdown, all of them plain data.
import type { Expr, Ref, Template } from './expression.ts';
import type { Fields } from './field.ts';
import type { PassType } from './passType.ts';
import type { FindStep, List, Step } from './step.ts';

export type Bundle = Record<string, Template>;

/** The steps of an operation and the bundle it hands the user. */
export interface Plan {
  steps: readonly Step[];
  /** For a create, the bundle; for a search, the bundle of each record that `each` found. */
  result: Bundle;
  each?: FindStep;
}

export interface OutputField {
  label: string;
  type: 'text' | 'number' | 'dateTime' | 'keyValues';
}

export interface Operation {
  kind: 'create' | 'search';
  /** verb_noun, for ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  fields: Fields;
  /** One plan, or one for each pass type when the operation has the input `passType`. */
  plan: Plan | Record<PassType, Plan>;
  /** The keys of every bundle, in order. */
  output: Record<string, OutputField>;
  sample: Record<string, unknown>;
  /** What the user should know before using it; shown as a note. */
  notice?: string;
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
  source: Source<T> | Record<PassType, Source<T>>;
  id(item: Ref<T>): Expr;
  name(item: Ref<T>): Expr;
}

/** One plan a pass type. */
export const perPassType = <T>(make: (passType: PassType) => T): Record<PassType, T> => ({
  membership: make('membership'),
  coupon: make('coupon'),
  eventTicket: make('eventTicket'),
});

export const planFor = <T extends object>(
  plans: T | Record<PassType, T>,
  passType: PassType | undefined,
): T | undefined => ('membership' in plans ? passType && plans[passType] : (plans as T));
