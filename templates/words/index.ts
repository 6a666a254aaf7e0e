// The words of a pack: those of the client's language, with what the client's own table says in their place.
import { rowTypes } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Language } from './types.ts';

const languages: Record<Settings['language'], Language> = { en, de, es };

export interface Words extends Language {
  /** The words of a status that end a pass. */
  revoked: readonly string[];
  /** The words of the types, in the order of their routes. */
  typeWords: readonly string[];
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
    revoked: [...new Set([Canceled, ...spoken.alsoRevoked, Expired])],
    typeWords: rowTypes.map((type) => own.types[type]),
  };
}
