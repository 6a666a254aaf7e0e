// Make's rules of wording: sentence case, an article before a single thing, names in camelCase.
import type { Operation } from '../operation/operation.ts';

/** issue_pass → issuePass */
export const camelCase = (key: string) => key.replace(/_(\w)/g, (_match, letter) => letter.toUpperCase());

const kept = /^(ID|SKU|PassKit|API|URL|Apple|Google|Wallet)$/;

/** "External ID" stays, "Display Name" becomes "Display name", "Long-Lived Token" becomes "Long-lived token". */
export const sentenceCase = (label: string) =>
  label
    .split(' ')
    .map((word, index) => {
      if (kept.test(word)) return word;
      return index === 0 ? word.replace(/-\w/g, (part) => part.toLowerCase()) : word.toLowerCase();
    })
    .join(' ');

/** "Issue Pass" → "Issue a pass"; a search has Make's own verb, and names several: "Search active coupons". */
export function moduleLabel({ kind, label }: Operation): string {
  const [verb = '', ...rest] = label.split(' ');
  const thing = rest.join(' ').toLowerCase();
  if (kind === 'search') return `Search ${thing}${thing.endsWith('s') ? 'es' : 's'}`;
  return `${verb} ${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing}`;
}

/** A text that names fields by their labels, in the words that Make's form has for them. */
export const inMakesWords = (text: string, labels: readonly string[]): string =>
  labels.reduce((before, label) => before.replaceAll(label, sentenceCase(label)), text);

/** What is said of a module: Make has no documented place for a note, so it ends the description. */
export const descriptionOf = ({ description, notice }: Pick<Operation, 'description' | 'notice'>): string =>
  notice ? `${description} ${notice}` : description;
