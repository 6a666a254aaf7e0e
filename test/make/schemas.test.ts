// The check of a Make app against Make's schemas, on schemas written for it: which file is checked with which, and what is told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSchemas } from '../../make/schemas.ts';

/** Each schema of Make's takes what names it, and nothing else. */
const names = [
  ['imljson', 'base.json'],
  ['imljson', 'groups.json'],
  ['imljson', 'api.json'],
  ['imljson', 'epoch.json'],
  ['imljson', 'parameters.json'],
  ['imljson', 'samples.json'],
  ['imljson', 'scope.json'],
  ['local-development', 'makecomapp.schema.json'],
] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  for (const part of new Set(names.map(([part]) => part))) mkdirSync(join(folder, part));
  for (const [part, name] of names) {
    const schema = {
      // The editor's own keyword, and a pattern that is none in Unicode mode.
      errorMessage: 'Look again.',
      type: 'object',
      required: ['is', 'at'],
      properties: { is: { const: name }, at: { format: 'uri' }, key: { pattern: '^[\\_a-z-]+$' } },
    };
    writeFileSync(join(folder, part, name), JSON.stringify(schema));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (path: string, content: unknown) => checkSchemas({ [path]: JSON.stringify(content) }, folder);
const at = 'https://example.com';

test.each([
  ['makecomapp.json', 'makecomapp.schema.json'],
  ['general/base.iml.json', 'base.json'],
  ['modules/groups.json', 'groups.json'],
  ['modules/find-pass/find-pass.communication.iml.json', 'api.json'],
  ['webhooks/events/events.attach.iml.json', 'api.json'],
  ['webhooks/events/events.detach.iml.json', 'api.json'],
  ['modules/watch/watch.epoch.iml.json', 'epoch.json'],
  ['modules/find-pass/find-pass.static-params.iml.json', 'parameters.json'],
  ['modules/find-pass/find-pass.interface.iml.json', 'parameters.json'],
  ['modules/find-pass/find-pass.samples.iml.json', 'samples.json'],
  ['modules/find-pass/find-pass.scope.iml.json', 'scope.json'],
])('%s is checked with %s', (path, schema) => {
  expect(check(path, { is: schema, at, key: 'a-b' })).toEqual([]);
  expect(check(path, { is: 'another', at })).toEqual([`${path}/is: must be equal to constant`]);
});

test.each([
  'modules/makecomapp.json',
  'general/common.json',
  'modules/groups.json.iml.json',
  'x/base.iml.json.json',
  'x/a.communication.iml.json.json',
  'x/a.epoch.iml.json.json',
  'x/a.interface.iml.json.json',
  'x/a.samples.iml.json.json',
  'x/a.scope.iml.json.json',
])('a file for which there is no schema, such as %s, is told', (path) => {
  expect(check(path, {})).toEqual([`${path}: there is no schema for it.`]);
});

test('all that is wrong is told, and what is no JSON is not looked at', () => {
  const path = 'general/base.iml.json';
  expect(check(path, { is: 1, at: 'nowhere', key: 'A' })).toHaveLength(3);
  expect(checkSchemas({ 'README.md': '# PassKit' }, folder)).toEqual([]);
});
