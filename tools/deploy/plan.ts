// Compares the project with the app on Make and lists, in order, the calls that make them equal.
import type { DeployPlan } from './changes.ts';
import type { Client } from './client.ts';
import { chooseApp, listApps } from './findApp.ts';
import { kindsOnMake, type Target } from './kinds.ts';
import { planApp } from './planApp.ts';
import { planKind } from './planKind.ts';
import type { ZoneState } from './state.ts';
import { planWhole, type WantedApp, wholeParts } from './wholeParts.ts';

/** Reads the app on Make and compares. `adopt` is the id of one that this project has not created. */
export async function makePlan(
  client: Client,
  wanted: WantedApp,
  state: ZoneState,
  adopt?: string,
): Promise<DeployPlan> {
  const apps = await listApps(client.make);
  const found = chooseApp(apps, state.read(), adopt);
  const target: Target = { connections: new Map(), webhooks: new Map() };
  if (found) {
    target.app = { app: found.name, version: found.version };
    state.write(target.app);
  }
  const hasApp = found !== undefined;
  const whole = wholeParts(client.make, target, wanted);
  const kinds = kindsOnMake(client.make, target);

  // In the order of the requests: what refers to another part comes after it.
  const app = planApp(client, target, { found, apps }, state);
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
