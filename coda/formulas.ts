// From declarations to formulas of Coda: an action for buttons and automations from each create, a formula from each
// search. No parameter of Coda can depend on another, so there is one for each pass type.
import * as coda from '@codahq/packs-sdk';
import { listsRecords } from '../operation/operation.ts';
import type { ResultBundle } from '../operation/run.ts';
import { runByName } from '../passes/byName.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import type { Cut } from './cuts.ts';
import { shown } from './errors.ts';
import { runtimeOf } from './http.ts';
import { inputsIn, parametersOf } from './parameters.ts';
import { isPass, passSchema, plainSchema, propertiesOf, rowOf, tableNames } from './schema.ts';

/** Runs an operation with the inputs of a formula. */
export type Perform = (
  cut: Cut,
  input: Record<string, unknown>,
  context: coda.ExecutionContext,
) => Promise<ResultBundle[]>;

const here: Perform = (cut, input, context) => runByName(cut, input, runtimeOf(context));

/** A formula; what it answers with comes from the outputs of the operation. */
export function formulaOf(cut: Cut, perform = here): coda.Formula {
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
      const found = await perform(cut, inputsIn(fields, values, context.timezone), context);
      return found.map(rowOf);
    });
  const schema = isPass(output) ? passSchema(propertiesOf(output)) : plainSchema(output);
  const ofTable = isPass(output) && kind === 'create' && passTypes.some((type) => type === passType);
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
    schema: ofTable ? coda.withIdentity(schema, tableNames(kindOf(passType)).one) : schema,
    execute: async (values: readonly unknown[], context: coda.ExecutionContext) => {
      const [only = {}] = await bundles(values, context);
      return only;
    },
  });
}
