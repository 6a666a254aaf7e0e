// The project's code for the golden exchanges, and the only file of them that imports it: the Zapier app, the Make app in
// a model of Make, and the redemption page, run with the inputs of a case.
import zapierDefinition from '../../index.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import { fetchVisitHttp, visitRuntime } from '../../redeem/runtime.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { ourApp } from '../make/ourApp.ts';
import { zapWith } from '../support/hooks.ts';
import { zapierApp } from '../support/zapier.ts';
import type { Data } from './cases.ts';
import { connection, host } from './passkit.ts';

/** Where webhooks are delivered to. */
const hookUrl = 'https://hooks.example.com/golden';

/** What the inputs are for, in the zone of the account. */
export interface Job {
  input: Data;
  zone: string;
}

/** What a platform can do. Bundles are as users get them; what stops a run is thrown. */
export interface Platform {
  run(operation: string, job: Job): Promise<Data[]>;
  /** Turns a trigger for an event on, and off again. */
  subscribe(trigger: string, event: string, job: Job): Promise<void>;
  /** What one delivery gives, each of the two times it arrives. */
  receive(trigger: string, event: string, job: Job, body: Data): Promise<Data[][]>;
  /** The newest first. */
  poll(trigger: string, job: Job): Promise<Data[]>;
  choices(field: string, job: Job): Promise<{ value: unknown; label: unknown }[]>;
}

const passUser = zapierApp(connection);
const delivery = (body: Data) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  content: JSON.stringify(body),
});

const zapier: Platform = {
  async run(operation, { input, zone }) {
    if (/^(find|search|count)_/.test(operation)) return passUser.search(operation, input, { timezone: zone });
    return [await passUser.create(operation, input, { timezone: zone })];
  },
  async subscribe(trigger, _event, { input }) {
    const zap = zapWith(trigger, connection, input);
    await zap.unsubscribe(await zap.subscribe(hookUrl));
  },
  async receive(trigger, _event, { input }, body) {
    const zap = zapWith(trigger, connection, input);
    return [await zap.receive(delivery(body)), await zap.receive(delivery(body))];
  },
  poll: (trigger, { input }) => passUser.dropdown(trigger, input),
  async choices(field, { input }) {
    const found = await passUser.dropdown(dropdownKey(field), input);
    return found.map(({ id, name }) => ({ value: id, label: name }));
  },
};

/** Hidden triggers fill the dropdowns: `programId` has `program_list`, as its field says with `dynamic`. */
function dropdownKey(field: string): string {
  const key = `${field.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_list`;
  if (!zapierDefinition.triggers?.[key]) throw new Error(`no dropdown ${key}`);
  return key;
}

const camelCase = (key: string) => key.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

const scenarios = new Map<string, ReturnType<typeof makeApp>>();

/** The Make app in a zone; its files are read once. */
function onMake(timezone: string) {
  const app =
    scenarios.get(timezone) ?? makeApp({ dir: ourApp, connection, timezone, hosts: { [host]: host } });
  scenarios.set(timezone, app);
  return app;
}

/** As Make takes them: pairs in an array. */
function asParameters({ metaData, ...rest }: Data): Data {
  const pairs = Object.entries(typeof metaData === 'object' && metaData !== null ? metaData : {});
  return { ...rest, ...(pairs.length > 0 && { metaData: pairs.map(([key, value]) => ({ key, value })) }) };
}

const polled: Record<string, string> = {
  new_pass_polling: 'watchNewPasses',
  updated_pass_polling: 'watchUpdatedPasses',
  new_member_event: 'watchMemberEvents',
};

const make: Platform = {
  run: (operation, { input, zone }) => onMake(zone).run(camelCase(operation), asParameters(input)),
  async subscribe(_trigger, event, { input, zone }) {
    const hook = await onMake(zone).attach('watchPassEvents', { ...input, events: [event] }, hookUrl);
    await hook.detach();
  },
  async receive(_trigger, event, { input, zone }, body) {
    const hook = await onMake(zone).attach('watchPassEvents', { ...input, events: [event] }, hookUrl);
    const { content, ...rest } = delivery(body);
    const receive = async () => (await hook.receive({ ...rest, body: content })).bundles;
    return [await receive(), await receive()];
  },
  async poll(trigger, { input, zone }) {
    const watch = onMake(zone).watch(polled[trigger] ?? '', { ...input, limit: 100 });
    await watch.start('all');
    return (await watch.poll()).reverse();
  },
  async choices(field, { input, zone }) {
    const found = await onMake(zone).rpc(camelCase(dropdownKey(field)), input);
    return found.map((one) => ({ value: undefined, label: undefined, ...(typeof one === 'object' && one) }));
  },
};

export const platforms = { zapier, make };

/**
 * A visitor of the redemption page: opens the link, and `tap`s later. Redirects are followed; the answer is the page that
 * the visitor ends on.
 */
export async function openPage(externalId: string, campaignId: string) {
  const config = readConfig({
    PASSKIT_REGION: connection.region,
    PASSKIT_API_KEY: connection.apiKey,
    PASSKIT_API_SECRET: connection.apiSecret,
    REDEEM_CAMPAIGNS: campaignId,
  });
  const app = createRedeemApp(config, visitRuntime(config, fetchVisitHttp(config)), { log: () => undefined });
  const ask = (path: string, init?: RequestInit) =>
    app.fetch(new Request(new URL(path, 'http://127.0.0.1:8080'), init));
  const link = `/redeem?${new URLSearchParams({ externalId, campaignId })}`;
  const form = await (await ask(link)).text();
  const token = /name="token" value="([^"]*)"/.exec(form)?.[1] ?? '';
  return {
    async tap(): Promise<{ status: number; text: string }> {
      let page = await ask(link, { method: 'POST', body: new URLSearchParams({ token }) });
      const next = page.headers.get('location');
      if (page.status === 303 && next) page = await ask(next);
      return { status: page.status, text: await page.text() };
    },
  };
}
