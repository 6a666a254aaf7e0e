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
  ['the app of the settings', ['--settings', client, '--out', 'pack'], deployed, 'passkit-client'],
  [
    'the app that was deployed, when the settings name none',
    ['--settings', nameless, '--out', 'pack'],
    deployed,
    'passkit-eu1eu1',
  ],
  [
    'the app of --app before that of the settings',
    ['--settings', client, '--out', 'pack', '--app', 'my-app'],
    none,
    'my-app',
  ],
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
  ['settings that are not there', ['--settings', none, '--out', 'pack'], {}, /cannot be read/],
  [
    'settings that are not JSON',
    ['--settings', file('text.json', 'client: x'), '--out', 'pack'],
    {},
    /is not JSON/,
  ],
  [
    'a zone that is none',
    ['--settings', file('zone.json', { timeZone: 'Mars' }), '--out', 'pack'],
    {},
    /timeZone: must be the name of a time zone, such as Europe\/Berlin/,
  ],
  [
    'an offset for a zone',
    ['--settings', file('offset.json', { timeZone: '+02:00' }), '--out', 'pack'],
    {},
    /timeZone: must/,
  ],
  [
    'settings with a mistake',
    ['--settings', file('wrong.json', { colour: 'red' }), '--out', 'pack'],
    {},
    /colour/,
  ],
  [
    'a client without a folder of its own',
    ['--settings', client],
    {},
    /Add --out, such as --out client-pack/,
  ],
  [
    'a pack in the place of this repository’s',
    ['--out', 'templates'],
    {},
    /templates\/make holds other files/,
  ],
  ['a pack among its recipes', ['--out', './docs'], {}, /docs\/recipes holds other files/],
  ['a pack among its code', ['--out', '.'], {}, /holds other files than those of a pack/],
  ['a pack among its models', ['--settings', client, '--out', 'standIns'], {}, /holds other files/],
  ['an app that is none', ['--app', 'My App'], {}, /app: must be/],
  ['an option that is none', ['--zone', 'eu1'], {}, /--zone/],
])('%s: a message in plain words', (_what, args, state, message) => {
  expect(() => readOptions(args, file('state.json', state))).toThrow(message);
});
