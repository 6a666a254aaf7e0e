// What the pack calls each operation, and in which order it takes what: one for each pass type, as no parameter of Coda can
// depend on another. Nothing of the SDK is here, so that pages about the pack are written from it, too.
import type { Fields } from '../operation/field.ts';
import { effectOf, type Operation } from '../operation/operation.ts';
import { byPassType } from '../passes/byPassType.ts';

/** What operations are called here: issue_coupon is IssueCoupon. A doc refers to it, so it is for ever. */
export const formulaName = ({ key, labels }: Pick<Operation, 'key' | 'labels'>): string =>
  labels?.coda ??
  key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** An operation as this platform has it: for one pass type, under its own name. */
export interface Cut extends Operation {
  passType: string;
  formula: string;
}

/** The operations of a declaration, each for one pass type. */
export const cutsOf = (whole: Operation): Cut[] =>
  byPassType(whole).map((one) => ({
    ...one,
    fields: effectOf(whole) === 'adds' ? safeToRepeat(one.fields, whole.webhook?.needs) : one.fields,
    passType: Object.keys(one.plans)[0] ?? '',
    formula: formulaName(one),
  }));

/** A button is pressed twice and an automation runs again: what keeps a repetition from doing it twice is required. */
export const safeToRepeat = (fields: Fields, needs: NonNullable<Operation['webhook']>['needs']): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      needs?.fields.includes(key)
        ? { ...field, required: true, help: `Your own ID, such as thisRow.RowId(). ${needs.because}` }
        : field,
    ]),
  );

/** The inputs in the order of their parameters: what is required comes first, as Coda wants it, and what few need last. */
export function keysInOrder(fields: Fields): string[] {
  const rank = (key: string) => (fields[key]?.required === true ? 0 : fields[key]?.advanced ? 2 : 1);
  return Object.keys(fields).toSorted((a, b) => rank(a) - rank(b));
}
