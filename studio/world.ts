// The world of the studio: an embedded PassKit, the two platforms on it, and one run at a time, with what it asked.
import { signedHttp } from '../operation/fetchHttp.ts';
import { nodeSend } from '../operation/nodeHttp.ts';
import type { Runtime } from '../operation/run.ts';
import { parseConnection } from '../passkit/connection.ts';
import { type Fault, type Sandbox, startSandbox } from '../sandbox/index.ts';
import { connectionTo } from '../standIns/demoAccount.ts';
import { makeApp } from '../standIns/make/engine/index.ts';
import type { Settings } from '../templates/settings.ts';
import { makeSide } from './makeSide.ts';
import type { Asked, Platform, Run, RunResult, Values } from './types.ts';
import { type Side, type ZapierCall, zapierSide } from './zapierSide.ts';

/** A page that was opened on the redemption server. */
export interface Opened {
  status: number;
  heading: string;
  button: string;
  page: string;
  url: string;
  token: string;
}

/** The redemption page, served for a campaign of a sandbox. */
export interface RedeemServer {
  origin: string;
  open(link: string): Promise<Opened>;
  tap(opened: Opened): Promise<Opened>;
  close(): void;
}

/** What only the commands can bring: the Zapier app and a server for the redemption page. */
export interface Parts {
  zapier: ZapierCall;
  redeemPage(sandbox: Sandbox): Promise<RedeemServer>;
  /** Every file of a client's pack, below a folder of this name. */
  pack(settings: Settings, folder: string): Promise<Record<string, string>>;
}

export interface RunOptions {
  platform: Platform;
  step: string;
  input: Values;
  /** How often it runs, one after the other or all at once. */
  times?: number;
  together?: boolean;
  faults?: readonly Fault[];
}

export interface World {
  sandbox: Sandbox;
  page: RedeemServer;
  sides: Record<Platform, Side>;
  /** For what the studio itself reads of PassKit. */
  runtime: Runtime;
  /** Runs a step and tells what came of it; nothing else happens meanwhile. */
  run(options: RunOptions): Promise<Run>;
  /** Does something alone, and tells what PassKit was asked meanwhile. */
  alone<T>(act: () => Promise<T>): Promise<{ result: T; asked: Asked[]; ms: number }>;
  close(): Promise<void>;
}

export async function openWorld({ zapier, redeemPage }: Parts): Promise<World> {
  const sandbox = await startSandbox();
  const page = await redeemPage(sandbox);
  // The app on Zapier reads from here that PassKit is on this machine.
  process.env.PASSKIT_API_URL = sandbox.url;
  const connection = (region: string) => ({ ...connectionTo(sandbox), region });
  const sides = {
    zapier: zapierSide(zapier, connection),
    make: makeSide(
      makeApp({
        dir: 'make/app',
        connection: connection('pub1'),
        timezone: 'Europe/London',
        hosts: {
          'https://api.pub1.passkit.io': sandbox.url,
          'https://api.pub2.passkit.io': sandbox.url,
        },
      }),
      connection,
    ),
  };
  const hosts = { api: sandbox.url, pages: sandbox.url };
  const send = nodeSend(hosts)(() => 10_000);

  let last: Promise<unknown> = Promise.resolve();
  const alone: World['alone'] = (act) => {
    const turn = last.then(async () => {
      const from = sandbox.requests.length;
      const started = performance.now();
      const result = await act();
      return { result, asked: sandbox.requests.slice(from), ms: performance.now() - started };
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    sandbox,
    page,
    sides,
    runtime: {
      http: signedHttp(parseConnection(connection('pub1')), send),
      pages: hosts.pages,
      timezone: 'Europe/London',
      now: new Date(),
    },
    alone,
    async run({ platform, step, input, times = 1, together = false, faults = [] }) {
      const side = sides[platform];
      const once = (): Promise<RunResult> =>
        side.run(step, input).then(
          (bundles) => ({ bundles }),
          (error: unknown) => ({ problem: side.problem(error) }),
        );
      const { result, asked, ms } = await alone(async () => {
        const before = sandbox.passes();
        for (const fault of faults) sandbox.fault(fault);
        const outcomes: RunResult[] = [];
        if (together) outcomes.push(...(await Promise.all(Array.from({ length: times }, once))));
        else for (let count = 0; count < times; count++) outcomes.push(await once());
        sandbox.clearFaults();
        return { outcomes, passes: { before, after: sandbox.passes() } };
      });
      return { ...result, asked, ms };
    },
    async close() {
      await last;
      page.close();
      await sandbox.close();
    },
  };
}
