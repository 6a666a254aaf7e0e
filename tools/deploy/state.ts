// make/.deploy.json, which git ignores: the id that Make gave the app in each zone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { DeployedApp } from './app.ts';
import { Stop } from './errors.ts';

const deployments = z.record(z.string(), z.object({ app: z.string(), version: z.int().positive() }));

function read(file: string): z.infer<typeof deployments> {
  if (!existsSync(file)) return {};
  try {
    return deployments.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Stop(`${file} is damaged. Delete it: the app is then found by its label.`);
  }
}

/** The apps that earlier runs deployed, by zone. */
export const recordedApps = (file: string): Record<string, DeployedApp> => read(file);

/** The app that an earlier run deployed to the zone. */
export const recordedApp = (file: string, zone: string): DeployedApp | undefined => read(file)[zone];

/** Remembers the app of the zone and leaves the other zones alone. */
export function recordApp(file: string, zone: string, { app, version }: DeployedApp): void {
  writeFileSync(file, `${JSON.stringify({ ...read(file), [zone]: { app, version } }, null, 2)}\n`);
}
