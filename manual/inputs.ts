// The inputs of a step as a table: its labels on both platforms, what each takes, and when it is needed.
import { isProject } from '../make/parameters.ts';
import { sentenceCase } from '../make/wording.ts';
import type { Field, Fields, FieldType } from '../operation/field.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { kindOf } from '../passes/kinds.ts';
import { and, code, table } from './markdown.ts';

const types: Record<FieldType, string> = {
  text: 'Text',
  email: 'E-mail address',
  url: 'Link, https://…',
  number: 'Number',
  count: 'Whole number from 1',
  boolean: 'Yes or no',
  choice: 'One of',
  choices: 'Some of',
  dateTime: 'Date, with or without a time',
  date: 'Date',
  keyValues: 'Names and values',
};

/** Pass types in words. */
export const typesInWords = (passTypes: readonly string[]): string =>
  and(passTypes.map((passType) => kindOf(passType).label.toLowerCase()));

function typeOf({ type, choices, dropdown }: Field): string {
  const list = dropdownOf(dropdown);
  if (list)
    return `${list.byName ? 'ID or exact name' : 'ID'}; the list of ${list.noun.toLowerCase()}s offers them`;
  if (!choices) return types[type];
  return `${types[type]} ${choices.map(({ value, label }) => `${code(value)} (${label})`).join(', ')}`;
}

function neededWhen(key: string, { required }: Field, fields: Fields): string {
  if (required === true) return 'always';
  if (!required) return '';
  const others = required.unless.map((other) => `**${fields[other]?.label ?? other}**`);
  const otherwise = `unless ${others.join(' or ')} is filled in`;
  return isProject(key) ? `${otherwise}; on Make always` : otherwise;
}

/** The table of the inputs. The column of pass types is there where a step is for several. */
export function inputsTable(fields: Fields): string {
  const several = 'passType' in fields;
  return table(
    ['Key', 'On Zapier', 'On Make', 'Takes', 'Needed', ...(several ? ['Pass types'] : []), 'Help'],
    Object.entries(fields).map(([key, field]) => [
      code(key),
      `**${field.label}**${field.advanced ? ', under Advanced' : ''}`,
      sentenceCase(field.label),
      typeOf(field),
      neededWhen(key, field, fields),
      ...(several ? [field.passTypes ? typesInWords(field.passTypes) : 'all'] : []),
      field.help ?? '',
    ]),
  );
}
