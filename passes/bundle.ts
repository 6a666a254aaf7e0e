// The bundle of a pass: as a record has it, as it is when it was just issued, and after a change.
import {
  all,
  type Condition,
  choose,
  type Expr,
  equal,
  filled,
  mergeMaps,
  not,
  notAfter,
  now,
  orElse,
  pages,
  type Ref,
  ref,
  text,
  translate,
  type Value,
  when,
} from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import type { Bundle } from '../operation/operation.ts';
import type { ValueStep } from '../operation/step.ts';
import type { PassRecord } from '../passkit/objects.ts';
import type { PassKind } from './passKind.ts';
import { issuedName } from './person.ts';
import type { Values, View } from './values.ts';

/** The bundle of a record that a search found. */
export function recordBundle<T extends PassRecord>(kind: PassKind<T>, record: Ref<T>): Bundle {
  return completed(kind.passType, kind.view(record), kind.invalidated?.(record));
}

/** The values of a pass that stand under one name, a step of `values`, by output key. */
export function partsOf({ name, value }: ValueStep): View {
  const keys = typeof value === 'object' ? Object.keys(value) : [];
  return Object.fromEntries(keys.map((key) => [key, ref('result', name, key)]));
}

/** The bundle of a pass whose values stand under one name. */
export const passBundle = (passType: Value<string>, pass: ValueStep): Bundle =>
  completed(passType, partsOf(pass));

/** Values of a pass with what is made of them: links, and the status at this moment. */
export const completed = (
  passType: Value<string>,
  values: Values,
  invalidated: Condition = false,
): Bundle => ({
  ...values,
  passType,
  status: statusOf(values.status, values.expiryDate, invalidated),
  ...linksOf(values.id),
});

/** The links of a pass, by output key. */
export const linksOf = (id: Value<string>) => ({
  passUrl: linkTo(id),
  appleUrl: linkTo(id, '.pkpass'),
  googleUrl: linkTo(id, '.gpay'),
});

/** The page of a pass; nothing where the PassKit ID is missing. */
export const linkTo = (id: Value<string>, suffix = ''): Expr<string> =>
  when(filled(id), text`${pages}/${id}${suffix}`);

/**
 * PassKit's word for the status, but EXPIRED once the expiry date has passed: coupons and tickets have no
 * such word, and an answer may be older than the date. A stale EXPIRED of a pass that runs again is dropped.
 */
const statusOf = (status: Value<string>, expiryDate: Value<string>, invalidated: Condition) =>
  choose(
    notAfter(expiryDate, now),
    translate(status, { REDEEMED: 'REDEEMED', DELETED: 'DELETED' }, 'EXPIRED'),
    choose(
      all(equal(status, 'EXPIRED'), filled(expiryDate)),
      undefined,
      choose(all(invalidated, not(equal(status, 'REDEEMED'))), 'INVALIDATED', status),
    ),
  );

/** The inputs among some output keys: what the user said about the pass. */
const givenIn = (fields: Fields, keys: readonly string[]): View =>
  Object.fromEntries(keys.filter((key) => key in fields).map((key) => [key, ref('input', key)]));

/** A pass as it is when it was just issued with the inputs of an operation; `view` says which keys its type has. */
export const issuedPass = (kind: PassKind, fields: Fields, view: View): Values => ({
  ...givenIn(fields, Object.keys(view)),
  displayName: issuedName,
  status: kind.issuedStatus,
  created: now,
  updated: now,
});

/**
 * A pass as it is after the inputs of an operation were written on it, where `changed` holds, and as it was otherwise; `custom`
 * are the custom fields that were written.
 */
export function changedPass(
  fields: Fields,
  was: View,
  changed: Condition,
  custom: Expr<object> = ref('input', 'metaData'),
): Values {
  const given: View = { ...givenIn(fields, Object.keys(was)), updated: now };
  const rest: Values = Object.fromEntries(
    Object.entries(was).map(([key, old]) => [key, orElse(when(changed, given[key]), old)]),
  );
  // Custom fields are merged; all others are replaced.
  const metaData = given.metaData && choose(changed, mergeMaps(was.metaData, custom), was.metaData);
  return { ...rest, ...(metaData && { metaData }) };
}

/** One pass where a condition holds, and another otherwise. */
export const choosePass = (condition: Condition, then: Values, otherwise: Values): Values =>
  Object.fromEntries(
    Object.keys(otherwise).map((key) => [key, choose(condition, then[key], otherwise[key])]),
  );
