// Runs `npm run coupons` in a process of its own, and measures its time and its peak of memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connection } from './benchCouponsSpeed.ts';

/** Makes a process write its peak of memory in KB to its file 3 when it ends. */
const reporter = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

/** Issues coupons to the members of a file, or converts it; answers the seconds and the peak of memory in MB. */
export async function measureRun(
  command: string,
  file: string,
  url: string,
): Promise<{ seconds: number; megabytes: number }> {
  const options = command === 'issue' ? ['--campaign', 'Bench', '--offer', 'Bench'] : [];
  const args = [command, file, ...options, '--out', `${file}.${command}.csv`];
  const child = spawn(process.execPath, ['--import', reporter, 'commands/coupons.ts', ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: {
      ...process.env,
      PASSKIT_REGION: connection.region,
      PASSKIT_API_KEY: connection.apiKey,
      PASSKIT_API_SECRET: connection.apiSecret,
      PASSKIT_API_TOKEN: '',
      PASSKIT_API_URL: url,
    },
  });
  const started = performance.now();
  let said = '';
  child.stdio[3]?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`coupons ${command} ended with ${code}.`);
  return { seconds: (performance.now() - started) / 1000, megabytes: Number(said) / 1024 };
}
