// What a trigger is: events that PassKit pushes to a subscription, or a list that is looked at again and again.
import type { Condition, Expr } from './expression.ts';
import type { Fields } from './field.ts';
import type { Bundle, OutputField } from './operation.ts';
import type { List, ValueStep } from './step.ts';

interface Trigger {
  /** For ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  fields: Fields;
  /** What the user should know before using it; shown as in an operation. */
  notice?: string;
  /** The pass types it is for. With several it has the input `passType`. */
  passTypes: readonly string[];
  output: Record<string, OutputField>;
  sample: Record<string, unknown>;
}

/** Told the moment something happens. */
export interface InstantTrigger extends Trigger {
  kind: 'instant';
  /** The events it is for; without them the user chooses some, in the input `events`. */
  events?: readonly string[];
}

/** A list that is looked at, whose records are the `item` of the scope. */
export interface Watched {
  list: List<unknown>;
  /** What a record is for the user. Its `id` is another one for all that the trigger tells. */
  bundle: Bundle;
  /** What a record is called where somebody chooses from which one on to be told. */
  name: Expr<string>;
  /** Which records it is about; all when missing. A page may then hold none: as many are asked for as PassKit sends at once. */
  keep?: Condition;
  /** How long a record may take to stand in the list: where only what is newer than the last one counts, it waits so long. */
  settles?: { seconds: number };
}

/** Looks at the newest records of a project, by the time they were created or updated. */
export interface PollingTrigger extends Trigger {
  kind: 'polling';
  by: 'created' | 'updated';
  /** What it looks at, for each pass type. */
  watched: Readonly<Record<string, Watched>>;
  /** Its module on Make, whose grammar cannot be made from the label. */
  watch: { name: string; label: string };
}

/** What one delivery of PassKit's, the `item` of the scope, means. */
export interface DeliveryReading {
  /** The event in PassKit's words. */
  told: Expr<string>;
  /** The event in the words of the trigger, which may be for a part of PassKit's events. */
  event: Expr<string>;
  passType: Expr<string>;
  /** The program, campaign or production. */
  project: Expr<string>;
  /** What the bundle uses more than once; those of the second row may use those of the first. */
  values: readonly [readonly ValueStep[], readonly ValueStep[]];
  bundle: Bundle;
}
