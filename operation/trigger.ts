// What a trigger is: events that PassKit pushes to a subscription, or a list that is looked at again and again.
import type { Expr } from './expression.ts';
import type { Fields } from './field.ts';
import type { Bundle, OutputField } from './operation.ts';
import type { ValueStep } from './step.ts';

interface Trigger {
  /** For ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  fields: Fields;
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

/** Looks at the newest records of a project, by the time they were created or updated. */
export interface PollingTrigger extends Trigger {
  kind: 'polling';
  by: 'created' | 'updated';
  /** Its module on Make, whose grammar cannot be made from the label. */
  watch: { name: string; label: string };
}

/** What one delivery of PassKit's, the `item` of the scope, means. */
export interface DeliveryReading {
  event: Expr<string>;
  passType: Expr<string>;
  /** The program, campaign or production. */
  project: Expr<string>;
  /** What the bundle uses more than once; those of the second row may use those of the first. */
  values: readonly [readonly ValueStep[], readonly ValueStep[]];
  bundle: Bundle;
}
