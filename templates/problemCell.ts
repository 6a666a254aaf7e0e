// What a row's error cell says: the message of the module as it is, or, in another language than the app's own, the client's
// sentence for its code, with PassKit's reason or the value behind it as a quotation.
import { noReason } from '../make/errors.ts';
import { oneOf } from '../operation/input.ts';
import { isProblemCode, problemOf, problems } from '../passkit/problems.ts';
import { jsonLine } from './jsonText.ts';
import type { Words } from './words/index.ts';

/** The variable of the first module that has all sentences, each behind its key in brackets. */
const sentences = 'sentences';

/** Every sentence of the client's language, a line each, as the first module of a scenario has them. */
export function sentenceList({ columns, problems: texts }: Words): Record<string, string> {
  if (!texts) return {};
  const lines = Object.entries(texts.said(columns)).map(([code, sentence]) => `[${code}] ${sentence}`);
  return { [sentences]: [texts.head(columns['Pass Error']), ...lines].join('\n') };
}

/** A message is known by its code, which it ends with. */
const key = '"/^[^]* [[]([a-z_]+).$/"; "[$1]"';

/** How the next steps begin that stand behind PassKit's reason. */
const nextSteps = [
  ...new Set(
    Object.keys(problems)
      .filter(isProblemCode)
      .filter((code) => problemOf(code).says.length === 2)
      .map((code) => problemOf(code).next.split(' ')[0]),
  ),
].join('|');
const reason = `[^“]*?(PassKit) [a-z][^:]*(: )(?!${noReason})([^]*)[.] (?:${nextSteps}) [^]*`;
/** The value, and what is possible in its place, where the message says so; not the ID of a row, which nobody has typed. */
const value = `(?![^]*pass_not_found)[^“]*“([^”]*)”(?:[^]*${oneOf.replace(/: $/, '')}(: [^]*)[.] [[])?[^]*`;

/**
 * The cell as a template that is safe in JSON; blank where the condition `unless` holds, which may only be one of `pass_not_found`.
 * In another language: the sentence, or the message that has none, and the quotation.
 */
export function problemCell({ problems: texts }: Words, message: string, unless?: string): string {
  const but = (said: string) => (unless ? `if(${unless}; emptystring; ${said})` : said);
  if (!texts) return jsonLine(but(message));
  const [open, close] = texts.quotes;
  const sentence = `replace(${message}; ${key})`;
  const known = `contains(1.${sentences}; ${sentence})`;
  const found = `trim(first(split(last(split(1.${sentences}; ${sentence})); "[")))`;
  const quoted = `replace(${message}; "/^(?:${reason}|${value}|[^]*)$/"; " $1$2${open}$3$4${close}$5")`;
  return [
    `{{${but(`if(${known}; ${found}; emptystring)`)}}}`,
    jsonLine(`if(${known}; emptystring; ${message})`),
    jsonLine(
      `if(contains(1.${sentences}; replace(${message}; "/^[^]* ([[][a-z_]+.)$/"; "$1")); replace(${quoted}; " ${open}${close}"; emptystring); emptystring)`,
    ),
  ].join('');
}
