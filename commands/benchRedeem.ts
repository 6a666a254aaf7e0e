// `npm run bench:redeem`: the redemption page under load, beside the same server where it need not ask PassKit.
// The load comes from this process; the server and the sandbox run in one of their own each.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import autocannon, { type Result } from 'autocannon';
import pc from 'picocolors';
import { credentials, demo } from '../sandbox/ids.ts';

const connections = 20;
const seconds = 5;
const taps = 2_000;

const children: ChildProcess[] = [];

/** Starts a command and answers with the address it prints. */
async function start(file: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`${file} ended before it was ready.`);
}

const report = (label: string, { requests, latency, errors, non2xx }: Result, refused = non2xx) => {
  const figures = `${Math.round(requests.average).toString().padStart(7)} requests/s   p99 ${latency.p99.toString().padStart(4)} ms`;
  console.log(
    `  ${label.padEnd(44)}${figures}   ${pc.dim(`median ${latency.p50} ms, n = ${requests.total}`)}`,
  );
  if (errors + refused > 0) {
    console.log(pc.red(`  ✗ ${errors} broken connections, ${refused} other answers`));
    process.exitCode = 1;
  }
};

try {
  const sandbox = await start('commands/sandbox.ts', ['--port', '0']);
  const page = await start('commands/redeem.ts', [], {
    PORT: '0',
    PASSKIT_REGION: 'pub1',
    PASSKIT_API_TOKEN: credentials.apiToken,
    PASSKIT_API_URL: sandbox,
    REDEEM_CAMPAIGNS: demo.campaignId,
    REDEEM_LIMIT_ADDRESS: '0',
    REDEEM_LIMIT_PASS: '0',
  });

  const links = Array.from(
    { length: taps },
    (_, n) => `/redeem?externalId=bench-${n}&campaignId=${demo.campaignId}`,
  );
  const forms: string[] = [];
  for (const [n, link] of links.entries()) {
    const coupon = { campaignId: demo.campaignId, offerId: demo.offerId, externalId: `bench-${n}` };
    await fetch(`${sandbox}/coupon/singleUse/coupon`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(coupon),
    });
    const form = await (await fetch(`${page}${link}`)).text();
    forms.push(/name="token" value="([^"]+)"/.exec(form)?.[1] ?? '');
  }

  const load = { url: page, connections, duration: seconds };
  console.log(pc.bold(`\nThe redemption page with ${connections} connections`));
  report('no PassKit, no page: GET /health', await autocannon({ ...load, url: `${page}/health` }));
  const unknown = await autocannon({ ...load, url: `${page}/redeem?externalId=x&campaignId=unknown` });
  report('no PassKit: GET /redeem, unknown campaign', unknown, unknown.requests.total - unknown['4xx']);
  report(
    'open a link: GET /redeem',
    await autocannon({ ...load, requests: links.slice(0, 100).map((path) => ({ path })) }),
  );
  let next = 0;
  const result = await autocannon({
    url: page,
    connections,
    amount: taps,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        setupRequest: (request) => {
          const n = next++ % taps;
          return { ...request, path: links[n], body: `token=${encodeURIComponent(forms[n] ?? '')}` };
        },
      },
    ],
  });
  report('tap: POST /redeem, each another coupon', result, taps - result['3xx']);
} finally {
  for (const child of children) child.kill();
}
