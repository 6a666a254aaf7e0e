// The words of a pack: those of the client's language, with what the client's own table says in their place.
import { rowTypes } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { ProblemTexts } from './problems.ts';
import * as problemTexts from './problems.ts';
import type { Language } from './types.ts';

const languages: Record<Settings['language'], Language> = { en, de, es };
/** English is the app's own language. */
const problemsIn: Record<Settings['language'], ProblemTexts | undefined> = {
  en: undefined,
  de: problemTexts.de,
  es: problemTexts.es,
};

export interface Words extends Language {
  /** The words of a status that end a pass. */
  revoked: readonly string[];
  /** The words of the types, in the order of their routes. */
  typeWords: readonly string[];
  /** What the error cell says; undefined where the app's own messages are in the language. */
  problems: ProblemTexts | undefined;
}

type Spoken = Pick<Settings, 'language'> & Partial<Pick<Settings, 'columns' | 'types' | 'statuses'>>;

export function wordsOf({ language, columns, types, statuses }: Spoken): Words {
  const spoken = languages[language];
  const own = {
    columns: { ...spoken.columns, ...columns },
    types: { ...spoken.types, ...types },
    statuses: { ...spoken.statuses, ...statuses },
  };
  const { Canceled, Expired } = own.statuses;
  return {
    ...spoken,
    ...own,
    problems: problemsIn[language],
    revoked: [...new Set([Canceled, ...spoken.alsoRevoked, Expired])],
    typeWords: rowTypes.map((type) => own.types[type]),
  };
}
