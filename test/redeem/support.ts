// What the redemption tests share: the app on a sandbox, and a visitor who opens links and taps buttons.
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import type { Counts } from '../../redeem/limits.ts';
import { visitRuntime } from '../../redeem/runtime.ts';
import type { LogLine } from '../../redeem/visit.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { idOf, useSandbox } from '../sandbox/client.ts';
import { type Page, readPage } from './readPage.ts';

type Headers = Record<string, string>;

export interface Options {
  env?: Record<string, string>;
  clock?: () => number;
  bounds?: { request: number; visit: number };
  /** What PassKit is asked with; as on Node when not given. */
  visitHttp?: typeof nodeVisitHttp;
  /** Where all copies count. */
  counts?: Counts;
}

/** The environment that reaches a sandbox. */
export const envOf = ({ url, credentials, demo }: Sandbox): Record<string, string> => ({
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: credentials.apiKey,
  PASSKIT_API_SECRET: credentials.apiSecret,
  PASSKIT_API_URL: url,
  REDEEM_CAMPAIGNS: demo.campaignId,
});

export function visitorOf(
  sandbox: Sandbox,
  { env = {}, clock, bounds, visitHttp = nodeVisitHttp, counts }: Options = {},
) {
  const config = readConfig({ ...envOf(sandbox), ...env });
  const lines: LogLine[] = [];
  const options = { log: (line: LogLine) => void lines.push(line), ...(clock && { clock }), counts };
  const app = createRedeemApp(config, visitRuntime(config, visitHttp(config), bounds), options);

  async function ask(path: string, init: RequestInit = {}, address?: string): Promise<Page> {
    const bindings = address === undefined ? {} : { incoming: { socket: { remoteAddress: address } } };
    return readPage(await app.fetch(new Request(`http://127.0.0.1:8080${path}`, init), bindings));
  }
  const link = (externalId: string, campaignId = sandbox.demo.campaignId) =>
    `/redeem?${new URLSearchParams({ externalId, campaignId })}`;
  const submit = (path: string, form: Record<string, string>, headers: Headers = {}, address?: string) =>
    ask(path, { method: 'POST', body: new URLSearchParams(form), headers }, address);
  const follow = (page: Page) => ask(page.headers.get('location') ?? 'nowhere');
  return {
    lines,
    ask,
    link,
    submit,
    follow,
    open: (externalId: string, headers: Headers = {}, address?: string) =>
      ask(link(externalId), { headers }, address),
    /** Opens a link, taps the button, and answers with the page the browser ends on. */
    async tap(externalId: string): Promise<Page> {
      const { token } = await ask(link(externalId));
      return follow(await submit(link(externalId), { token }));
    },
  };
}

/** A sandbox for a test file, with coupons to issue and a look at what PassKit was asked. */
export function useRedeem() {
  const sandbox = useSandbox();
  return {
    sandbox,
    visitor: (options?: Options) => visitorOf(sandbox(), options),
    coupon: (externalId: string, more: Record<string, unknown> = {}) => {
      const { campaignId, offerId } = sandbox().demo;
      return idOf(sandbox(), 'POST /coupon/singleUse/coupon', { campaignId, offerId, externalId, ...more });
    },
    /** The methods and statuses of what PassKit is asked while `act` runs. */
    asked: async (act: () => Promise<unknown>): Promise<string[]> => {
      const before = sandbox().requests.length;
      await act();
      return sandbox()
        .requests.slice(before)
        .map(({ method, status }) => `${method} ${status}`);
    },
  };
}
