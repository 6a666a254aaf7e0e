// What a pass type has to say so that every operation, trigger and platform works for it: its facts, its inputs, the
// PassKit calls that issue, find, update and revoke it, and how its record reads as a bundle. One file a pass type.
import type { Condition, Expr, Ref, Template, Value } from '../operation/expression.ts';
import type { Field, Fields } from '../operation/field.ts';
import type { Dropdown, OutputField } from '../operation/operation.ts';
import type { Call, CallStep, Lookup, Step } from '../operation/step.ts';
import type { PassRecord } from '../passkit/objects.ts';
import type { View } from './values.ts';

/** What names a pass in a request: its PassKit ID, or else its external ID within its project. */
export interface PassName {
  id: Template;
  externalId: Template;
  project: Template;
}

/** A tier, offer or ticket type, as far as it names its template. */
export type Variant = Partial<Record<'passTemplateId' | 'beforeRedeemPassTemplateId', string | undefined>>;

/** An event that PassKit pushes, and the trigger for it alone. */
export interface PassEvent {
  /** PassKit's name of the event; of one that is `within` another, ours. */
  event: string;
  /** PassKit has no such event: it tells another one of a pass whose data has this status under this name. */
  within?: { event: string; name: string; status: string };
  /** The number that stands for it among the events of its kind, where a delivery names it so. */
  number?: string;
  /** The status that it leaves a pass in, which a delivery does not tell. */
  status?: string;
  /** The output that its time is. */
  date?: 'redemptionDate';
  /** The key of the trigger; for ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  /** What the user should know before using it. */
  notice?: string;
}

export interface PassKind<T extends PassRecord = PassRecord> {
  /** The word users choose, map and compare; for ever. */
  passType: string;
  /** In Title Case. */
  label: string;
  /** In the names of operations, where a shorter word than the label is clear. */
  word?: string;
  /** PassKit's word for it, and the number that stands for it in webhooks. */
  protocol: { name: string; number: string };
  /** The input that names the project its external IDs are unique in. */
  project: { key: string; field: Field };
  /** Variant and what else only this type takes when it is issued. */
  issueFields: Fields;
  /** What only this type takes when it is updated. */
  updateFields: Fields;
  /** What only this type has in a bundle. */
  output: Readonly<Record<string, OutputField>>;
  /** What only this type has in a sample, by output key. */
  sample: Readonly<Record<string, unknown>>;
  /** PassKit's statuses, with their labels. */
  statuses: Readonly<Record<string, string>>;
  /** The status PassKit gives a new pass; a create answers with the id alone. */
  issuedStatus: string;
  lookup: Lookup<T>;
  /** Counts the passes of a project that pass PassKit's filters. */
  count(project: Value<unknown>, filters: Template): Call<{ total: number | undefined }>;
  issue: Call<{ id: string }>;
  /** What must be known before one is issued. */
  issueChecks?: readonly Step[];
  /** Whether an update must read the pass first, to lose nothing. */
  readsBeforeUpdate: Condition;
  /**
   * The calls that change what is filled in, each with its own condition, all under `when`; `custom` are the custom fields. The
   * step `holderGiven` comes before them.
   */
  update(change: { named: PassName; existing: Ref<T>; custom: Expr<object>; when: Condition }): {
    steps: CallStep[];
    /** The PassKit ID as the calls answered it. */
    id: Expr<string>;
  };
  /** Writes what it has of its own in place of what its template says. */
  override(existing: Ref<T>, passOverrides: Expr<object>): Call<{ id: string }>;
  /** Ends its validity now; missing where PassKit cannot. */
  expire?(existing: Ref<T>): Call<{ id: string }>;
  /** Deletes it for good. */
  remove(id: Expr<string>): Call<{ done: boolean }>;
  view(record: Ref<T>): View;
  /** Whether it is over although its status and expiry date do not say so. */
  invalidated?(record: Ref<T>): Condition;
  /** Where a webhook writes its values, in `recordData`, by output key. */
  delivered: Readonly<Record<string, string>>;
  /** The events that only this type has, beside those of every pass. */
  events?: readonly PassEvent[];
  /** Where a subscription names them: PassKit's key, and how their names begin. */
  eventIds?: { key: string; prefix: string };
  /** Reads the variant (tier, offer, ticket type) chosen in the inputs, which names the template. */
  template: {
    variantKey: string;
    call: Call<Variant>;
    /** Where the variant names its template. */
    templateKey: keyof Variant;
  };
  /** Reads the names of the custom fields in use in the project, where PassKit can tell. */
  metaKeys?: Call<{ response: string[] }>;
  /** The lists its inputs are chosen from. */
  dropdowns: readonly Dropdown[];
}
