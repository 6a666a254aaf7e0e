// Finds the app among those of the account: the one that this project has created, or was told to take over. No other
// is touched, whatever it is called, and none that others use.
import type { Make } from '@makehq/sdk';
import * as z from 'zod';
import { appIdentity, type DeployedApp } from './app.ts';
import { Stop } from './errors.ts';
import type { Recorded } from './state.ts';

const listed = z.object({
  name: z.string(),
  version: z.number(),
  label: z.string(),
  description: z.string().nullish(),
  theme: z.string().toLowerCase().nullish(),
  language: z.string().nullish(),
  public: z.boolean(),
  approved: z.boolean(),
  created: z.string(),
});
export type ListedApp = z.infer<typeof listed>;

/** The apps of the account, the newest version of each first. */
export async function listApps(make: Make): Promise<ListedApp[]> {
  const cols: (keyof ListedApp)[] = [
    'name',
    'version',
    'label',
    'description',
    'theme',
    'language',
    'public',
    'approved',
    'created',
  ];
  const apps = z.array(listed).parse(await make.sdk.apps.list({ cols }));
  return apps.sort((a, b) => b.version - a.version);
}

const othersUse = (app: ListedApp): boolean => app.public || app.approved;

/** Make puts a suffix behind the name that was asked for. */
const looksLikeOurs = ({ name, label }: ListedApp): boolean =>
  label === appIdentity.label && (name === appIdentity.name || name.startsWith(`${appIdentity.name}-`));

/** The apps that may have come from this project, but for those that others use. */
export const similar = (apps: readonly ListedApp[]): ListedApp[] =>
  apps.filter((app) => looksLikeOurs(app) && !othersUse(app));

/** What an app is called in its description until its id has been written down. */
export const markedAs = (marker: string): string => `${appIdentity.description} (${marker})`;

/** The app to bring up to date. Undefined when it has still to be created. Throws Stop. */
export function chooseApp(
  apps: readonly ListedApp[],
  recorded: Recorded | undefined,
  adopt?: string,
): ListedApp | undefined {
  const app = recorded && 'app' in recorded ? recorded : undefined;
  if (adopt !== undefined && app && app.app !== adopt) {
    throw new Stop(
      `make/.deploy.json says that ${app.app} is the app in this zone. To take over ${adopt} in its place, delete that entry first.`,
    );
  }
  const found = app
    ? recordedApp(apps, app)
    : adopt !== undefined
      ? adopted(apps, adopt)
      : ownOrNone(apps, recorded);
  if (found && othersUse(found)) {
    throw new Stop(
      `${found.name} is ${found.approved ? 'approved' : 'public'} on Make, so others may be using it: this command does not change it. Change it in Make’s own editor.`,
    );
  }
  return found;
}

function recordedApp(apps: readonly ListedApp[], { app, version }: DeployedApp): ListedApp {
  const found = apps.find((candidate) => candidate.name === app && candidate.version === version);
  if (found) return found;
  throw new Stop(
    `make/.deploy.json says that ${app} is the app in this zone, but the account of this token does not have it. Check the token. If you deleted the app, delete its entry in that file too.`,
  );
}

function adopted(apps: readonly ListedApp[], adopt: string): ListedApp {
  const found = apps.find(({ name }) => name === adopt);
  if (found) return found;
  const names = namesOf(apps);
  throw new Stop(
    `The account has no app with the id ${adopt}. ${names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.'}`,
  );
}

/** The app that a run created whose answer got lost. Others that look like it have to be named by the user. */
function ownOrNone(apps: readonly ListedApp[], recorded: Recorded | undefined): ListedApp | undefined {
  const marker = recorded && 'creating' in recorded ? recorded.creating : undefined;
  const own = marker && apps.find(({ description }) => description === markedAs(marker));
  if (own) return own;
  const [name, ...more] = namesOf(similar(apps));
  if (name === undefined) return undefined;
  throw new Stop(
    `The account has ${more.length > 0 ? 'apps' : 'an app'} named ${appIdentity.label} that this command has no record of creating: ${[name, ...more].join(', ')}. To overwrite it with this project, add --adopt ${name}. If it is something else, give it another name in Make first.`,
  );
}

const namesOf = (apps: readonly ListedApp[]): string[] => [...new Set(apps.map(({ name }) => name))];
