// `npm run live-check`: tries the assumptions of liveChecks/ on a PassKit account and says what it learned.
// `--sandbox` shows the same on the embedded sandbox, `--published` allows projects whose passes may be billed.
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { passKitIn } from '../passkit/environment.ts';
import { startSandbox } from '../sandbox/index.ts';
import {
  type Account,
  placeKeys,
  projectsNotInDraft,
  projectsWhere,
  sandboxAccount,
} from '../tools/liveChecks/account.ts';
import { liveChecks } from '../tools/liveChecks/index.ts';
import { tryLiveChecks } from '../tools/liveChecks/run.ts';

/** The environment variable of an input: that of programId is PASSKIT_PROGRAM_ID. */
const variable = (key: string) => `PASSKIT_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

/** For each pass type, what says where its test passes are issued. */
const variables = passTypes.map(kindOf).map((kind) => {
  const names = placeKeys(kind).map(variable);
  return `  ${names.join(', ')}    ${kind.label.toLowerCase()}s`;
});

const help = `Tries on a live PassKit account what this project takes for granted. Set in the environment:

  PASSKIT_REGION                              pub1 (Europe) or pub2 (United States)
  PASSKIT_API_KEY and PASSKIT_API_SECRET      from Settings > Developer Tools in PassKit,
  or PASSKIT_API_TOKEN                        or a long-lived token instead

and the IDs of what to try it with, one line or all of them:

${variables.join('\n')}

A program with two tiers shows more, and so does an offer that expires on a variable date.
Use draft projects: passes in published ones may be billed, and are refused without --published. The checks issue
some hundred passes with external IDs that begin with live-check-, change them and delete them again. Their holders have
addresses at example.com, so turn off the e-mails of the projects.

  npm run live-check                          on that account
  npm run live-check -- --sandbox             on a PassKit in memory, to see what it looks like`;

/** Without the secrets, which an answer of PassKit may repeat. */
function redacted(text: string): string {
  const { PASSKIT_API_KEY, PASSKIT_API_SECRET, PASSKIT_API_TOKEN } = process.env;
  return [PASSKIT_API_KEY, PASSKIT_API_SECRET, PASSKIT_API_TOKEN]
    .flatMap((secret) => secret?.trim() || [])
    .reduce((line, secret) => line.replaceAll(secret, '•••'), text);
}

const print = (line: string) => console.log(redacted(line));

/** Ends the command: it could not begin. */
function stop(message: string): never {
  console.error(`${redacted(message)}\n\n${help}`);
  process.exit(2);
}

/** The projects whose IDs are set; a project with some of its IDs ends the command. */
function projectsInEnvironment(): Account['projects'] {
  for (const passType of passTypes) {
    const names = placeKeys(kindOf(passType)).map(variable);
    const missing = names.filter((name) => !process.env[name]);
    if (missing.length > 0 && missing.length < names.length)
      stop(`${missing.join(' and ')} is missing beside the other IDs of its project.`);
  }
  return projectsWhere((key) => process.env[variable(key)]);
}

function accountFromEnvironment(): Account {
  const passkit = passKitIn(process.env);
  if (passkit.problems) return stop(passkit.problems.join('\n'));
  return { ...passkit, projects: projectsInEnvironment(), showsWithin: 10 };
}

/** The flags; an unknown one ends with the help. */
function readFlags() {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ options: { sandbox: flag, published: flag } }).values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

/** Ends the command unless passes cost nothing in the account's projects, or the user allowed it. */
async function refusePublished(account: Account): Promise<void> {
  const published = await projectsNotInDraft(account).catch((error: Error) =>
    stop(
      `PassKit could not be asked about the projects: ${error.message}. Check the credentials, the region and the IDs.`,
    ),
  );
  if (published.length > 0) {
    stop(`Not in draft: ${published.join(', ')}. Passes there may be billed; allow it with --published.`);
  }
}

const flags = readFlags();
const sandbox = flags.sandbox ? await startSandbox({ passes: 30 }) : undefined;
const account = sandbox ? sandboxAccount(sandbox) : accountFromEnvironment();
if (!sandbox && !flags.published) await refusePublished(account);

let stopping = false;
process.on('SIGINT', () => {
  if (stopping) return;
  stopping = true;
  print('Stopping: this check deletes its test passes first.');
});

const marks = {
  confirmed: pc.green('✓ confirmed   '),
  refuted: pc.red('✗ refuted     '),
  inconclusive: pc.yellow('? inconclusive'),
  failed: pc.red('! failed      '),
};
const count = { confirmed: 0, refuted: 0, inconclusive: 0, failed: 0 };
print(pc.bold(`What PassKit at ${account.hosts.api} says to ${liveChecks.length} assumptions\n`));
for await (const { check, passType, verdict, detail } of tryLiveChecks(account)) {
  count[verdict]++;
  print(
    `${marks[verdict]} ${pc.bold(check.id)} ${passType ?? ''}\n    ${check.assumption}\n    ${pc.dim(detail)}`,
  );
  if (stopping) break;
}
await sandbox?.close();

const untried = liveChecks.filter(({ run }) => !run).length;
const unset = passTypes.filter((passType) => !account.projects[passType]);
const counts = Object.entries(count).map(([verdict, times]) => `${times} ${verdict}`);
print(
  `\n${counts.join(', ')}. ${untried} assumptions are not for this command: docs/live-checks.md says what settles them.`,
);
if (unset.length > 0) print(`Not tried, as no IDs are set: ${unset.join(', ')}.`);
if (sandbox)
  print('The sandbox takes the worse reading where PassKit says nothing: refuted here is no verdict.');
process.exitCode = count.failed > 0 || (!sandbox && count.refuted > 0) ? 1 : 0;
