// Runs PassKit's validator tags over a decoded request and reports the first field that fails, as the
// server does (go-playground/validator, Go field names).
import { invalid } from './errors.ts';
import {
  enumNames,
  type Field,
  fieldOf,
  fieldsOf,
  isEmpty,
  isMessage,
  type Message,
  type Profile,
  text,
  type Value,
} from './messages.ts';

const goName = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const jsonName = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Throws PassKit's "validation err" for the first rule of the profile that the message breaks. */
export function validate(
  type: string,
  message: Message,
  profile: Profile,
  path = type.replace(/^.*\./, ''),
): void {
  for (const [name, field] of fieldsOf(type) ?? []) {
    const tags = field[profile] ?? '';
    if (tags === '-') continue;
    const value = message[name];
    for (const tag of tags.split(',')) {
      if (tag === 'omitempty' && isEmpty(field, value)) break;
      const rules = tag.split('|').map((one) => one.split('='));
      const [[rule = ''] = []] = rules;
      if (!rules.some(([name = '', parameter = '']) => holds(name, parameter, field, value, type, message))) {
        throw invalid(
          `validation err: Key: '${path}.${goName(name)}' Error:Field validation for '${goName(name)}' failed on the '${rule}' tag`,
        );
      }
    }
    for (const nested of Array.isArray(value) ? value : [value]) {
      if (isMessage(nested) && !isThere(nested, profile))
        validate(field.type, nested, profile, `${path}.${goName(name)}`);
    }
  }
}

/** What an object to be made names by an id is there already: PassKit's own examples make events with ids alone. */
const isThere = (nested: Message, profile: Profile) =>
  profile === 'create' && Boolean(text(nested, 'id') || text(nested, 'uid'));

function holds(
  rule: string,
  parameter: string,
  field: Field,
  value: Value,
  type: string,
  message: Message,
): boolean {
  const absent = (other: string) => {
    const otherField = fieldOf(type, jsonName(other));
    return !otherField || isEmpty(otherField, message[jsonName(other)]);
  };
  const present = !isEmpty(field, value);
  const others = parameter.split(' ');
  switch (rule) {
    case 'required':
      return present;
    case 'required_without':
      return present || !others.some(absent);
    case 'required_without_all':
      return present || !others.every(absent);
    case 'required_with':
      return present || others.every(absent);
    case 'isdefault':
      return !present;
    case 'max':
      return size(field, value) <= Number(parameter);
    case 'min':
    case 'gte':
      return size(field, value) >= Number(parameter);
    case 'len':
      return size(field, value) === Number(parameter);
    case 'fixedLenAlphaNum':
      return new RegExp(`^[0-9A-Za-z]{${parameter}}$`).test(typeof value === 'string' ? value : '');
    default:
      return typeof value !== 'string' || (FORMATS[rule]?.test(value) ?? true);
  }
}

const FORMATS: Record<string, RegExp> = {
  alpha: /^[A-Za-z]*$/,
  alphanum: /^[0-9A-Za-z]*$/,
  numeric: /^\d*$/,
  baggage: /^\d+[A-Za-z]+$/,
  email: /^[^\s@<>"(),:;[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/,
  http_url: /^https?:\/\/[^\s/]+/i,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  rfc3339: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$|^$/,
  rgb: /^rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)$/,
  uuidCompressedString: /^[0-9A-Za-z]{22}$/,
};

/** What min and max compare: a number itself, an enum's place, the length of anything else. */
function size(field: Field, value: Value): number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'string') return 0;
  return enumNames(field.type)?.indexOf(value) ?? [...value].length;
}
