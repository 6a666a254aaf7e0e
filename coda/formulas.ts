// From declarations to formulas of Coda: an action for buttons and automations from each create, a formula from each
// search. No parameter of Coda can depend on another, so there is one for each pass type.
import * as coda from '@codahq/packs-sdk';
import type { Fields } from '../operation/field.ts';
import { effectOf, listsRecords, type Operation } from '../operation/operation.ts';
import { runByName } from '../passes/byName.ts';
import { byPassType } from '../passes/byPassType.ts';
import { kindOf } from '../passes/kinds.ts';
import { shown } from './errors.ts';
import { runtimeOf } from './http.ts';
import { inputsIn, parametersOf } from './parameters.ts';
import { isPass, passSchema, plainSchema, propertiesOf, rowOf, tableNames } from './schema.ts';

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
const safeToRepeat = (fields: Fields, needs: NonNullable<Operation['webhook']>['needs']): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      needs?.fields.includes(key)
        ? { ...field, required: true, help: `Your own ID, such as thisRow.RowId(). ${needs.because}` }
        : field,
    ]),
  );

/** A formula; what it answers with comes from the outputs of the operation. */
export function formulaOf(cut: Cut): coda.Formula {
  const { kind, description, notice, fields, output, passType } = cut;
  const common = {
    name: cut.formula,
    description: notice ? `${description} ${notice}` : description,
    parameters: parametersOf(fields),
    isAction: kind === 'create',
    connectionRequirement: coda.ConnectionRequirement.Required,
    cacheTtlSecs: 0,
  };
  const bundles = (values: readonly unknown[], context: coda.ExecutionContext) =>
    shown(async () => {
      const found = await runByName(cut, inputsIn(fields, values, context.timezone), runtimeOf(context));
      return found.map(rowOf);
    });
  const schema = isPass(output) ? passSchema(propertiesOf(output)) : plainSchema(output);
  if (listsRecords(cut))
    return coda.makeFormula({
      ...common,
      resultType: coda.ValueType.Array,
      items: schema,
      execute: bundles,
    });
  return coda.makeFormula({
    ...common,
    resultType: coda.ValueType.Object,
    // The row of the pass in its table takes over at once what an action answers with.
    schema:
      isPass(output) && kind === 'create'
        ? coda.withIdentity(schema, tableNames(kindOf(passType)).one)
        : schema,
    execute: async (values: readonly unknown[], context: coda.ExecutionContext) => {
      const [only = {}] = await bundles(values, context);
      return only;
    },
  });
}
