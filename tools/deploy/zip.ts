// The app as the ZIP archive that the Make Apps Editor imports (Import App): it creates a new app in one go.
import { zipSync } from 'fflate';
import { appIdentity } from './app.ts';
import { emptySection, moduleTypes } from './sections.ts';
import type { WantedApp } from './wholeParts.ts';

/** The importer cannot do without any section of these, nor knows other ones. */
const sections = {
  connections: ['api', 'scope', 'scopes', 'parameters'],
  rpcs: ['api', 'parameters'],
  webhooks: ['api', 'parameters', 'attach', 'detach', 'scope', 'update'],
};

interface Part {
  id: string;
  sections: { name: string; text: string }[];
}

type Files = Record<string, string>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function partFiles(
  folder: string,
  part: Part,
  names: readonly string[],
  metadata: Record<string, unknown>,
): Files {
  const text = (name: string) =>
    part.sections.find((section) => section.name === name)?.text ?? emptySection(name);
  return {
    [`${folder}/${part.id}/metadata.json`]: json({ name: part.id, ...metadata }),
    ...Object.fromEntries(names.map((name) => [`${folder}/${part.id}/${name}.imljson`, text(name)])),
  };
}

/** The files of the archive by their paths in it, without the icon. The importer knows no groups and no crud. */
function archiveFiles({ base, readme, connections, rpcs, webhooks, modules }: WantedApp): Files {
  const { name, label, description, theme, language } = appIdentity;
  const parts = [
    ...connections.map((part) =>
      partFiles('connections', part, sections.connections, { label: part.label, type: part.connectionType }),
    ),
    ...rpcs.map((part) =>
      partFiles('rpcs', part, sections.rpcs, { label: part.label, connection: part.connection }),
    ),
    ...webhooks.map((part) =>
      partFiles('webhooks', part, sections.webhooks, {
        label: part.label,
        connection: part.connection,
        type: part.webhookType,
      }),
    ),
    ...modules.map((part) =>
      partFiles('modules', part, moduleTypes[part.moduleType].sections, {
        label: part.label,
        description: part.description,
        type: part.moduleType,
        connection: part.connection,
        webhook: part.webhook,
      }),
    ),
  ];
  return {
    'metadata.json': json({ name, label, description, version: 1, theme, language, countries: null }),
    '.sdk': json({ version: 2 }),
    'base.imljson': base,
    'readme.md': readme,
    ...Object.assign({}, ...parts),
  };
}

/** The archive. The same app gives the same bytes on every computer and at any time. */
export function makeZip(wanted: WantedApp): Uint8Array {
  const files = Object.entries(archiveFiles(wanted)).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  const entries = [...files, ['assets/icon.png', wanted.icon] as const].map(
    ([path, bytes]) => [`${appIdentity.name}/${path}`, bytes] as const,
  );
  // ZIP keeps the local time: the parts of this date are the same in every time zone.
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(2000, 0, 1) });
}
