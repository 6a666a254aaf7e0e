// What templates:build and templates:check are told.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../../commands/templatesOptions.ts';
import { packLayout, repositoryLayout } from '../../templates/pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'templates-'));
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const none = join(folder, 'none.json');
const deployed = file('deployed.json', { eu1: { app: 'passkit-eu1eu1', version: 1 } });
const nameless = file('nameless.json', { client: 'Demo Coffee' });
const client = file('client.json', { client: 'Demo Coffee', app: 'passkit-client' });

test.each([
  ['a placeholder', [], none, 'passkit-xxxxxx'],
  ['the app that was deployed', [], deployed, 'passkit-eu1eu1'],
  ['the app of --app', ['--app', 'passkit-ab12cd'], deployed, 'passkit-ab12cd'],
  ['the app of the settings', ['--settings', client], deployed, 'passkit-client'],
  [
    'the app that was deployed, when the settings name none',
    ['--settings', nameless],
    deployed,
    'passkit-eu1eu1',
  ],
  ['the app of --app before that of the settings', ['--settings', client, '--app', 'my-app'], none, 'my-app'],
])('made for %s', (_what, args, stateFile, app) => {
  expect(readOptions(args, stateFile).settings.app).toBe(app);
});

test('written to the repository, or to a folder of their own', () => {
  expect(readOptions([], none).layout).toEqual(repositoryLayout);
  expect(readOptions(['--out', 'pack'], none).layout).toEqual(packLayout('pack'));
});

test.each([
  [
    'several deployed apps',
    [],
    { eu1: { app: 'a-1', version: 1 }, us1: { app: 'b-2', version: 1 } },
    /--app with one of: a-1, b-2/,
  ],
  ['settings that are not there', ['--settings', none], {}, /cannot be read/],
  ['settings that are not JSON', ['--settings', file('text.json', 'client: x')], {}, /is not JSON/],
  ['settings with a mistake', ['--settings', file('wrong.json', { colour: 'red' })], {}, /colour/],
  ['an app that is none', ['--app', 'My App'], {}, /app: must be/],
  ['an option that is none', ['--zone', 'eu1'], {}, /--zone/],
])('%s: a message in plain words', (_what, args, state, message) => {
  expect(() => readOptions(args, file('state.json', state))).toThrow(message);
});
