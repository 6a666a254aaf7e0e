// Compares the project with the app on Make and lists, in order, the calls that make them equal.
import { appIdentity, type DeployedApp } from './app.ts';
import type { DeployPlan } from './changes.ts';
import type { Client } from './client.ts';
import { sameMetadata } from './compare.ts';
import { findApp, type ListedApp } from './findApp.ts';
import { kindsOnMake, type Target } from './kinds.ts';
import { planKind } from './planKind.ts';
import { planWhole, type WantedApp, wholeParts } from './wholeParts.ts';

type OnApp = (app: DeployedApp) => void;

/** Creates the app, or brings its label and the like up to date. */
function planApp(
  { make, createOnce }: Client,
  target: Target,
  found: ListedApp | undefined,
  onApp: OnApp,
): DeployPlan {
  const { name, audience, ...metadata } = appIdentity;
  const update = () => make.sdk.apps.update(found?.name ?? name, found?.version ?? 1, metadata);
  const create = async (): Promise<void> => {
    const created = await createOnce<Pick<ListedApp, 'name' | 'version'>>(
      (once) => once.sdk.apps.create({ name, audience, ...metadata }),
      () => findApp(make),
    );
    target.app = { app: created.name, version: created.version };
    onApp(target.app);
  };
  const change = found
    ? {
        area: 'App',
        action: 'update' as const,
        subject: found.name,
        calls: [{ part: 'label and the like', send: update }],
      }
    : { area: 'App', action: 'create' as const, subject: name, calls: [{ part: '', send: create }] };
  const isSame = found !== undefined && sameMetadata({ ...found }, metadata);
  return { changes: isSame ? [] : [change], unchanged: isSame ? 1 : 0, strangers: [] };
}

/** Reads the app on Make and compares. `onApp` hears of its id as soon as the id is known. */
export async function makePlan(
  client: Client,
  wanted: WantedApp,
  recorded: DeployedApp | undefined,
  onApp: OnApp,
): Promise<DeployPlan> {
  const found = await findApp(client.make, recorded);
  const target: Target = { connections: new Map(), webhooks: new Map() };
  if (found) {
    target.app = { app: found.name, version: found.version };
    onApp(target.app);
  }
  const hasApp = found !== undefined;
  const whole = wholeParts(client.make, target, wanted);
  const kinds = kindsOnMake(client.make, target);

  // In the order of the requests: what refers to another part comes after it.
  const app = planApp(client, target, found, onApp);
  const base = await planWhole(whole.base, hasApp);
  const connections = await planKind('Connections', client, kinds.connection, wanted.connections, hasApp);
  const rpcs = await planKind('RPCs', client, kinds.rpc, wanted.rpcs, hasApp);
  const webhooks = await planKind('Webhooks', client, kinds.webhook, wanted.webhooks, hasApp);
  const modules = await planKind('Modules', client, kinds.module, wanted.modules, hasApp);
  const components = [connections, rpcs, webhooks, modules];
  const metadata = { changes: components.flatMap((plan) => plan.metadata), unchanged: 0, strangers: [] };
  const groups = await planWhole(whole.groups, hasApp);
  const readme = await planWhole(whole.readme, hasApp);
  const icon = await planWhole(whole.icon, hasApp);

  const plans = [app, base, ...components, metadata, groups, readme, icon];
  return {
    changes: plans.flatMap(({ changes }) => changes),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged, 0),
    strangers: plans.flatMap(({ strangers }) => strangers),
  };
}
