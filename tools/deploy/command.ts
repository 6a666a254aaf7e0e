// The command behind `npm run make:deploy`, apart from the terminal it runs in.
import { readFileSync } from 'node:fs';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { connectToMake } from './client.ts';
import { deploy } from './deploy.ts';
import { explain, Stop } from './errors.ts';
import { readProject } from './project.ts';
import { zoneState } from './state.ts';
import { zoneNames, zoneOf } from './zones.ts';

const help = `Deploys the Make app to your account, or brings it up to date there.

  npm run make:deploy -- --zone eu1             shows the plan, then carries it out
  npm run make:deploy -- --zone eu1 --dry-run   shows the plan only
  npm run make:deploy -- --zone eu1 --adopt ID  takes over the app with this id, which was not created by this command

Zones: ${zoneNames.join(', ')}.
The token is asked for, so that the history of the shell does not keep it. Where nobody is there to type it, it comes from
the environment variable MAKE_API_TOKEN. Create it in Make, Profile > API access, with the scopes sdk-apps:read and
sdk-apps:write.`;

export interface Surroundings {
  args: string[];
  env: Record<string, string | undefined>;
  /** Asks a person for the token; absent when nobody is there. */
  askToken?: (() => Promise<string>) | undefined;
  print(line: string): void;
  printError(line: string): void;
  /** The folder of makecomapp.json, the icon, and the file that remembers the app. */
  folder: string;
  iconFile: string;
  stateFile: string;
  /** Keeps other runs from the state file; answers with what lets go of it. Rejects when one is at it. */
  lock(): Promise<() => Promise<void>>;
  connect?: typeof connectToMake;
}

const looksLikeToken = (arg: string): boolean =>
  /token|api-?key/i.test(arg) || /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}/i.test(arg);

/** What comes from Make may hold sequences that a terminal obeys, or characters that turn the line around. */
const printable = (text: string): string => stripVTControlCharacters(text).replace(/(?!\n)\p{C}/gu, '');

/** Never repeats an argument: it could be a secret. */
function parse(args: string[]) {
  if (args.some(looksLikeToken)) {
    throw new Stop(
      'A token does not belong in the command: it stays in the history of the shell. Leave it out and type it when asked. If that was a real one, delete it in Make and create another.',
      2,
    );
  }
  const options = {
    zone: { type: 'string', default: '' },
    'dry-run': { type: 'boolean', default: false },
    adopt: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { zone, 'dry-run': dryRun, adopt, help } = parseArgs({ args, options }).values;
    return { zone, dryRun, adopt, help };
  } catch {
    throw new Stop(`The command takes --zone, --dry-run and --adopt.\n\n${help}`, 2);
  }
}

async function readToken({ env, askToken }: Surroundings): Promise<string> {
  const token = (env.MAKE_API_TOKEN || (await askToken?.()) || '').trim();
  if (token === '') throw new Stop(`There is no token: set MAKE_API_TOKEN.\n\n${help}`, 2);
  // Anything else would end in an error of the HTTP client that shows the token.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Stop('That is not a token of Make: it has spaces or special characters.', 2);
  return token;
}

/** Runs the command. Answers with its exit code: 0 done, 1 stopped, 2 not usable as given. */
export async function makeDeploy(surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { connect = connectToMake, folder, iconFile, stateFile } = surroundings;
  let [token, host] = ['', 'Make'];
  let letGo = async (): Promise<void> => {};
  const clean = (text: string): string => printable(token === '' ? text : text.replaceAll(token, '(token)'));
  const print = (line: string): void => surroundings.print(clean(line));
  const onWait = (ms: number): void => print(`Make is busy. Waiting ${Math.ceil(ms / 1000)} s.`);
  try {
    const options = parse(surroundings.args);
    if (options.help) {
      print(help);
      return 0;
    }
    const { zone, host: zoneHost } = zoneOf(options.zone);
    host = zoneHost;
    const wanted = { ...readProject(folder), icon: readFileSync(iconFile) };
    const state = zoneState(stateFile, zone);
    state.read();
    token = await readToken(surroundings);
    if (!options.dryRun) letGo = await surroundings.lock();
    await deploy({
      client: connect(token, host, { onWait }),
      host,
      wanted,
      state,
      adopt: options.adopt,
      dryRun: options.dryRun,
      print,
    });
    return 0;
  } catch (error) {
    surroundings.printError(clean(explain(error, host)));
    return error instanceof Stop ? error.exitCode : 1;
  } finally {
    await letGo();
  }
}
