// A visit to the redemption page without a browser: the link opened, the form of its one button sent.
import { createRedeemApp } from '../redeem/app.ts';
import { readConfig } from '../redeem/config.ts';
import { visitRuntime } from '../redeem/runtime.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { nodeVisitHttp } from './nodeHttp.ts';
import { listening, redeemServer } from './redeemServer.ts';

export interface Seen {
  status: number;
  heading: string;
  /** The label of the button; empty when there is none. */
  button: string;
  token: string;
  url: string;
  /** The whole page. */
  page: string;
}

/** Serves the page of the demo campaign of a sandbox on a free port, until it is closed. */
export async function serveRedeemPage(
  { url, credentials, demo }: Sandbox,
  settings: Record<string, string> = {},
) {
  const config = readConfig({
    PASSKIT_REGION: 'pub1',
    PASSKIT_API_TOKEN: credentials.apiToken,
    PASSKIT_API_URL: url,
    REDEEM_CAMPAIGNS: demo.campaignId,
    ...settings,
  });
  const app = createRedeemApp(config, visitRuntime(config, nodeVisitHttp(config)), { log: () => undefined });
  const server = redeemServer(app);
  const origin = await listening(server, 0, '127.0.0.1');
  return {
    origin,
    open: async (link: string): Promise<Seen> => see(await fetch(`${origin}${link}`)),
    tap: async ({ url, token }: Seen): Promise<Seen> =>
      see(await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) })),
    close: () => server.close(),
  };
}

async function see(answer: Response): Promise<Seen> {
  const page = await answer.text();
  const find = (pattern: RegExp) => pattern.exec(page)?.[1] ?? '';
  return {
    status: answer.status,
    heading: find(/<h1>([^<]*)/),
    button: find(/<button[^>]*>([^<]*)/),
    token: find(/name="token" value="([^"]*)/),
    url: answer.url,
    page,
  };
}
