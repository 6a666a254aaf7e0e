// What a trigger is: events that PassKit pushes to a subscription, or a list that is looked at again and again.
import type { Expr } from './expression.ts';
import type { Fields } from './field.ts';
import type { Bundle, OutputField } from './operation.ts';
import type { PassType } from './passType.ts';

interface Trigger {
  /** For ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  fields: Fields;
  output: Record<string, OutputField>;
  sample: Record<string, unknown>;
}

/** Told the moment something happens. */
export interface InstantTrigger extends Trigger {
  kind: 'instant';
  /** The pass type of its project, when it has no input `passType`. */
  passType?: PassType;
  /** The events it is for; without them the user chooses some, in the input `events`. */
  events?: readonly string[];
}

/** Looks at the newest records of a project, by the time they were created or updated. */
export interface PollingTrigger extends Trigger {
  kind: 'polling';
  by: 'created' | 'updated';
}

/** What one delivery of PassKit's, the `item` of the scope, means. */
export interface DeliveryReading {
  event: Expr;
  passType: Expr;
  /** The program, campaign or production. */
  project: Expr;
  bundle: Bundle;
}
