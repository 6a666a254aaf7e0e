// Reads an app in Make's local-development format: makecomapp.json and the code files it names.
// For the runner, which is a MODEL of Make's engine written from its documentation, not Make.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ModelError } from './errors.ts';
import type { AppFiles } from './files.ts';
import { type Item, itemsSchema } from './parameterSpec.ts';

const codeFiles = z.record(z.string(), z.string().nullable());
const component = z.object({
  codeFiles,
  label: z.string().optional(),
  connection: z.string().nullish(),
  webhook: z.string().nullish(),
  webhookType: z.enum(['web', 'web-shared']).optional(),
  moduleType: z.enum(['action', 'instant_trigger', 'responder', 'search', 'trigger', 'universal']).optional(),
});
// Make writes null for a component that is not deployed.
const componentGroup = z.record(z.string(), component.nullable());
const manifest = z.object({
  fileVersion: z.literal(1),
  generalCodeFiles: z.object({ base: z.string().nullable(), common: z.string().nullable() }),
  components: z.object({
    connection: componentGroup,
    module: componentGroup,
    rpc: componentGroup,
    webhook: componentGroup,
  }),
});
const record = z.record(z.string(), z.unknown());

type Component = z.infer<typeof component>;

/** A connection, a webhook, a module or an RPC: its sections as written, `{}` where it has none. */
export interface Part {
  name: string;
  moduleType: Component['moduleType'];
  webhookType: Component['webhookType'];
  connection: string | undefined;
  /** Of an instant trigger. */
  webhook: string | undefined;
  communication: unknown;
  parameters: Item[];
  /** Of a polling trigger. */
  epoch: unknown;
  /** Of a webhook, as is `detach`. */
  attach: unknown;
  detach: unknown;
}

export interface App {
  base: Record<string, unknown>;
  common: Record<string, unknown>;
  connections: Map<string, Part>;
  modules: Map<string, Part>;
  rpcs: Map<string, Part>;
  webhooks: Map<string, Part>;
}

const loadedBefore = new Map<string | AppFiles, App>();

/** The app of a folder, or of files; read once. Throws when a file is missing or not what Make expects there. */
export function loadApp(dir: string | AppFiles): App {
  const app = loadedBefore.get(dir) ?? readApp(dir);
  loadedBefore.set(dir, app);
  return app;
}

function readApp(dir: string | AppFiles): App {
  const text = (path: string): string => {
    if (typeof dir === 'string') return readFileSync(join(dir, path), 'utf8');
    const file = dir[path];
    if (file === undefined) throw new ModelError(`The app has no file ${path}`);
    return file;
  };
  const read = (path: string): unknown => JSON.parse(text(path));
  const { generalCodeFiles, components } = manifest.parse(read('makecomapp.json'));
  const optional = (path: string | null | undefined): unknown => (path ? read(path) : undefined);
  const part = (name: string, { codeFiles: files, ...rest }: Component): Part => {
    const items = (path: string | null | undefined): Item[] => itemsSchema.parse(optional(path) ?? []);
    const mappable = items(files.mappableParams);
    if (rest.moduleType?.endsWith('trigger') && mappable.length > 0) {
      throw new ModelError(`${name}: a trigger takes static parameters only`);
    }
    return {
      name,
      moduleType: rest.moduleType,
      webhookType: rest.webhookType,
      connection: rest.connection ?? undefined,
      webhook: rest.webhook ?? undefined,
      communication: optional(files.communication) ?? {},
      parameters: [...items(files.params), ...items(files.staticParams), ...mappable],
      epoch: optional(files.epoch) ?? {},
      attach: optional(files.attach) ?? {},
      detach: optional(files.detach) ?? {},
    };
  };
  const parts = (group: z.infer<typeof componentGroup>): Map<string, Part> => {
    const found = new Map<string, Part>();
    for (const [name, given] of Object.entries(group)) if (given) found.set(name, part(name, given));
    return found;
  };
  return {
    base: record.parse(optional(generalCodeFiles.base) ?? {}),
    common: record.parse(optional(generalCodeFiles.common) ?? {}),
    connections: parts(components.connection),
    modules: parts(components.module),
    rpcs: parts(components.rpc),
    webhooks: parts(components.webhook),
  };
}
