// Where references of the declarations stand in Make: inputs in `parameters`, answers in `temp`.
import type { Fields, FieldType } from '../operation/field.ts';
import type { PassType } from '../operation/passType.ts';
import type { Resolver } from './compile.ts';
import { constant, type Iml, iml, missing } from './iml.ts';

export interface Module {
  fields: Fields;
  /** The pass type the steps are for, where there is one plan for each. */
  passType: PassType | undefined;
}

/** The name of a step's answer in `temp`: steps of different pass types must not share one, Make merges them. */
export const tempName = (step: string, passType: PassType | undefined) =>
  passType ? `${step}_${passType}` : step;

/** Reads references for the steps of a module; `item` says where the record of a list stands. */
export const resolverIn =
  ({ fields, passType }: Module, item = ''): Resolver =>
  ([root, first, ...rest]) => {
    if (root === 'input' && first) return inputOf(first, fields);
    if (root === 'setting') return first === 'now' ? iml('now') : iml('temp.pages');
    if (root === 'item') return iml(pathOf([item, first, ...rest]));
    if (root !== 'result' || !first) throw new Error(`Make has no place for ${root}`);
    // A find answers with a list, of which only the first record is kept.
    const path = rest[0] === '0' ? rest.slice(1) : rest;
    return iml(['temp', tempName(first, passType), ...path].join('.'));
  };

/** A path in IML; a name that is more than a word stands in back-ticks. */
const pathOf = ([root, ...names]: (string | undefined)[]) =>
  [
    root,
    ...names.flatMap((name) => (name === undefined ? [] : [/^\w+$/.test(name) ? name : `\`${name}\``])),
  ].join('.');

/** What prepareInputs reads first and puts into `temp`. */
const prepared = new Set<FieldType>(['keyValues', 'date', 'choice']);

function inputOf(key: string, fields: Fields): Iml {
  const field = fields[key];
  if (!field) return missing;
  return iml(prepared.has(field.type) ? `temp.${key}` : `parameters.${key}`);
}

/** A condition that holds for one pass type only. */
export const forPassType = (passType: PassType): Iml => ({
  text: `temp.passType = ${constant(passType).text}`,
  binding: 10,
  boolean: true,
});
