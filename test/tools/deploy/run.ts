// Runs `make:deploy` on the stand-in, with the fixture app, or a copy of it once a test changes it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock } from '../../../coupons/lock.ts';
import { type StandIn, startStandIn, TOKEN } from '../../../standIns/makeApi/index.ts';
import type { Received } from '../../../standIns/makeApi/received.ts';
import { connectToMake } from '../../../tools/deploy/client.ts';
import { makeDeploy, type Surroundings } from '../../../tools/deploy/command.ts';

export interface Workshop {
  make: StandIn;
  readonly folder: string;
  stateFile: string;
  /** Runs the command with `--zone eu1` and the right token unless told otherwise. */
  deploy(changes?: Partial<Surroundings>): Promise<{ code: number; output: string; errors: string }>;
  /** Changes a text in a file of the app. */
  edit(file: string, from: string, to: string): void;
  /** The requests since the last call that were to change something: method and path. */
  writes(): string[];
  close(): Promise<void>;
}

export const iconFile = join(process.cwd(), 'make/icon/icon.png');

export const isWrite = ({ method }: Received): boolean => method !== 'GET';

const fixture = join(process.cwd(), 'test/tools/deploy/fixture');

/** A stand-in for Make, and the fixture app beside it. */
export async function openWorkshop(): Promise<Workshop> {
  const make = await startStandIn();
  const room = mkdtempSync(join(tmpdir(), 'make-deploy-'));
  let folder = fixture;
  const stateFile = join(room, '.deploy.json');
  return {
    make,
    get folder() {
      return folder;
    },
    stateFile,
    async deploy(changes = {}) {
      const [output, errors]: [string[], string[]] = [[], []];
      const code = await makeDeploy({
        args: ['--zone', 'eu1'],
        env: { MAKE_API_TOKEN: TOKEN },
        print: (line) => output.push(line),
        printError: (line) => errors.push(line),
        folder,
        iconFile,
        stateFile,
        lock: () => lock(stateFile, ''),
        connect: (token, _host, options) =>
          connectToMake(token, make.host, { ...options, protocol: 'http', baseDelay: 1 }),
        ...changes,
      });
      return { code, output: output.join('\n'), errors: errors.join('\n') };
    },
    edit(file, from, to) {
      if (folder === fixture) {
        folder = join(room, 'app');
        cpSync(fixture, folder, { recursive: true });
      }
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, text.replace(from, to));
    },
    writes: () =>
      make.received
        .splice(0)
        .filter(isWrite)
        .map(({ method, path }) => `${method} ${path}`),
    async close() {
      await make.stop();
      rmSync(room, { recursive: true });
    },
  };
}
