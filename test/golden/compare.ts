// Compares what was expected with what was seen, and says each difference. The tags are those of README.md.
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import type { Data } from './cases.ts';

const asData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing that a user would see: no value, an empty text, an empty collection. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (asData(value) && Object.keys(value).length === 0);

const instant = (value: unknown): number =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
    ? Date.parse(value)
    : Number.NaN;

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** `value`, or nothing. */
export const maybe = (value: unknown): Data => ({ '<maybe>': value });

/**
 * The differences, each with its path; none when all is as expected. Members of `known` may be repeated in an object:
 * what PassKit holds anyway.
 */
export function differences(expected: unknown, actual: unknown, path: string, known?: unknown): string[] {
  const wrong = (what = show(expected)) => [`${path}: expected ${what}, got ${show(actual)}`];
  if (typeof expected === 'string') return fits(expected, actual) ? [] : wrong();
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return wrong();
    return expected.flatMap((part, at) => differences(part, actual[at], `${path}[${at}]`));
  }
  if (!asData(expected)) return expected === actual ? [] : wrong();
  if ('<maybe>' in expected) {
    return isBlank(actual) ? [] : differences(expected['<maybe>'], actual, path, known);
  }
  if ('<json>' in expected) {
    const text = typeof actual === 'string' ? actual : '';
    return text === '' ? wrong('JSON as text') : differences(expected['<json>'], JSON.parse(text), path);
  }
  if (actual === undefined && Object.keys(expected).length > 0 && Object.values(expected).every(optional))
    return [];
  if (!asData(actual)) return wrong();
  const held = asData(known) ? known : {};
  return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key in expected) return differences(expected[key], actual[key], at, held[key]);
    if (key in held && show(held[key]) === show(actual[key])) return [];
    return [`${at}: expected nothing, got ${show(actual[key])}`];
  });
}

const optional = (value: unknown): boolean =>
  value === '<any>' || (typeof value === 'string' && value.startsWith('<maybe '));

function fits(expected: string, actual: unknown): boolean {
  if (expected === '<any>') return true;
  if (expected === '<blank>') return isBlank(actual);
  if (expected === '<word>') return typeof actual === 'string' && actual.trim() !== '';
  if (expected === '<now>') return Math.abs(instant(actual) - Date.now()) < 60_000;
  const inner = /^<maybe (.*)>$/s.exec(expected)?.[1];
  if (inner !== undefined) return isBlank(actual) || differences(parse(inner), actual, '').length === 0;
  const [, edge, day, zone] = /^<(start|end) of (\S+) in (\S+)>$/.exec(expected) ?? [];
  if (edge && day && zone) {
    const date = DateTime.fromISO(day, { zone });
    const first = (edge === 'start' ? date.startOf('day') : date.endOf('day').startOf('second')).toMillis();
    return instant(actual) >= first && instant(actual) < first + 1000;
  }
  const [, pattern, flags] = /^\/(.+)\/(\w*)$/s.exec(expected) ?? [];
  if (pattern) return typeof actual === 'string' && new RegExp(pattern, flags).test(actual);
  if (/^<.*>$/s.test(expected)) throw new Error(`unknown tag ${expected}`);
  return expected === actual || instant(expected) === instant(actual);
}
