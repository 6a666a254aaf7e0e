// Checks a Make app against Make's own JSON schemas, in a folder as the Make Apps Editor has them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { AppFiles } from './check.ts';

const base = 'schema:///';

/** Which schema a file is checked with, by the end of its name. */
const schemaOf: [RegExp, string][] = [
  [/^makecomapp\.json$/, 'makecomapp.schema.json'],
  [/base\.iml\.json$/, 'base.json'],
  [/groups\.json$/, 'groups.json'],
  [/(communication|attach|detach)\.iml\.json$/, 'api.json'],
  [/epoch\.iml\.json$/, 'epoch.json'],
  [/(params|interface)\.iml\.json$/, 'parameters.json'],
  [/samples\.iml\.json$/, 'samples.json'],
  [/scope\.iml\.json$/, 'scope.json'],
];

/** What the schemas in `folder` say against the files, a line each. */
export function checkSchemas(files: AppFiles, folder: string): string[] {
  // Make's schemas have keywords of the editor's own, and regular expressions that are no Unicode ones.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  for (const part of ['imljson', 'local-development']) {
    for (const name of readdirSync(join(folder, part))) {
      ajv.addSchema(JSON.parse(readFileSync(join(folder, part, name), 'utf8')), base + name);
    }
  }
  return Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('.json')) return [];
    const schema = schemaOf.find(([pattern]) => pattern.test(path))?.[1];
    const validate = schema && ajv.getSchema(base + schema);
    if (!validate) return [`${path}: there is no schema for it.`];
    if (validate(JSON.parse(text))) return [];
    return (validate.errors ?? []).map((error) => `${path}${error.instancePath}: ${error.message}`);
  });
}
