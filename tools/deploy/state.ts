// make/.deploy.json, which git ignores: the id that Make gave the app in each zone, or that one is being created there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { DeployedApp } from './app.ts';
import { Stop } from './errors.ts';

const deployed = z.object({ app: z.string(), version: z.int().positive() });
/** `creating` stands in the description of an app until its id is known here, so that no other is taken for it. */
const begun = z.object({ creating: z.string() });
const deployments = z.record(z.string(), z.union([deployed, begun]));
export type Recorded = z.infer<typeof deployed> | z.infer<typeof begun>;

function read(file: string): z.infer<typeof deployments> {
  if (!existsSync(file)) return {};
  try {
    return deployments.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Stop(`${file} is damaged. Delete it, and name the app with --adopt the next time.`);
  }
}

/** The apps that earlier runs deployed, by zone. */
export const recordedApps = (file: string): Record<string, DeployedApp> =>
  Object.fromEntries(
    Object.entries(read(file)).flatMap(([zone, entry]) => ('app' in entry ? [[zone, entry]] : [])),
  );

/** What is remembered of one zone. */
export interface ZoneState {
  read(): Recorded | undefined;
  /** Remembers the app, or that one is being created, or nothing any more; leaves the other zones alone. */
  write(entry: Recorded | undefined): void;
}

export const zoneState = (file: string, zone: string): ZoneState => ({
  read: () => read(file)[zone],
  write(entry) {
    const { [zone]: _, ...others } = read(file);
    const all = entry === undefined ? others : { ...others, [zone]: entry };
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  },
});
