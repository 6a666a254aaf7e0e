// Finds the app among those of the account: the recorded one, or else one that looks like ours.
import type { Make } from '@makehq/sdk';
import * as z from 'zod';
import { appIdentity, type DeployedApp } from './app.ts';
import { Stop } from './errors.ts';

const listed = z.object({
  name: z.string(),
  version: z.number(),
  label: z.string(),
  description: z.string().nullish(),
  theme: z.string().toLowerCase().nullish(),
  language: z.string().nullish(),
});
export type ListedApp = z.infer<typeof listed>;

/** Make puts a suffix behind the name that was asked for. */
const isOurs = ({ name, label }: ListedApp): boolean =>
  label === appIdentity.label && (name === appIdentity.name || name.startsWith(`${appIdentity.name}-`));

/** The app in the account. Undefined when there is none yet; an app that was deployed before has to be there. */
export async function findApp(make: Make, recorded?: DeployedApp): Promise<ListedApp | undefined> {
  const cols: (keyof ListedApp)[] = ['name', 'version', 'label', 'description', 'theme', 'language'];
  const apps = z.array(listed).parse(await make.sdk.apps.list({ cols }));
  if (recorded) {
    const found = apps.find(({ name, version }) => name === recorded.app && version === recorded.version);
    if (found) return found;
    throw new Stop(
      `make/.deploy.json says that ${recorded.app} is the app in this zone, but the account of this token does not have it. Check the token. If you deleted the app, delete its entry in that file too.`,
    );
  }
  const ours = apps.filter(isOurs).sort((a, b) => b.version - a.version);
  const names = [...new Set(ours.map(({ name }) => name))];
  if (names.length > 1) {
    throw new Stop(
      `The account has several apps that could be this one: ${names.join(', ')}. Write the id of the right one to make/.deploy.json, such as {"eu1": {"app": "${names[0]}", "version": 1}}, or delete the others in Make.`,
    );
  }
  return ours[0];
}
