// Where references of the declarations stand in Make: inputs in `parameters`, answers and values in `temp`.
import type { Field, Fields } from '../operation/field.ts';
import type { Resolver } from './compile.ts';
import { constant, type Iml, iml, missing } from './iml.ts';

export interface Module {
  fields: Fields;
  /** The pass type the steps are for. */
  passType: string;
  /** Whether the user chooses among several. */
  several: boolean;
  /** The inputs that may hold a name: lookUpNames puts their IDs into `temp`. */
  named?: ReadonlySet<string>;
  /** The finds that Make does without: nothing was found. */
  absent?: ReadonlySet<string>;
  /** What stands in `temp` for the whole module, so that no request puts something else there. */
  taken?: ReadonlySet<string>;
  /** Where the values of earlier steps stand, by what they say in Make's JSON. */
  known?: Map<string, Iml>;
}

/** The place of a step's answer: below its pass type, since steps of several types run in one module. */
export const tempOf = ({ passType }: Pick<Module, 'passType'>, ...path: string[]): Iml =>
  iml(['temp', passType, ...path].join('.'));

/** An object for `temp` that holds one value there. */
export const inTemp = <T>({ passType }: Pick<Module, 'passType'>, name: string, value: T) => ({
  [passType]: { [name]: value },
});

type Places = Pick<Module, 'fields' | 'passType' | 'named' | 'absent'>;

/** Reads references for the steps of a module; `item` says where the record of a list stands. */
export const resolverIn =
  ({ fields, passType, named, absent }: Places, item = ''): Resolver =>
  ([root, first, ...rest]) => {
    if (root === 'input' && first) return named?.has(first) ? iml(`temp.${first}`) : inputOf(first, fields);
    if (root === 'setting') return settings[first ?? ''] ?? thereIsNo(root, first);
    if (root === 'item') return iml(pathOf([item, first, ...rest]));
    if (root !== 'result' || !first) throw new Error(`Make has no place for ${root}`);
    if (absent?.has(first)) return missing;
    // A find answers with a list, of which only the first record is kept.
    return tempOf({ passType }, first, ...(rest[0] === '0' ? rest.slice(1) : rest));
  };

const settings: Readonly<Record<string, Iml>> = {
  now: iml('now'),
  pages: iml('temp.pages'),
  zone: iml('environment.timezone'),
};

/** A path in IML; a name that is more than a word stands in back-ticks. */
export const pathOf = ([root, ...names]: (string | undefined)[]) =>
  [
    root,
    ...names.flatMap((name) => (name === undefined ? [] : [/^\w+$/.test(name) ? name : `\`${name}\``])),
  ].join('.');

/** Whether a date alone, which Make hands over as its first moment, is the end of that day. */
export const endsWithDay = ({ type, dateAlone }: Field): boolean =>
  type === 'dateTime' && dateAlone !== 'start';

/** Whether prepareInputs reads it first and puts it into `temp`. */
export const isPrepared = (field: Field): boolean =>
  field.type === 'keyValues' || field.type === 'date' || field.type === 'choice' || endsWithDay(field);

/** The same where no step comes before that could read an input first: they are what the form has. */
export const resolverOfForm =
  (places: Places, item: string): Resolver =>
  (path) => {
    const [root, key = ''] = path;
    const field = root === 'input' ? places.fields[key] : undefined;
    if (field && isPrepared(field)) throw new Error(`Make reads no ${field.type} here: ${key}`);
    return resolverIn(places, item)(path);
  };

function thereIsNo(root: string, name = ''): never {
  throw new Error(`there is no ${root} ${name}`);
}

function inputOf(key: string, fields: Fields): Iml {
  const field = fields[key] ?? thereIsNo('input', key);
  return iml(isPrepared(field) ? `temp.${key}` : `parameters.${key}`);
}

/** A condition that holds for one pass type only. */
export const forPassType = (passType: string): Iml => ({
  text: `temp.passType = ${constant(passType).text}`,
  binding: 10,
  boolean: true,
});
