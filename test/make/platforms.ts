// Platforms that start alike, each on a sandbox of its own: the Zapier app, the Make app (in a model of Make), and the Coda
// Pack where its packages are installed.
// What users get and what PassKit holds afterwards is made comparable here: ids by the order of issue, times
// that only say "now", hosts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import * as z from 'zod';
import { camelCase } from '../../make/wording.ts';
import type { Operation } from '../../operation/operation.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { zapierApp } from '../support/zapier.ts';
import { ourApp } from './ourApp.ts';

export type Input = Record<string, unknown>;

/** What came of a run: the bundles, or the message of the error. */
export type Outcome = { bundles: Input[] } | { error: string };

export interface Platform {
  sandbox: Sandbox;
  /** What it wants and the others do not, by name, where that is missing; nothing where it can run. */
  lacks?: (operation: Operation, input: Input) => string | undefined;
  run(operation: Operation, input: Input): Promise<Outcome>;
  /** Every pass PassKit holds, and everything that was sent. */
  state(): Promise<unknown>;
}

const timezone = 'Europe/London';

export async function zapierPlatform(): Promise<Platform> {
  const sandbox = await startSandbox();
  const app = zapierApp(connectionTo(sandbox));
  return platform(sandbox, async (operation, input) => {
    process.env.PASSKIT_API_URL = sandbox.url;
    if (operation.kind === 'search') return app.search(operation.key, input, { timezone });
    return [await app.create(operation.key, input, { timezone })];
  });
}

export async function makePlatform(): Promise<Platform> {
  const sandbox = await startSandbox();
  const app = makeApp({
    dir: ourApp,
    connection: connectionTo(sandbox),
    timezone,
    hosts: { 'https://api.pub1.passkit.io': sandbox.url },
  });
  return platform(sandbox, (operation, input) => app.run(camelCase(operation.key), makeParameters(input)));
}

type Act = (operation: Operation, input: Input) => Promise<Input[]>;
const isFunction = (value: unknown) => typeof value === 'function';
const pack = z.object({
  act: z.custom<(sandbox: Sandbox) => Act>(isFunction),
  lacks: z.custom<NonNullable<Platform['lacks']>>(isFunction),
});

/** The Coda Pack; none without its packages. By a path, as the types of all else are checked without them. */
export async function codaPlatforms(): Promise<Platform[]> {
  if (!existsSync('coda/node_modules')) return [];
  const { act, lacks } = pack.parse(await import(join(process.cwd(), 'test/coda/act.ts')));
  const sandbox = await startSandbox();
  return [{ ...platform(sandbox, act(sandbox)), lacks }];
}

/** An outcome without what is not known: Coda leaves that out. */
export const known = (outcome: unknown): unknown =>
  JSON.parse(JSON.stringify(outcome), (key, value) =>
    value === null || (key === 'metaData' && Object.keys(value).length === 0) ? undefined : value,
  );

/** The same inputs as Make takes them: pairs as an array, the template's own fields in a collection. */
function makeParameters({ metaData, ...rest }: Input): Input {
  const custom = Object.entries(rest).filter(([key]) => key.startsWith('meta_'));
  const plain = Object.entries(rest).filter(([key]) => !key.startsWith('meta_'));
  const pairs = Object.entries(z.record(z.string(), z.unknown()).parse(metaData ?? {}));
  return {
    ...Object.fromEntries(plain),
    ...(pairs.length > 0 && { metaData: pairs.map(([key, value]) => ({ key, value })) }),
    ...(custom.length > 0 && {
      customFields: Object.fromEntries(custom.map(([key, value]) => [key.slice('meta_'.length), value])),
    }),
  };
}

function platform(sandbox: Sandbox, act: Act): Platform {
  const issued: string[] = [];
  const events: string[] = [];
  const comparable = (value: unknown): unknown => {
    const named = [
      ...issued.map((id, index) => [id, `pass ${index + 1}`] as const),
      ...events.map((id, index) => [id, `event ${index + 1}`] as const),
    ];
    const text = named.reduce(
      (all, [id, name]) => all.replaceAll(id, name),
      JSON.stringify(value).replaceAll(sandbox.url, 'https://pub1.pskt.io'),
    );
    return JSON.parse(text, (_key, part) =>
      typeof part === 'string' && /^\d{4}-\d\d-\d\dT/.test(part) ? moment(part) : part,
    );
  };
  return {
    sandbox,
    async run(operation, given) {
      // Passes that were issued before stand in the inputs as "pass 1".
      const input = Object.fromEntries(
        Object.entries(given).map(([key, value]) => {
          const number = /^pass (\d+)$/.exec(String(value))?.[1];
          return [key, number ? issued[Number(number) - 1] : value];
        }),
      );
      try {
        const bundles = await act(operation, input);
        for (const { id, messageId, outcome, event, eventId, occurredAt } of bundles) {
          const happened = eventId ?? (event && id);
          if ((occurredAt || outcome === 'created') && happened && !events.includes(String(happened)))
            events.push(String(happened));
          if (id && (outcome === 'created' || outcome === 'reissued')) issued.push(String(id));
          if (messageId && !issued.includes(String(messageId))) issued.push(String(messageId));
        }
        return { bundles: z.array(z.record(z.string(), z.unknown())).parse(comparable(bundles)) };
      } catch (error) {
        return { error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
      }
    },
    state: async () =>
      withoutBlanks(
        comparable([
          ...(await passes(sandbox)).map(({ id: _id, passMetaData: _wallet, event: _event, ...pass }) =>
            withoutImageIds(pass),
          ),
          ...sandbox.outbox,
        ]),
      ),
  };
}

/** The IDs of pictures are others on each platform: whether there is one is what counts. */
const withoutImageIds = (pass: object): unknown =>
  JSON.parse(JSON.stringify(pass), (key, part) =>
    key === 'imageIds' && part
      ? Object.fromEntries(Object.entries(part).map(([slot, id]) => [slot, id && 'an image']))
      : part,
  );

/** PassKit keeps an empty object and none at all as the same: nothing is set. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withoutBlanks(part)] as const);
  const set = entries.filter(([, part]) => !blank(part));
  return set.length > 0 ? Object.fromEntries(set) : null;
}

const blank = (value: unknown) =>
  value === null || value === '' || value === 'NOT_KNOWN' || (Array.isArray(value) && value.length === 0);

/** Times within a minute are "now", or a month from now: the platforms do not run at the same moment. */
const moment = (text: string) => {
  const time = new Date(text);
  const isNear = (other: DateTime) => Math.abs(time.getTime() - other.toMillis()) < 60_000;
  const now = DateTime.now();
  return isNear(now) ? 'now' : isNear(now.plus({ months: 1 })) ? 'a month from now' : time.toISOString();
};

const line = z.object({ result: z.looseObject({ id: z.string(), created: z.string() }) });

/** All passes of the demo projects, in the order of issue. */
async function passes({ url, credentials, demo }: Sandbox) {
  const lists: [string, object][] = [
    [`/members/member/list/${demo.programId}`, {}],
    [`/coupon/singleUse/coupons/list/${demo.campaignId}`, {}],
    ['/eventTickets/tickets/list', { productionId: demo.productionId }],
  ];
  const found = [];
  for (const [path, body] of lists) {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.apiToken}` },
      body: JSON.stringify({ ...body, filters: { limit: -1, orderAsc: true } }),
    });
    const lines = (await answer.text()).split('\n').filter((text) => text !== '');
    found.push(...lines.map((text) => line.parse(JSON.parse(text)).result));
  }
  return found;
}
