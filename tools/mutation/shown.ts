// Which tests a mutant was shown already, so that a later run goes on where an earlier one stopped. Kept in
// build/mutation/shown.jsonl. A source file or a test file that has changed since counts as never shown.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as z from 'zod';

/** The folder of the project; Stryker's runners work in a copy of it. */
const project = process.env.MUTATION_PROJECT ?? process.cwd();
const path = `${project}/build/mutation/shown.jsonl`;

const line = z.object({
  mutant: z.string(),
  /** Absent: it was shown to every test there was. */
  test: z.string().optional(),
  /** How many of the file's tests, from the first on; absent: all of them. */
  count: z.number().optional(),
});

interface Place {
  readonly line: number;
  readonly column: number;
}
export interface Fault {
  /** From the root of the file system or of the project. */
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

const hashes = new Map<string, string>();
function hashOf(file: string): string {
  const known =
    hashes.get(file) ?? createHash('sha1').update(readFileSync(file)).digest('base64').slice(0, 9);
  hashes.set(file, known);
  return known;
}

/** A name of the mutant that lasts while its file stays as it is. */
export function nameOf({ fileName, mutatorName, replacement, location: { start, end } }: Fault): string {
  const file = relative(project, fileName);
  const place = [start.line, start.column, end.line, end.column].join(':');
  return [file, hashOf(`${project}/${file}`), place, mutatorName, replacement].join('|');
}

export class Shown {
  readonly #counts = new Map<string, number>();
  readonly #whole = new Set<string>();

  constructor() {
    if (!existsSync(path)) return;
    for (const text of readFileSync(path, 'utf8').split('\n'))
      if (text) this.#add(line.parse(JSON.parse(text)));
  }

  #add({ mutant, test, count }: z.output<typeof line>): void {
    if (test === undefined) this.#whole.add(mutant);
    else this.#counts.set(`${mutant} ${test}`, count ?? Number.POSITIVE_INFINITY);
  }

  /** How many tests of a file a mutant was shown; infinitely many when all. */
  count(mutant: string, testFile: string): number {
    return this.#counts.get(`${mutant} ${testFile}@${hashOf(testFile)}`) ?? 0;
  }

  /** Whether it was shown to every test that runs its code, as the tests were then. */
  toAll(mutant: string): boolean {
    return this.#whole.has(mutant);
  }

  /** Remembers a mutant that survived, and how far it has come with each test file, infinitely far when to the end. */
  keep(mutant: string, counts: ReadonlyMap<string, number>, toAll: boolean): void {
    const lines: z.output<typeof line>[] = [...counts].map(([file, count]) => ({
      mutant,
      test: `${file}@${hashOf(file)}`,
      count: Number.isFinite(count) ? count : undefined,
    }));
    if (toAll) lines.push({ mutant });
    appendFileSync(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
}
