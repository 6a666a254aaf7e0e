// What the tests of the command line share: the command in this process, and its arguments for the sandbox's demo campaign.
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Around, couponsCommand } from '../../coupons/command.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const never = new AbortController().signal;

/** Runs the command and answers with its exit code and what it said. */
export async function run(
  args: string[],
  env: Around['env'] = {},
  interrupted: AbortSignal = never,
): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const code = await couponsCommand(args, { env, stdout, stderr, interrupted });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, out, err };
}

export const envOf = ({ url, credentials }: Sandbox, apiSecret = credentials.apiSecret) => ({
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: credentials.apiKey,
  PASSKIT_API_SECRET: apiSecret,
  PASSKIT_API_URL: url,
});

export const issueArgs = (members: string, ...more: string[]) => [
  'issue',
  members,
  '--campaign',
  'Coffee Rewards',
  '--offer',
  'Free Coffee',
  ...more,
];

/** Where the result is that was not told where to be. */
export const besideOf = (members: string, what = 'result') => members.replace('.csv', `.${what}.csv`);
