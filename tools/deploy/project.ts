// Reads the app from its folder: a makecomapp.json project of Make's local development.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Stop } from './errors.ts';
import { type Described, manifest } from './manifest.ts';
import { type Kind, type SectionsOf, sectionOf } from './sections.ts';

/** A component with what its code files hold. The id is its name in the project; on Make only modules and RPCs keep it. */
export type Component<K extends Kind> = Omit<Described[K], 'codeFiles'> & {
  id: string;
  label: string;
  sections: { name: SectionsOf[K]; text: string }[];
};

export interface Project {
  base: string;
  groups: string;
  readme: string;
  connections: Component<'connection'>[];
  rpcs: Component<'rpc'>[];
  webhooks: Component<'webhook'>[];
  modules: Component<'module'>[];
}

function read(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    throw new Stop(`${join(folder, file)} cannot be read. Is the app built?`);
  }
}

function readJson(folder: string, file: string): { text: string; value: unknown } {
  const text = read(folder, file);
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    throw new Stop(`${join(folder, file)} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The components of one kind with their sections, in the order of the table of sections. */
function readComponents<S extends string, D extends { codeFiles: Record<string, string | null> }>(
  folder: string,
  components: Record<string, D>,
  sections: Record<string, S>,
) {
  return Object.entries(components).map(([id, { codeFiles, ...described }]) => {
    const unknown = Object.keys(codeFiles).find((name) => codeFiles[name] && !(name in sections));
    if (unknown) throw new Stop(`makecomapp.json: the ${unknown} of ${id} is not deployed by this command.`);
    const texts = Object.entries(sections).flatMap(([codeFile, name]) => {
      const file = codeFiles[codeFile];
      return file ? [{ name, text: readJson(folder, file).text }] : [];
    });
    return { ...described, id, sections: texts };
  });
}

/** Labels are all that tells a connection or webhook from another one on Make. */
function checkLabels(kind: string, components: { label: string }[]): void {
  const labels = components.map(({ label }) => label);
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (twice) throw new Stop(`makecomapp.json: two ${kind}s have the label ${twice}.`);
}

function checkReferences(kind: string, components: { id: string }[], references: (string | null)[]): void {
  const missing = references.find(
    (id) => id !== null && !components.some((component) => component.id === id),
  );
  if (missing) throw new Stop(`makecomapp.json: there is no ${kind} ${missing}.`);
}

/** The whole app, checked: every file is there and is JSON, and every reference leads somewhere. */
export function readProject(folder: string): Project {
  const parsed = manifest.safeParse(readJson(folder, 'makecomapp.json').value);
  if (!parsed.success) throw new Stop(`makecomapp.json:\n${z.prettifyError(parsed.error)}`);
  const { generalCodeFiles, components } = parsed.data;
  const project = {
    base: readJson(folder, generalCodeFiles.base).text,
    groups: readJson(folder, generalCodeFiles.groups).text,
    readme: read(folder, generalCodeFiles.readme),
    connections: readComponents(folder, components.connection, sectionOf.connection),
    rpcs: readComponents(folder, components.rpc, sectionOf.rpc),
    webhooks: readComponents(folder, components.webhook, sectionOf.webhook),
    modules: readComponents(folder, components.module, sectionOf.module),
  };
  const { connections, rpcs, webhooks, modules } = project;
  checkLabels('connection', connections);
  checkLabels('webhook', webhooks);
  const connected = [...rpcs, ...webhooks, ...modules];
  checkReferences(
    'connection',
    connections,
    connected.flatMap((user) => [user.connection, user.altConnection]),
  );
  checkReferences(
    'webhook',
    webhooks,
    modules.map((user) => user.webhook),
  );
  return project;
}
