// Cuts an operation by pass type, for platforms whose fields cannot depend on each other: Issue Pass becomes Issue a
// Membership, Issue a Coupon and Issue a Ticket, each with its own fields alone. Nothing is declared for it.
import { appliesTo, type Field, type Fields } from '../operation/field.ts';
import type { Operation } from '../operation/operation.ts';
import { anyProject, anyType } from './commonInputs.ts';
import { kindOf } from './kinds.ts';
import { sampleOf } from './output.ts';
import type { PassKind } from './passKind.ts';

/** One operation for each pass type, without the input passType; what is required comes first. */
export function byPassType(operation: Operation): readonly Operation[] {
  const types = Object.keys(operation.plans);
  if (types.length < 2) return [{ ...operation, fields: requiredFirst(operation.fields) }];
  return types.map((passType) => ofType(operation, kindOf(passType)));
}

function ofType(operation: Operation, kind: PassKind): Operation {
  const { passType } = kind;
  const { webhook: _, labels: __, ...all } = operation;
  const { [passType]: plan = { steps: [], result: {} } } = operation.plans;
  const given = (key: string) => key in plan.result;
  const text = wordsOf(kind);
  return {
    ...all,
    key: keyOf(operation.key, kind),
    noun: named(operation.noun, kind),
    label: labelOf(operation.label, kind),
    description: text(operation.description),
    ...(operation.notice && { notice: text(operation.notice) }),
    fields: requiredFirst(fieldsOf(operation.fields, kind)),
    plans: { [passType]: plan },
    output: pick(operation.output, given),
    sample: pick(shownFor(kind, operation.sample), given),
  };
}

const wordOf = ({ word, label }: PassKind) => word ?? label;

/** Something named after passes, named after one type of them; undefined when it is not named after passes. */
const renamed = (name: string, kind: PassKind) =>
  /\bPass/.test(name)
    ? name.replace(/\bPass(es)?\b/, (_all, many) => wordOf(kind) + (many ? 's' : ''))
    : undefined;

const named = (noun: string, kind: PassKind) => renamed(noun, kind) ?? noun;

const articleOf = (word: string) => (/^[aeiou]/i.test(word) ? 'an' : 'a');

/** Issue Pass is Issue a Coupon, Find Passes is Find Coupons, Send Message is Send Coupon Message. */
function labelOf(label: string, kind: PassKind): string {
  const article = articleOf(wordOf(kind));
  const [verb, ...rest] = label.split(' ');
  return (
    renamed(label.replace(/ Pass$/, ` ${article} Pass`), kind) ?? [verb, wordOf(kind), ...rest].join(' ')
  );
}

/** The same for keys, which are verb_noun. */
function keyOf(key: string, kind: PassKind): string {
  const word = wordOf(kind).toLowerCase().replaceAll(' ', '_');
  const [verb, ...rest] = key.split('_');
  const nouns = rest.map((noun) => (noun === 'pass' ? word : noun === 'passes' ? `${word}s` : noun));
  return [verb, ...(nouns.join() === rest.join() ? [word] : []), ...nouns].join('_');
}

/** A text where every type, or the project of every type, is listed, as it is for one. */
function wordsOf(kind: PassKind): (text: string) => string {
  const one = kind.label.toLowerCase();
  const project = kind.project.field.label.toLowerCase();
  const inPlaceOf = (text: string, all: string, own: string) =>
    text.replaceAll(` a ${all}`, ` ${articleOf(own)} ${own}`).replaceAll(all, own);
  return (text) => inPlaceOf(inPlaceOf(text, anyType, one), anyProject, project);
}

function fieldsOf(fields: Fields, kind: PassKind): Fields {
  const { passType, dropdowns } = kind;
  const passes = dropdowns.find(({ ofPasses }) => ofPasses)?.key;
  const text = wordsOf(kind);
  const own = ({ passTypes: _, choices, ...field }: Field): Field => ({
    ...field,
    ...(field.help && { help: text(field.help) }),
    ...(choices && {
      choices: choices
        .filter((choice) => appliesTo(choice, passType))
        .map(({ value, label }) => ({ value, label })),
    }),
    ...(field.dropdown === 'pass_list' && passes && { dropdown: passes }),
  });
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key, field]) => key !== 'passType' && appliesTo(field, passType))
      .map(([key, field]) => [key, own(field)]),
  );
}

/** In the order of the declaration, but what is always required before what is not. */
const requiredFirst = (fields: Fields): Fields => ({
  ...pick(fields, (key) => fields[key]?.required === true),
  ...fields,
});

/** The sample of an operation shows a membership; what it says of the pass itself is said of one of this type. */
function shownFor({ passType }: PassKind, shown: Record<string, unknown>): Record<string, unknown> {
  const [membership, own] = [sampleOf('membership'), sampleOf(passType)];
  return Object.fromEntries(
    Object.entries(shown).map(([key, value]) => [key, value === membership[key] ? own[key] : value]),
  );
}

const pick = <T>(record: Readonly<Record<string, T>>, keep: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)));
