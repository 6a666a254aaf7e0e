// Reads a request body as strict proto3 JSON, with the errors Go's protojson gives: unknown fields, wrong
// types, unknown enum names and two members of a oneof are all refused.
import { invalid } from './errors.ts';
import {
  enumNames,
  type Field,
  fieldOf,
  fieldsOf,
  isMap,
  isMessage,
  type Message,
  type Value,
} from './messages.ts';
import { parseTimestamp, timestamp } from './time.ts';

const INTEGERS: Record<string, [bigint, bigint]> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

/** Decodes `raw` as a message of `type`; no body at all is an empty message. */
export function decode(type: string, raw: string): Message {
  if (raw.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw invalid('proto: syntax error (line 1:1): invalid JSON');
  }
  return decodeMessage(type, value, (name, atValue) => locate(raw, name, atValue));
}

/** Where a field is in the body. */
type Locate = (name: string, atValue?: boolean) => string;

/** The place of the first key of this name: right unless a nested message has the same key earlier. */
function locate(raw: string, name: string, atValue = false): string {
  const key = JSON.stringify(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`${key}\\s*:\\s*`).exec(raw);
  const before = raw.slice(0, found ? found.index + (atValue ? found[0].length : 0) : 0);
  const line = before.split('\n');
  return `(line ${line.length}:${(line.at(-1)?.length ?? 0) + 1})`;
}

function decodeMessage(type: string, value: unknown, where: Locate, name = ''): Message {
  if (!isMessage(value)) throw unexpected(value, name, where);
  if (!fieldsOf(type)) return value;
  const decoded: Message = {};
  const oneofs = new Set<string>();
  for (const [key, sent] of Object.entries(value)) {
    const field = fieldOf(type, key);
    if (!field) throw invalid(`proto: ${where(key)}: unknown field "${key}"`);
    if (sent === null || sent === undefined) continue;
    if (field.oneof) {
      if (oneofs.has(field.oneof)) {
        throw invalid(
          `proto: ${where(key)}: error parsing "${key}", oneof ${type}.${field.oneof} is already set`,
        );
      }
      oneofs.add(field.oneof);
    }
    decoded[key] = decodeField(field, sent, key, where);
  }
  return decoded;
}

function decodeField(field: Field, value: unknown, name: string, where: Locate): Value {
  if (field.repeated) {
    if (!Array.isArray(value)) throw unexpected(value, name, where);
    return value.map((item) => decodeSingle(field.type, item, name, where));
  }
  if (!isMap(field)) return decodeSingle(field.type, value, name, where);
  if (!isMessage(value)) throw unexpected(value, name, where);
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') throw wrongValue('string', 'value', item, where(key, true));
  }
  return value;
}

function decodeSingle(type: string, value: unknown, name: string, where: Locate): Value {
  const wrong = (kind = type) => wrongValue(kind, name, value, where(name, true));
  if (type === 'string' || type === 'bool') {
    const expected = type === 'bool' ? 'boolean' : 'string';
    if (typeof value === 'string' && expected === 'string') return value;
    if (typeof value === 'boolean' && expected === 'boolean') return value;
    throw wrong();
  }
  if (type === 'google.protobuf.Timestamp') {
    if (typeof value !== 'string') throw unexpected(value, name, where);
    const moment = parseTimestamp(value);
    if (moment !== undefined) return timestamp(moment);
    throw invalid(
      `proto: ${where(name, true)}: invalid google.protobuf.Timestamp value ${JSON.stringify(value)}`,
    );
  }
  const names = enumNames(type);
  if (names) {
    if (typeof value === 'string' && names.includes(value)) return value;
    throw wrong('enum');
  }
  const range = INTEGERS[type];
  if (!range && type !== 'float' && type !== 'double') return decodeMessage(type, value, where, name);
  // Proto3 JSON takes a number also as a string.
  const numeric = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  const parsed = numeric ? Number(value) : Number.NaN;
  if (!Number.isFinite(parsed)) throw wrong();
  if (!range) return parsed;
  if (!Number.isInteger(parsed)) throw wrong();
  const whole = typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : BigInt(parsed);
  if (whole < range[0] || whole > range[1]) throw wrong();
  return type.endsWith('64') ? String(whole) : parsed;
}

const wrongValue = (kind: string, name: string, value: unknown, place: string) =>
  invalid(`proto: ${place}: invalid value for ${kind} field ${name}: ${JSON.stringify(value)}`);

function unexpected(value: unknown, name: string, where: Locate) {
  const token = Array.isArray(value) ? '[' : isMessage(value) ? '{' : JSON.stringify(value);
  return invalid(`proto: syntax error ${where(name, true)}: unexpected token ${token}`);
}
