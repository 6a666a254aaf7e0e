// The archive for Import App: all the files that the importer reads, with the project's own content.
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { readProject } from '../../../tools/deploy/project.ts';
import { makeZip } from '../../../tools/deploy/zip.ts';
import { iconFile } from './run.ts';

const icon = readFileSync(iconFile);
const project = readProject('test/tools/deploy/fixture');
const zip = makeZip({ ...project, icon });
const files = unzipSync(zip);
const text = (path: string): string => strFromU8(files[`passkit/${path}`] ?? new Uint8Array());

const action = ['metadata.json', 'api', 'parameters', 'expect', 'interface', 'samples', 'scope'];

test.each([
  ['', ['metadata.json', '.sdk', 'base', 'readme.md', 'assets/icon.png']],
  ['connections/passkit/', ['metadata.json', 'api', 'scope', 'scopes', 'parameters']],
  ['rpcs/listPrograms/', ['metadata.json', 'api', 'parameters']],
  ['rpcs/listTiers/', ['metadata.json', 'api', 'parameters']],
  ['webhooks/memberEvents/', ['metadata.json', 'api', 'parameters', 'attach', 'detach', 'scope', 'update']],
  ['modules/watchMembers/', ['metadata.json', 'api', 'parameters', 'interface', 'samples']],
  ['modules/getMember/', action],
  ['modules/searchMembers/', action],
  ['modules/makeApiCall/', action],
])('passkit/%s has every file that the importer reads, and no other', (folder, names) => {
  const wanted = names.map(
    (name) => `passkit/${folder}${name.includes('.') || name.includes('/') ? name : `${name}.imljson`}`,
  );
  const isOwn = (path: string): boolean =>
    path.startsWith(`passkit/${folder}`) &&
    (folder !== '' || path.split('/').length === 2 || path.includes('assets'));
  expect(Object.keys(files).filter(isOwn).sort()).toEqual(wanted.sort());
});

test('the sections are those of the project', () => {
  expect(text('base.imljson')).toBe(project.base);
  expect(text('readme.md')).toBe(project.readme);
  for (const kind of ['connections', 'rpcs', 'webhooks', 'modules'] as const) {
    for (const { id, sections } of project[kind]) {
      for (const section of sections)
        expect(text(`${kind}/${id}/${section.name}.imljson`)).toBe(section.text);
    }
  }
  expect(Buffer.from(files['passkit/assets/icon.png'] ?? []).equals(icon)).toBe(true);
});

test('a section that the project leaves out is empty in the right way', () => {
  const [connection] = project.connections;
  if (!connection) throw new Error('no connection');
  const bare = { ...project, icon, connections: [{ ...connection, sections: [] }] };
  const read = unzipSync(makeZip(bare));
  const section = (name: string) =>
    JSON.parse(strFromU8(read[`passkit/connections/passkit/${name}.imljson`] ?? new Uint8Array()));
  expect(['api', 'scope', 'scopes', 'parameters'].map(section)).toEqual([{}, [], {}, []]);
});

test.each([
  ['.sdk', { version: 2 }],
  ['metadata.json', { name: 'passkit', label: 'PassKit', version: 1, language: 'en', countries: null }],
  ['connections/passkit/metadata.json', { name: 'passkit', label: 'PassKit', type: 'basic' }],
  ['rpcs/listTiers/metadata.json', { name: 'listTiers', label: 'List tiers', connection: 'passkit' }],
  ['webhooks/memberEvents/metadata.json', { name: 'memberEvents', connection: 'passkit', type: 'web' }],
  [
    'modules/watchMembers/metadata.json',
    { type: 'instant_trigger', connection: null, webhook: 'memberEvents' },
  ],
  [
    'modules/getMember/metadata.json',
    { name: 'getMember', description: 'Returns a member.', type: 'action', connection: 'passkit' },
  ],
])('passkit/%s says what it is', (path, metadata) => {
  expect(JSON.parse(text(path))).toMatchObject(metadata);
});

test('the same project gives the same bytes in every time zone', () => {
  const zone = process.env.TZ;
  const zips = ['Pacific/Auckland', 'America/Los_Angeles'].map((name) => {
    process.env.TZ = name;
    return Buffer.from(makeZip({ ...project, icon }));
  });
  process.env.TZ = zone ?? '';
  for (const other of zips) expect(other.equals(zip)).toBe(true);
});
