// Starts the PassKit sandbox and says how to use it: npm run sandbox -- --port 8765 --region pub2 --passes 1000
import { parseArgs } from 'node:util';
import { type SandboxOptions, startSandbox } from '../sandbox/index.ts';

const USAGE = 'Usage: npm run sandbox [-- --port 8765] [--region pub1|pub2] [--passes N]';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readOptions(): SandboxOptions {
  const options = {
    port: { type: 'string' },
    region: { type: 'string' },
    passes: { type: 'string' },
  } as const;
  const { port = '8765', region = 'pub1', passes = '0' } = parseArgs({ options }).values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535) fail(`--port must be a number up to 65535. ${USAGE}`);
  if (region !== 'pub1' && region !== 'pub2') fail(`--region must be pub1 or pub2. ${USAGE}`);
  if (!/^\d+$/.test(passes)) fail(`--passes must be a whole number. ${USAGE}`);
  return { port: Number(port), region, passes: Number(passes) };
}

async function main(): Promise<void> {
  let options: SandboxOptions;
  try {
    options = readOptions();
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
  const sandbox = await startSandbox(options).catch((error: NodeJS.ErrnoException) =>
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${options.port} is already in use. Stop the other program or choose a port: npm run sandbox -- --port 8766`
        : `The sandbox could not start: ${error.message}`,
    ),
  );
  const { url, credentials, demo } = sandbox;
  const auth = `-H 'Authorization: Bearer ${credentials.apiToken}'`;
  const enrol = {
    programId: demo.programId,
    tierId: demo.tiers.bronze,
    externalId: 'JANE-1',
    person: { displayName: 'Jane' },
  };
  const coupon = { campaignId: demo.campaignId, offerId: demo.offerId, externalId: 'CODE-1' };
  const sink = {
    classId: demo.programId,
    protocol: 'MEMBERSHIP',
    passEventId: ['PASS_EVENT_RECORD_CREATED', 'PASS_EVENT_INSTALLED', 'PASS_EVENT_UNINSTALLED'],
    status: 'INTEGRATION_ACTIVE',
    configType: 'WEBHOOK',
    configuration: JSON.stringify({ targetUrl: 'http://127.0.0.1:9000/' }),
  };
  console.log(`PassKit sandbox (${options.region}, in memory, this computer only): ${url}

  API key           ${credentials.apiKey}
  API secret        ${credentials.apiSecret}
  long-lived token  ${credentials.apiToken}

  program     ${demo.programId}  Coffee Club, tiers ${Object.values(demo.tiers).join(', ')}
  campaign    ${demo.campaignId}  Coffee Rewards
  offers      ${demo.offerId}  Free Coffee (own expiry date per coupon)
              ${demo.fixedOfferId}  Half Price Cake (expires after 30 days)
  production  ${demo.productionId}  Latte Art Show
  event       ${demo.eventId}
  ticket types ${demo.ticketTypeId} Standard, ${demo.vipTicketTypeId} VIP

Try it:
  curl ${auth} ${url}/user/profile
  curl ${auth} ${url}/members/member -d '${JSON.stringify(enrol)}'
  curl ${auth} ${url}/members/member/list/${demo.programId} -d '{"filters":{"limit":5}}'
  curl ${auth} ${url}/coupon/singleUse/coupon -d '${JSON.stringify(coupon)}'
The answer's id opens the pass page: ${url}/<id>

Webhooks: subscribe, then be the phone that has the pass (ID is the pass's id)
  curl ${auth} ${url}/integrations/sink -d '${JSON.stringify(sink)}'
  curl ${url}/sandbox/passes/ID/install -d '{"wallet":"apple"}'
  curl -X POST ${url}/sandbox/passes/ID/uninstall
  curl -X POST ${url}/sandbox/passes/ID/expire

State, clock and faults: curl ${url}/sandbox

Everything is gone when you stop it: press Ctrl+C.`);
}

await main();
