// What `npm run bench:redeem` puts under load: the page four times, on one PassKit or another, and links to open.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { credentials, demo } from '../sandbox/ids.ts';

const authorization = `Bearer ${credentials.apiToken}`;

export interface Stage {
  /** The page whose PassKit answers in the same process. */
  inProcess: string;
  /** The page on a PassKit over HTTP that replays the same answers. */
  overHttp: string;
  /** The page on the same PassKit, asked with the least there can be around a request. */
  bare: string;
  /** The page on the sandbox. */
  onSandbox: string;
  /** Paths, each of another coupon. Only the first `opened` are known to the PassKits that replay. */
  links: string[];
  close(): void;
}

/** Starts it all, with `coupons` coupons on the sandbox. */
export async function startStage(coupons: number, opened: number): Promise<Stage> {
  const children: ChildProcess[] = [];
  const close = () => {
    for (const child of children) child.kill();
  };

  /** Starts a command, tells it something, and answers with the address it prints. */
  async function start(args: string[], env: Record<string, string> = {}, message: object = {}) {
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    children.push(child);
    child.stdin.end(JSON.stringify(message));
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (url) {
        child.stdout.resume();
        return url;
      }
    }
    throw new Error(`${args[0]} ended before it was ready.`);
  }

  try {
    const sandbox = await start(['commands/sandbox.ts', '--port', '0']);
    const ids = Array.from({ length: coupons }, (_, n) => `bench-${n}`);
    for (const externalId of ids) {
      await fetch(`${sandbox}/coupon/singleUse/coupon`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ campaignId: demo.campaignId, offerId: demo.offerId, externalId }),
      });
    }
    const answers = await record(sandbox, ids.slice(0, opened));
    const passkit = await start(['commands/benchRedeemStand.ts', 'passkit'], {}, answers);
    const settings = {
      PORT: '0',
      PASSKIT_REGION: 'pub1',
      PASSKIT_API_KEY: credentials.apiKey,
      PASSKIT_API_SECRET: credentials.apiSecret,
      REDEEM_CAMPAIGNS: demo.campaignId,
      REDEEM_LIMIT_ADDRESS: '0',
      REDEEM_LIMIT_PASS: '0',
    };
    return {
      inProcess: await start(['commands/benchRedeemStand.ts', 'page'], settings, answers),
      overHttp: await start(['commands/redeem.ts'], { ...settings, PASSKIT_API_URL: passkit }),
      bare: await start(['commands/benchRedeemStand.ts', 'bare'], { ...settings, PASSKIT_API_URL: passkit }),
      onSandbox: await start(['commands/redeem.ts'], { ...settings, PASSKIT_API_URL: sandbox }),
      links: ids.map((id) => `/redeem?externalId=${id}&campaignId=${demo.campaignId}`),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** What the sandbox says about coupons and about their offer, by path. */
async function record(sandbox: string, ids: string[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const coupons = ids.map((id) => `/coupon/singleUse/coupon/externalId/${demo.campaignId}/${id}`);
  for (const path of [...coupons, `/coupon/singleUse/offer/${demo.offerId}`]) {
    const answer = await fetch(`${sandbox}${path}`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`The sandbox answered ${path} with ${answer.status}.`);
    answers[path] = await answer.text();
  }
  return answers;
}
