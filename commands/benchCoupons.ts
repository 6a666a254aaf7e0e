// `npm run bench:coupons`: rows per second and memory of `coupons issue` and `coupons convert`, each in a process of
// its own. The PassKit here answers at once and keeps nothing, so the figures are those of the command alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pc from 'picocolors';

const sizes = [100_000, 1_000_000];

const campaign = { id: 'BenchCampaign000000001', name: 'Bench' };
const offer = { id: 'BenchOffer000000000001', offerTitle: 'Bench' };

/** Answers every request with success: the lists with their only record, a coupon with an ID. */
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const record = request.url?.includes('campaigns') ? campaign : offer;
    const first = body.includes('"offset":0');
    if (request.url?.endsWith('/list')) response.end(first ? `{"result":${JSON.stringify(record)}}\n` : '');
    else response.end('{"id":"BenchCoupon00000000001"}');
  });
});

/** An export as people have it: an ID, a name, an address, points. */
function* members(rows: number): Generator<string> {
  yield 'Pass ID,person.displayName,person.emailAddress,Points\r\n';
  for (let n = 0; n < rows; n++)
    yield `Member${String(n).padStart(16, '0')},"Doe, Jane ${n}",jane${n}@example.com,${n % 500}\r\n`;
}

/** Runs the command to its end; answers its seconds and its peak of memory in MB. */
async function measure(args: string[], url: string) {
  const child = spawn(process.execPath, ['--import', reporter, 'commands/coupons.ts', ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: {
      ...process.env,
      PASSKIT_REGION: 'pub1',
      PASSKIT_API_KEY: 'bench',
      PASSKIT_API_SECRET: 'bench',
      PASSKIT_API_TOKEN: '',
      PASSKIT_API_URL: url,
    },
  });
  const started = performance.now();
  const peak = child.stdio[3];
  let said = '';
  peak?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`coupons ${args[0]} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, megabytes: Number(said) / 1024 };
}

/** Makes a process write its peak of memory in KB to its file 3 when it ends. */
const reporter = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const folder = await mkdtemp(join(tmpdir(), 'coupons-'));
try {
  for (const rows of sizes) {
    const file = join(folder, `${rows}.csv`);
    await pipeline(Readable.from(members(rows)), createWriteStream(file));
    const commands = {
      issue: ['issue', file, '--campaign', 'Bench', '--offer', 'Bench'],
      convert: ['convert', file, '--out', join(folder, 'import.csv')],
    };
    console.log(pc.bold(`\n${rows.toLocaleString('en')} rows`));
    for (const [name, args] of Object.entries(commands)) {
      const { seconds, megabytes } = await measure(args, url);
      const rate = Math.round(rows / seconds)
        .toLocaleString('en')
        .padStart(9);
      const peak = Math.round(megabytes).toString().padStart(5);
      console.log(
        `  ${name.padEnd(8)}${rate} rows/s   ${peak} MB at most   ${pc.dim(`${seconds.toFixed(1)} s`)}`,
      );
    }
  }
} finally {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
}
