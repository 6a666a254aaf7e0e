// Texts that stand for a single thing: a number, yes or no, an e-mail address, an ID. All are read in one pass: a pattern
// that tries again from every character takes minutes over a long text.
import { ids } from './field.ts';

export const canBeId = (text: string) =>
  text.length <= ids.longest && !ids.never.some((never) => never === text);

/** One name, one @, and a host with a dot inside. */
export function isEmail(text: string): boolean {
  const [name, host = '', ...more] = text.split('@');
  const parts = host.split('.');
  return Boolean(name) && more.length === 0 && parts.length > 1 && parts.every(Boolean) && !/\s/.test(text);
}

/** A link that anybody can open: http or https, a host, and no spaces. IML has to say the same. */
export const isUrl = (text: string): boolean => /^https?:\/\/[^\s/]\S*$/i.test(text);

/** More digits than that cannot all be kept, and hundreds of them would be sent as nothing at all. */
const largestNumber = 1e15;

export function numberIn(text: string): number | undefined {
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return undefined;
  const number = Number(text);
  return Math.abs(number) < largestNumber ? number : undefined;
}

export function countIn(text: string): number | undefined {
  const count = numberIn(text);
  return count !== undefined && Number.isInteger(count) && count > 0 ? count : undefined;
}

export const booleanIn = (text: string) => booleans.get(text.toLowerCase());

const booleans = new Map([
  ...['true', 'yes', 'y', 'on', '1', 'checked'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', 'off', '0', 'unchecked'].map((word) => [word, false] as const),
]);
