// Times on the pages that a Make scenario answers with: in the client's zone, as the client's language writes them.
import type { Settings } from './settings.ts';

/** In Make's tokens. Numbers only: whose names of months Make takes is not known. */
const formats: Record<Settings['language'], string> = {
  en: 'YYYY-MM-DD HH:mm',
  de: 'DD.MM.YYYY, HH:mm',
  es: 'DD/MM/YYYY, HH:mm',
};

/** IML that writes a date. Without a zone in the settings it is that of the scenario. */
export const pageTime = ({ language, timeZone }: Settings, date: string): string =>
  `formatDate(${date}; "${formats[language]}"${timeZone === undefined ? '' : `; "${timeZone}"`})`;

/** IML for how many seconds ago a date was, by Make's clock. */
export const secondsSince = (date: string): string => `timestamp - parseNumber(formatDate(${date}; "X"))`;

/** IML that writes the time in a message of ours, such as “on 2026-11-28 09:30 UTC”; nothing where there is none. */
export function timeIn(settings: Settings, message: string): string {
  // Known by its digits, whatever the words around it.
  const time = '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}';
  const told = `replace(${message}; "/^[^]* ${time}[^]*$/"; emptystring) = emptystring`;
  const text = `replace(${message}; "/^[^]* (${time})[^]*$/"; "$1")`;
  // A date of something else would end the scenario without an answer, should Make work out both branches.
  const date = `parseDate(if(${told}; ${text}; "2000-01-01 00:00"); "YYYY-MM-DD HH:mm"; "UTC")`;
  return `if(${told}; ${pageTime(settings, date)}; emptystring)`;
}
