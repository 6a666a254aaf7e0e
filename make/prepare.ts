// The first steps of a module: what Make's form cannot require, and what is put together from the parameters.
import { filled, not, orElse, ref } from '../operation/expression.ts';
import type { Choice, Fields } from '../operation/field.ts';
import { missing, simple } from '../operation/input.ts';
import type { Operation } from '../operation/operation.ts';
import { halt } from '../operation/step.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { isProject } from './parameters.ts';
import { haltRequest, labelsOf, type Request, raising } from './request.ts';
import { inMakesWords } from './wording.ts';

/** What Make's form cannot require: one of several fields, told as on Zapier. */
export function requirementsOf({ fields, plans }: Operation): Request[] {
  const types = Object.keys(plans);
  const several = types.length > 1;
  return Object.entries(fields).flatMap(([key, field]) => {
    if (typeof field.required !== 'object' || isProject(key)) return [];
    const inputs = [key, ...field.required.unless].map((name) => ref<unknown>('input', name));
    const due = halt('missing_input', not(filled(orElse(...inputs))), missing(field, fields));
    const [first = ''] = types;
    return field.passTypes && several
      ? field.passTypes.flatMap((passType) => haltRequest(due, { fields, passType, several }))
      : haltRequest(due, { fields, passType: first, several: false });
  });
}

/**
 * The first steps of a module: what is put together from its parameters before anything is asked.
 * Custom fields come from two parameters, and blank ones are left out. A date comes as a moment in UTC; the
 * day that is meant is the one in the user's time zone. A choice may be mapped, in the words of its label.
 */
export function prepareInputs({ fields }: Operation): Request[] {
  const read = Object.entries(fields).flatMap(([key, field]) => {
    const given = iml.iml(`parameters.${key}`);
    if (field.type === 'date') {
      const day = iml.iml(`formatDate(parseDate(${given.text}), "YYYY-MM-DD", environment.timezone)`);
      return [[key, `{{${iml.choose(iml.filled(given), day).text}}}`]];
    }
    return field.choices ? [[key, `{{${chosen(given, field.choices).text}}}`]] : [];
  });
  const given = 'ifempty(parameters.metaData, emptyarray)';
  const template = 'if(parameters.customFields, toArray(parameters.customFields), emptyarray)';
  const first = {
    pages: 'https://{{connection.region}}.pskt.io',
    ...Object.fromEntries(read),
    ...(fields.metaData && {
      metaDataJson: `{{createJSON(toCollection(merge(${given}, ${template}), "key", "value"))}}`,
    }),
  };
  const second = { metaData: '{{if(temp.metaDataJson != "{}", parseJSON(temp.metaDataJson), undefined)}}' };
  return [{ temp: first }, ...(fields.metaData ? [{ temp: second }] : []), ...unknownChoices(fields)];
}

/** The value of a choice, whether it came as the value or in the words of its label. */
function chosen(given: Iml, choices: readonly Choice[]): Iml {
  const names = new Map(
    choices.flatMap(({ value, label }) => [value, label].map((name) => [simple(name), value])),
  );
  const plain = [' ', '-', '_'].reduce(
    (text, mark) => `replace(${text}, "${mark}", "")`,
    `lower(${given.text})`,
  );
  const cases = [...names].map(([name, value]) => `"${name}", "${value}"`).join(', ');
  return iml.choose(iml.filled(given), iml.iml(`switch(${plain}, ${cases}, undefined)`));
}

/** A mapped choice that is none must not be taken for a blank one. */
const unknownChoices = (fields: Fields): Request[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    if (!field.choices) return [];
    const given = iml.iml(`parameters.${key}`);
    const unknown = iml.all(iml.filled(given), iml.not(iml.filled(iml.iml(`temp.${key}`))));
    const message = iml.join(
      iml.constant(`${field.label} is “`),
      given,
      iml.constant(
        withCode(`”. Use one of: ${field.choices.map(({ value }) => value).join(', ')}.`, 'invalid_input'),
      ),
    );
    return [errorWhen(unknown, inMakesWords(String(asJson(message)), labelsOf(fields)))];
  });

const errorWhen = (when: Iml, message: Json): Request => ({
  ...raising(message),
  condition: `{{${when.text}}}`,
});
