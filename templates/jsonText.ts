// Values of IML expressions as they may stand in a string of JSON.
const replaced = (value: string, by: readonly (readonly [string, string])[]) =>
  `{{${by.reduce((text, [search, replacement]) => `replace(${text}; "${search}"; "${replacement}")`, value)}}}`;

const quoted = [
  ['/\\x5c/g', '\\u005c'],
  ['/\\x22/g', '\\u0022'],
] as const;

/** A value as it is. IML keeps a backslash before a letter. */
export const jsonText = (value: string) =>
  replaced(value, [
    ...quoted,
    ['/\\n/g', '\\u000a'],
    ['/\\r/g', '\\u000d'],
    ['/\\t/g', '\\u0009'],
    // Line and page breaks of spreadsheets and text processors.
    ['/\\x0b/g', '\\u000b'],
    ['/\\x0c/g', '\\u000c'],
    // What else JSON forbids, and nobody can type. Such a row is done in each run, but holds up no other.
    ['/[\\x00-\\x1f]/g', ''],
  ]);

/** A message, in one line. */
export const jsonLine = (value: string) => replaced(value, [...quoted, ['/[\\x00-\\x1f]+/g', ' ']]);
