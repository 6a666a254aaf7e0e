// The first steps of a module: what Make's form cannot require, and what is put together from the parameters.
import { filled, not, orElse, ref } from '../operation/expression.ts';
import { type Choice, type Field, type Fields, ids, isId } from '../operation/field.ts';
import { emailAdvice, type MistakeCode, missing, oneOf, simple, urlAdvice } from '../operation/input.ts';
import { listsRecords, type Operation } from '../operation/operation.ts';
import { halt } from '../operation/step.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson, CannotCompile } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { isProject } from './parameters.ts';
import { haltRequest, labelsOf, type Request, raising } from './request.ts';
import { endsWithDay } from './resolve.ts';
import { inMakesWords, sentenceCase } from './wording.ts';

/** What Make's form cannot require: one of several fields, told as on Zapier. */
export function requirementsOf({ fields, plans }: Operation): Request[] {
  const types = Object.keys(plans);
  const several = types.length > 1;
  return Object.entries(fields).flatMap(([key, field]) => {
    if (typeof field.required !== 'object' || isProject(key)) return [];
    const inputs = [key, ...field.required.unless].map((name) => ref<unknown>('input', name));
    const due = halt(
      'missing_input' satisfies MistakeCode,
      not(filled(orElse(...inputs))),
      missing(field, fields),
    );
    const [first = ''] = types;
    return field.passTypes && several
      ? field.passTypes.flatMap((passType) => haltRequest(due, { fields, passType, several }))
      : haltRequest(due, { fields, passType: first, several: false });
  });
}

/**
 * The first steps of a module: what is put together from its parameters before anything is asked.
 * Custom fields come from two parameters, and blank ones are left out. A date comes as a moment in UTC; the
 * day that is meant is the one in the user's time zone, and of a time that is its first moment the end. A choice may be
 * mapped, in the words of its label; of several choices Make itself takes no other values.
 */
export function prepareInputs(operation: Operation): Request[] {
  const { fields } = operation;
  const read = Object.entries(fields).flatMap(([key, field]) => {
    if (field.type === 'keyValues' && key !== 'metaData')
      throw new CannotCompile(`${key}: Make takes pairs as metaData alone`);
    if (field.type === 'choice' && !field.choices) throw new CannotCompile(`${key}: a choice among nothing`);
    const given = iml.iml(`parameters.${key}`);
    if (field.type === 'date') {
      const day = iml.iml(`formatDate(parseDate(${given.text}), "YYYY-MM-DD", environment.timezone)`);
      return [[key, `{{${iml.choose(iml.filled(given), day).text}}}`]];
    }
    if (endsWithDay(field)) return [[key, `{{${iml.choose(iml.filled(given), endOfDay(given)).text}}}`]];
    if (dropdownOf(field.dropdown)?.byName) return [[key, `{{${given.text}}}`]];
    return field.type === 'choice' && field.choices
      ? [[key, `{{${chosen(given, field.choices).text}}}`]]
      : [];
  });
  const first = {
    pages: 'https://{{connection.region}}.pskt.io',
    ...Object.fromEntries(read),
    ...(fields.metaData && {
      metaDataJson: `{{${withoutBlanks('createJSON(toCollection(ifempty(parameters.metaData, emptyarray), "key", "value"))')}}}`,
      customFieldsJson: `{{if(parameters.customFields, ${withoutBlanks('createJSON(parameters.customFields)')}, "{}")}}`,
    }),
  };
  const both = ['metaDataJson', 'customFieldsJson'].map((name) => `toArray(parseJSON(temp.${name}))`);
  const second = {
    metaData: `{{if(temp.metaDataJson + temp.customFieldsJson != "{}" + "{}", toCollection(merge(${both.join(', ')}), "key", "value"), undefined)}}`,
  };
  return [
    { temp: first },
    ...(fields.metaData ? [{ temp: second }] : []),
    ...unknownChoices(fields),
    // Every search has a limit on Make.
    ...impossible(listsRecords(operation) ? { ...fields, limit: { type: 'count', label: 'Limit' } } : fields),
  ];
}

