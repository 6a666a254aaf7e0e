// Starts the redemption page and the webhook: npm run redeem. With -- --sandbox, on a PassKit in memory with coupons
// to try, and no configuration.
import { parseArgs } from 'node:util';
import issuePass from '../creates/issuePass.ts';
import { type Runtime, run } from '../operation/run.ts';
import { createRedeemApp } from '../redeem/app.ts';
import { ConfigError, type RedeemConfig, readConfig } from '../redeem/config.ts';
import { redeem } from '../redeem/coupon.ts';
import { problemsNow } from '../redeem/readiness.ts';
import { visitRuntime } from '../redeem/runtime.ts';
import { signLink } from '../redeem/tokens.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { nodeVisitHttp } from './nodeHttp.ts';
import { listening, redeemServer } from './redeemServer.ts';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function readFlags() {
  try {
    return parseArgs({ options: { sandbox: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\nUsage: npm run redeem [-- --sandbox]`);
  }
}

/** What the embedded PassKit needs; the limits are off, so that it can be put under load. */
const sandboxSettings = ({ url, credentials, demo }: Sandbox) => ({
  REDEEM_LIMIT_ADDRESS: '0',
  REDEEM_LIMIT_PASS: '0',
  REDEEM_HOOK_SECRET: 'sandbox-hook-secret',
  ...process.env,
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_URL: url,
  PASSKIT_API_KEY: credentials.apiKey,
  PASSKIT_API_SECRET: credentials.apiSecret,
  PASSKIT_API_TOKEN: undefined,
  REDEEM_CAMPAIGNS: demo.campaignId,
});

/** Issues a member and coupons whose external ID is the member's pass ID, and says how to try them. */
async function demonstrate(
  config: RedeemConfig,
  runtime: Runtime,
  { demo }: Sandbox,
  address: string,
): Promise<void> {
  const { campaignId, fixedOfferId, offerId, programId, tiers } = demo;
  const coupon = async (title: string, offer = offerId, more: Record<string, string> = {}) => {
    const holder = { passType: 'membership', programId, tierId: tiers.gold, externalId: title };
    const [member] = await run(issuePass, holder, runtime);
    const externalId = String(member?.id);
    const input = { passType: 'coupon', campaignId, offerId: offer, externalId, ...more };
    const [issued] = await run(issuePass, input, runtime);
    const link = `${address}/redeem?${new URLSearchParams({ externalId, campaignId })}`;
    const signed = config.linkSecret ? signLink(config.linkSecret, link) : link;
    console.log(`  ${title.padEnd(18)} ${signed}`);
    return String(issued?.id);
  };
  console.log('\nLinks to try, as on the back of a member’s pass:');
  await coupon('to redeem');
  await coupon('with expiry date', fixedOfferId);
  await coupon('expired', offerId, { expiryDate: new Date(Date.now() - 86_400_000).toISOString() });
  await redeem(await coupon('already redeemed'), 'demo', runtime);
  const row = { action: 'issue', passType: 'coupon', campaignId, offerId, externalId: 'row-1' };
  console.log(`
The webhook:
  curl ${address}/hooks/pass -H 'Authorization: Bearer ${config.hookSecret}' -d '${JSON.stringify(row)}'

PassKit’s side of it: ${config.hosts.api}/sandbox. Everything is gone when you stop it: press Ctrl+C.`);
}

async function main(): Promise<void> {
  // The log goes nowhere any more when whoever read it has ended; visits go on.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const sandbox = readFlags().sandbox ? await startSandbox() : undefined;
  const config = configure(sandbox ? sandboxSettings(sandbox) : process.env);
  const runtime = visitRuntime(config, nodeVisitHttp(config));
  const server = redeemServer(createRedeemApp(config, runtime));
  const address = await listening(server, config.port, sandbox ? '127.0.0.1' : undefined).catch(
    (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? `Port ${config.port} is already in use. Set PORT to another one.`
          : `The server could not start: ${error.message}`,
      ),
  );
  console.log(`The redemption page listens on ${address}`);
  const stop = () => {
    // Visits that have begun are answered first; each takes 10 seconds at most.
    server.close(async () => {
      await sandbox?.close();
      process.exit(0);
    });
    setTimeout(() => process.exit(0), 11_000).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (process.env.npm_lifecycle_event) onceOrphaned(stop);
  if (sandbox) return demonstrate(config, runtime(), sandbox, address);
  if (config.proxies === 0) console.log(untold);
  for (const problem of await problemsNow(config, runtime())) console.error(problem);
}

const untold =
  'No proxy is trusted. If one stands in front of this server, set REDEEM_TRUST_PROXY: else limits cannot tell visitors apart.';

/** npm ends the shell between itself and us, which tells us nothing. */
function onceOrphaned(then: () => void) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500).unref();
}

function configure(env: Record<string, string | undefined>): RedeemConfig {
  try {
    return readConfig(env);
  } catch (error) {
    return fail(error instanceof ConfigError ? error.problems.join('\n') : String(error));
  }
}

await main();
