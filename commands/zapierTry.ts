// Tries an archive for Zapier: unpacks it into an empty folder, starts it there in a process of its own, as Zapier
// does, asks for its definition, and issues a pass on the sandbox.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { startSandbox } from '../sandbox/index.ts';

const answers = z.array(z.object({ results: z.unknown() }));

/** Throws, in plain words, unless the archive runs by itself, is the app of this definition, and issues a pass. */
export async function tryZapierZip(zip: Uint8Array, definition: unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passkit-zip-'));
  const sandbox = await startSandbox();
  try {
    unpack(zip, folder);
    const { credentials, demo } = sandbox;
    const issue = {
      command: 'execute',
      method: 'creates.issue_pass.operation.perform',
      bundle: {
        authData: { region: 'pub1', apiKey: credentials.apiKey, apiSecret: credentials.apiSecret },
        inputData: {
          passType: 'membership',
          programId: demo.programId,
          tierId: demo.tiers.bronze,
          externalId: 'row-1',
        },
        meta: { timezone: 'Europe/London' },
      },
    };
    const wrapper = "import { handler } from './zapierwrapper.js';";
    const events = [{ command: 'definition' }, { command: 'validate' }, issue];
    const [defined, errors] = await ask(wrapper, events, folder, { PASSKIT_API_URL: sandbox.url });
    if (!isDeepStrictEqual(defined, definition)) {
      throw new Error('The zip is not this app: it gives another definition.');
    }
    if (!isDeepStrictEqual(errors, [])) {
      throw new Error(`Zapier’s schema refuses the zip: ${JSON.stringify(errors)}`);
    }
    if (sandbox.passes() !== 1) throw new Error('The zip issued no pass on the sandbox.');
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The definition of the app as it is in the sources. */
export async function definitionOfSources(): Promise<unknown> {
  const handler = `import zapier from 'zapier-platform-core';
    import app from './index.ts';
    const handler = zapier.createAppHandler(app);`;
  const [definition] = await ask(handler, [{ command: 'definition' }], '.', {});
  return definition;
}

/** What a handler of events, made by this code in a process of its own, answers to each event. */
async function ask(
  code: string,
  events: object[],
  cwd: string,
  env: Record<string, string>,
): Promise<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'passkit-ask-'));
  // Into a file, because zapier-platform-core writes its log to the output.
  const file = join(folder, 'answers.json');
  const script = `${code}
    import { writeFileSync } from 'node:fs';
    const answers = [];
    for (const event of JSON.parse(process.argv[1])) answers.push(await handler(event));
    writeFileSync(process.argv[2], JSON.stringify(answers));`;
  const args = ['--input-type=module', '-e', script, JSON.stringify(events), file];
  try {
    await new Promise<void>((resolve, reject) => {
      const options = { cwd, env: { PATH: process.env.PATH, ...env }, timeout: 60_000 };
      execFile(process.execPath, args, options, (error, _output, said) => {
        if (error) reject(new Error(`The app does not run: ${said || 'no answer within a minute'}`));
        else resolve();
      });
    });
    return answers.parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ results }) => results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(zip: Uint8Array, folder: string): void {
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
