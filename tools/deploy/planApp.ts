// The app itself: created once, whatever gets lost on the way and whoever does the same at the same time.
import { randomUUID } from 'node:crypto';
import type { Make } from '@makehq/sdk';
import { appIdentity } from './app.ts';
import type { DeployPlan } from './changes.ts';
import type { Client } from './client.ts';
import { sameMetadata } from './compare.ts';
import { Stop } from './errors.ts';
import { type ListedApp, listApps, markedAs, similar } from './findApp.ts';
import type { Target } from './kinds.ts';
import type { ZoneState } from './state.ts';

const { name, audience, ...metadata } = appIdentity;

/** Creates the app, or brings its label and the like up to date. `apps` are those of the account before that. */
export function planApp(
  client: Client,
  target: Target,
  { found, apps }: { found: ListedApp | undefined; apps: readonly ListedApp[] },
  state: ZoneState,
): DeployPlan {
  const { make } = client;
  if (found) {
    const send = () => make.sdk.apps.update(found.name, found.version, metadata);
    const same = sameMetadata({ ...found }, metadata);
    const calls = [{ part: 'label and the like', send }];
    return {
      changes: same ? [] : [{ area: 'App', action: 'update', subject: found.name, calls }],
      unchanged: same ? 1 : 0,
      strangers: [],
    };
  }
  const send = async (): Promise<void> => {
    const created = await create(client, state);
    target.app = { app: created.name, version: created.version };
    state.write(target.app);
    await giveWay(make, created.name, apps, state);
    await make.sdk.apps.update(created.name, created.version, metadata);
  };
  const change = { area: 'App', action: 'create' as const, subject: name, calls: [{ part: '', send }] };
  return { changes: [change], unchanged: 0, strangers: [] };
}

/** Its description says which run it is from: if no answer comes, it is known again by that, now or by the next run. */
function create(
  { make, createOnce }: Client,
  state: ZoneState,
): Promise<Pick<ListedApp, 'name' | 'version'>> {
  const creating = randomUUID();
  const description = markedAs(creating);
  state.write({ creating });
  return createOnce<Pick<ListedApp, 'name' | 'version'>>(
    (once) => once.sdk.apps.create({ name, audience, ...metadata, description }),
    async () => (await listApps(make)).find((app) => app.description === description),
  );
}

/** Two computers may do this at the same time: the one whose app came later deletes its own, which is empty yet. */
async function giveWay(
  make: Make,
  own: string,
  before: readonly ListedApp[],
  state: ZoneState,
): Promise<void> {
  const apps = await listApps(make);
  const mine = apps.find((app) => app.name === own);
  const rivals = similar(apps).filter(
    (app) => app.name !== own && !before.some((earlier) => earlier.name === app.name),
  );
  const [first] = rivals.filter((app) => !mine || Date.parse(app.created) <= Date.parse(mine.created));
  if (!first) return;
  await make.sdk.apps.delete(own, mine?.version ?? 1);
  state.write(undefined);
  throw new Stop(
    `Another run has created ${first.name} in this account at the same time, so the app of this run was deleted again. When the other run has ended, add --adopt ${first.name} to bring that app up to date from here.`,
  );
}
