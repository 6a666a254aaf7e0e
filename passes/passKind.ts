// What a pass type has to say so that every action and search works for it: its inputs, the PassKit calls
// that issue, find, update and revoke it, and how its record reads as a bundle. One file a pass type.
import type { Expr, Ref, Template } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import type { PassType } from '../operation/passType.ts';
import type { Call, CallStep, Lookup } from '../operation/step.ts';
import type { PassRecord } from '../passkit/objects.ts';

/** What names a pass in a request: its PassKit ID, or else its external ID within its project. */
export interface PassName {
  id: Template;
  externalId: Template;
  project: Template;
}

/** A tier, offer or ticket type, as far as it names its template. */
export type Variant = Partial<Record<'passTemplateId' | 'beforeRedeemPassTemplateId', string | undefined>>;

/** The values of a bundle that a record holds, by output key. */
export type View = Record<string, Expr>;

export interface PassKind<T extends PassRecord = PassRecord> {
  passType: PassType;
  /** The input that names the project its external IDs are unique in. */
  projectKey: 'programId' | 'campaignId' | 'productionId';
  /** Project, variant and what else only this type takes when it is issued. */
  issueFields: Fields;
  /** What only this type takes when it is updated. */
  updateFields: Fields;
  /** The status PassKit gives a new pass; a create answers with the id alone. */
  issuedStatus: string;
  lookup: Lookup<T>;
  issue: Call<{ id: string }>;
  /** Whether an update must read the pass first, to lose nothing. */
  readsBeforeUpdate: Expr | true;
  /** The calls that change what is filled in, each with its own condition, all under `when`. */
  update(change: { named: PassName; existing: Ref<T>; when: Expr | true }): {
    steps: CallStep[];
    /** The PassKit ID as the calls answered it. */
    id: Expr;
  };
  /** Ends its validity now; missing where PassKit cannot. */
  expire?(existing: Ref<T>): Call<{ id: string }>;
  /** Deletes it for good. */
  remove(id: Expr): Call<{ done: boolean }>;
  view(record: Ref<T>): View;
  /** Reads the variant (tier, offer, ticket type) chosen in the inputs, which names the template. */
  template: {
    variantKey: 'tierId' | 'offerId' | 'ticketTypeId';
    call: Call<Variant>;
    /** Where the variant names its template. */
    templateKey: keyof Variant;
  };
  /** Reads the names of the custom fields in use in the project, where PassKit can tell. */
  metaKeys?: Call<{ response: string[] }>;
}
