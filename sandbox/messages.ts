// PassKit's messages and enums as its SDK descriptors define them: the one source for checking
// requests and shaping answers. A message type that messages.json leaves out is an opaque object.
import data from './messages.json' with { type: 'json' };

export type Value = string | number | boolean | null | undefined | Value[] | Message;
export interface Message {
  [field: string]: Value;
}
/** `flight` is that of a passenger. */
export type Profile = 'generic' | 'create' | 'update' | 'flight';
export interface Field {
  type: string;
  repeated?: boolean;
  oneof?: string;
  /** Validator tags, by profile. */
  generic?: string;
  create?: string;
  update?: string;
  flight?: string;
}

const messages: Record<string, Record<string, Field>> = data.messages;
const enums: Record<string, string[]> = data.enums;
const fieldLists = new Map(Object.entries(messages).map(([type, fields]) => [type, Object.entries(fields)]));

/** The fields of a message in descriptor order; undefined for an opaque type. */
export const fieldsOf = (type: string): [string, Field][] | undefined => fieldLists.get(type);

/** One field of a message; undefined when the message has no such field. */
export function fieldOf(type: string, name: string): Field | undefined {
  const fields = messages[type];
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The names of an enum; the first one is the zero value. */
export const enumNames = (type: string): string[] | undefined => enums[type];

export const isMap = (field: Field): boolean => field.type.startsWith('map<');

/** True for anything that JSON calls an object. */
export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True when proto3 cannot tell the value from "not sent". A message is set even when it has no fields. */
export function isEmpty(field: Field, value: Value): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isMessage(value)) return isMap(field) && Object.keys(value).length === 0;
  return value === enums[field.type]?.[0];
}

export function text(message: Message | undefined, name: string): string {
  const value = message?.[name];
  return typeof value === 'string' ? value : '';
}

export function number(message: Message | undefined, name: string): number {
  const value = message?.[name];
  return typeof value === 'number' ? value : 0;
}

export function child(message: Message | undefined, name: string): Message | undefined {
  const value = message?.[name];
  return isMessage(value) ? value : undefined;
}

export function children(message: Message | undefined, name: string): Message[] {
  const value = message?.[name];
  return Array.isArray(value) ? value.filter(isMessage) : [];
}

export function texts(message: Message | undefined, name: string): string[] {
  const value = message?.[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A copy with only the named fields that are set. */
export function pick(message: Message, names: readonly string[]): Message {
  return Object.fromEntries(
    names.filter((name) => message[name] != null).map((name) => [name, message[name]]),
  );
}