/**
 * JSON text of an object of texts without those that are blank: IML cannot pick members by their values. A backslash in
 * a pattern stands before a letter only, so it is named by its number.
 */
const withoutBlanks = (json: string) =>
  `replace(replace(${json}, '/"([^"\\x5c]|\\x5c.)*":("(\\s|\\x5c[nrt])*"|null),?/g', emptystring), "/,}$/", "}")`;

/** The last second of the day that a moment begins, in the user's time zone; any other moment as it is. */
function endOfDay({ text }: Iml): Iml {
  const inZone = (format: string) => `formatDate(parseDate(${text}), "${format}", environment.timezone)`;
  const last = `parseDate(${inZone('YYYY-MM-DD')} + " 23:59:59", "YYYY-MM-DD HH:mm:ss", environment.timezone)`;
  const midnight = iml.same(iml.iml(inZone('HH:mm:ss')), iml.constant('00:00:00'));
  return iml.choose(midnight, iml.iml(`formatDate(${last}, "YYYY-MM-DDTHH:mm:ss[Z]", "UTC")`), iml.iml(text));
}

/** Texts that must be of a shape: as operation/scalars.ts has them. PassKit takes any text for the address of an e-mail. */
const shapes: Partial<Record<Field['type'], { pattern: string; advice: string; code: MistakeCode }>> = {
  url: { pattern: '/^https?:[/][/][^\\s/]\\S*$/i', advice: urlAdvice, code: 'invalid_input' },
  email: { pattern: '/^[^@\\s]+@[^@\\s.]+([.][^@\\s.]+)+$/', advice: emailAdvice, code: 'invalid_email' },
};

/**
 * What Make's form takes and PassKit cannot: an ID that leads somewhere else as a part of an address, a count of none, a link
 * or an e-mail address that is none.
 */
const impossible = (fields: Fields): Request[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    const given = iml.iml(`parameters.${key}`);
    const stop = (
      when: Iml,
      before: string,
      shown: Iml,
      after: string,
      code: MistakeCode = 'invalid_input',
    ) => {
      const parts = [`${sentenceCase(field.label)}${before}“`, shown, withCode(`”${after}`, code)];
      const message = iml.join(
        ...parts.map((part) => (typeof part === 'string' ? iml.constant(part) : part)),
      );
      return [errorWhen(when, asJson(message) ?? '')];
    };
    if (field.type === 'count') {
      const none = iml.choose(iml.filled(given), iml.below(given, 1), iml.constant(false));
      return stop(none, ' is ', given, '. Use a whole number from 1 up.');
    }
    const shape = shapes[field.type];
    if (shape) {
      const rest = `replace(${given.text}, "${shape.pattern}", emptystring)`;
      return stop(
        iml.all(iml.filled(given), iml.filled(iml.iml(rest))),
        ' is ',
        iml.quoted(given),
        `. ${shape.advice}`,
        shape.code,
      );
    }
    if (!isId(field)) return [];
    const never = ids.never.map((id) => iml.equal(given, iml.constant(id)));
    return stop(
      iml.any(...never, iml.longer(given, ids.longest)),
      ': ',
      iml.quoted(given),
      ` cannot be an ID. Use another one, of at most ${ids.longest} characters.`,
      'invalid_id',
    );
  });

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
    if (field.type !== 'choice' || !field.choices) return [];
    const given = iml.iml(`parameters.${key}`);
    const unknown = iml.all(iml.filled(given), iml.not(iml.filled(iml.iml(`temp.${key}`))));
    const message = iml.join(
      iml.constant(`${field.label} is “`),
      iml.quoted(given),
      iml.constant(
        withCode(`”. ${oneOf}${field.choices.map(({ value }) => value).join(', ')}.`, 'invalid_input'),
      ),
    );
    return [errorWhen(unknown, inMakesWords(String(asJson(message)), labelsOf(fields)))];
  });

const errorWhen = (when: Iml, message: Json): Request => ({
  ...raising(message),
  condition: `{{${when.text}}}`,
});
