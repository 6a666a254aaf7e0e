// The command line of the coupons: its arguments, what it says, and the code it ends with. The process around it is
// commands/coupons.ts.
import { parseArgs } from 'node:util';
import { passKitIn } from '../passkit/environment.ts';
import { convert } from './convert.ts';
import { manyHttp } from './http.ts';
import { issue } from './issue.ts';
import { Interrupted, messageOf, Stopped, Unusable } from './outcomes.ts';
import { showProgress } from './progress.ts';

/** What the command runs in. */
export interface Around {
  env: Record<string, string | undefined>;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  /** Aborts, with an Interrupted, when the run is to end after the rows in work. */
  interrupted: AbortSignal;
}

const usage = `Coupons for every member of a membership export. The member's pass ID becomes the coupon's external ID.

  npm run coupons -- issue members.csv --campaign "Coffee Rewards" --offer "Free Coffee"
      --dry-run          say what would be done, and do nothing
      --reissue          issue the next coupon where the last one was redeemed, has expired or is no longer valid
      --id-column NAME   the column of the pass IDs, where it is not found by its name
      --out FILE         the result; members.result.csv when not given (members.dry-run.csv of a dry run)
      --concurrency N    rows in work at a time, 1 to 50; 8 when not given
    Campaign and offer are named by ID or exact name. Set PASSKIT_REGION, and PASSKIT_API_KEY and PASSKIT_API_SECRET
    or PASSKIT_API_TOKEN. Interrupted, the same command goes on where it stopped.

  npm run coupons -- convert members.csv --out import.csv
      --offer ID         also write the column of the offer
      --id-column NAME   as above
    Writes the CSV for PassKit's own import; needs no credentials.

docs/coupons-csv.md has the columns, the outcomes and the exit codes.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        campaign: text,
        offer: text,
        'id-column': text,
        out: text,
        concurrency: text,
        reissue: flag,
        'dry-run': flag,
        help: flag,
      },
    });
  } catch (error) {
    const [problem = ''] = messageOf(error).split('. ', 1);
    throw new Unusable(`${problem.replace(/\.$/, '')}. npm run coupons -- --help shows the options.`);
  }
}

type Values = ReturnType<typeof readArguments>['values'];

async function runIssue(members: string, values: Values, around: Around): Promise<number> {
  const { env, stderr, interrupted } = around;
  const { say, warn } = voices(around);
  const { campaign, offer, 'dry-run': dryRun, reissue, concurrency = '8' } = values;
  if (!campaign) throw new Unusable('--campaign is missing. Give the ID or the exact name of the campaign.');
  if (!offer) throw new Unusable('--offer is missing. Give the ID or the exact name of the offer.');
  if (!/^\d{1,2}$/.test(concurrency) || Number(concurrency) < 1 || Number(concurrency) > 50)
    throw new Unusable('--concurrency must be a whole number from 1 to 50.');
  const passkit = passKitIn(env);
  if (passkit.problems) throw new Unusable(passkit.problems.join('\n'));
  const out = values.out ?? beside(members, dryRun ? 'dry-run' : 'result');
  say(`The result is written to ${out}.`);
  const { tally, path, ended } = await issue(
    {
      members,
      idColumn: values['id-column'],
      campaign,
      offer,
      out,
      reissue,
      dryRun,
      concurrency: Number(concurrency),
    },
    {
      http: manyHttp(passkit, Number(concurrency)),
      pages: passkit.hosts.pages,
      progress: showProgress(stderr),
      interrupted,
    },
  );
  say(tally.lines().join('\n'));
  if (ended) {
    warn(ended.message);
    warn(
      dryRun
        ? 'A dry run begins anew when you run it again.'
        : `What is done is kept in ${path}. Run the same command again to go on.`,
    );
    return ended instanceof Interrupted ? ended.exitCode : 3;
  }
  say(`The result is in ${path}.`);
  return tally.failed > 0 ? 1 : 0;
}

async function runConvert(members: string, values: Values, around: Around): Promise<number> {
  const { stderr, interrupted } = around;
  const { say, warn } = voices(around);
  const { campaign, reissue, 'dry-run': dryRun, concurrency, offer, out } = values;
  if (campaign !== undefined || reissue || dryRun || concurrency !== undefined)
    throw new Unusable('convert takes --out, --offer and --id-column only.');
  if (!out) throw new Unusable('--out is missing. Give the file to write, such as import.csv.');
  const options = { members, idColumn: values['id-column'], offer, out };
  const { tally, paths, ended } = await convert(options, {
    progress: showProgress(stderr),
    interrupted,
  });
  if (ended) {
    warn('Interrupted. Nothing was written.');
    return ended.exitCode;
  }
  say([...tally.lines(), `For PassKit’s import: ${paths.join(', ')}.`].join('\n'));
  if (paths.length > 1) say('PassKit takes files of 4 MB at most, so there are several. Upload each.');
  return tally.failed > 0 ? 1 : 0;
}

/** members.csv → members.result.csv */
const beside = (path: string, what: string) => path.replace(/(\.csv)?$/i, `.${what}.csv`);

function voices({ stdout, stderr }: Around) {
  return {
    say: (text: string) => void stdout.write(`${text}\n`),
    warn: (text: string) => void stderr.write(`${text}\n`),
  };
}

async function run(args: string[], around: Around): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command, members, another] = positionals;
  if (values.help || command === undefined) {
    voices(around).say(usage);
    return values.help ? 0 : 2;
  }
  const commands: Record<string, typeof runIssue> = { issue: runIssue, convert: runConvert };
  const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!act) throw new Unusable(`There is no command “${command}”. Use issue or convert.`);
  if (!members)
    throw new Unusable(`The members file is missing: npm run coupons -- ${command} members.csv …`);
  if (another) throw new Unusable(`One file at a time: “${another}” is one too many.`);
  return act(members, values, around);
}

/** Runs the command with its arguments and answers with its exit code; nothing is thrown. */
export async function couponsCommand(args: string[], around: Around): Promise<number> {
  const { warn } = voices(around);
  try {
    return await run(args, around);
  } catch (error) {
    warn(messageOf(error));
    if (error instanceof Unusable) return 2;
    if (error instanceof Interrupted) return error.exitCode;
    if (error instanceof Stopped) warn('Run the same command again to go on.');
    return 3;
  }
}
