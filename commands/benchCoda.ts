// The figures of the Coda Pack, measured where its packages are.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as z from 'zod';

const figures = z.object({
  bytes: z.number(),
  /** Milliseconds, like those below. */
  load: z.number(),
  n: z.number(),
  alone: z.number(),
  action: z.number(),
});

/** What `coda/bench.ts` measures of the built pack; nothing where none is built. */
export const measureCoda = (): z.output<typeof figures> | undefined =>
  existsSync('build/coda/bundle.js')
    ? figures.parse(JSON.parse(execFileSync(process.execPath, ['coda/bench.ts'], { encoding: 'utf8' })))
    : undefined;
