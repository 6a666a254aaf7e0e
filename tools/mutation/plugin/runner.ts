// Stryker's test runner for this project. Stryker's own runner for jest builds a new environment for each test file and
// loads every package into it; here one process keeps the packages and evaluates only the project's modules anew.
//
// A mutant in a value made when a module loads (most of a declaration) can be noticed by any test of the files that load
// it. So each test file counts as a test too, named by its path: it covers what runs while the file loads and in its
// hooks, and to run it means to run all its tests.
import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { golden, mostTime, nearTo, notAsked, roomOf, rooms } from '../rooms.ts';
import { inSample } from '../sample.ts';
import { nameOf, Shown } from '../shown.ts';
import { inOrder, learn, scoutsOf } from './order.ts';
import type * as TestFile from './testFile.ts';

const fileOf = (testId: string) => testId.split(' › ', 1)[0] ?? testId;
const isAsked = (id: string) => !(id in notAsked);

/** The test files asked about a source file, which may be one of Stryker's copies. */
function testFilesFor(source: string): string[] {
  const room = rooms[roomOf(relative(process.cwd(), source)) ?? ''];
  return room ? globSync([...room.tests], { exclude: Object.keys(notAsked) }).filter(isTestFile) : [];
}
const isTestFile = (file: string) => file.endsWith('.test.ts');

export class InProcessRunner implements TestRunner {
  /** What the instrumented code reads and writes. */
  readonly #stryker: InstrumenterContext = {};
  readonly #shown = new Shown();
  #run: typeof TestFile.runTestFile | undefined;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    Reflect.set(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE, this.#stryker);
    // Only now is the working directory Stryker's copy of the project.
    this.#run = (await import('./testFile.ts')).runTestFile;
  }

  async dryRun({ files = [] }: DryRunOptions): Promise<DryRunResult> {
    const mutantCoverage = { static: {}, perTest: {} };
    this.#stryker.mutantCoverage = mutantCoverage;
    const tests: TestResult[] = [];
    for (const file of new Set(files.flatMap(testFilesFor))) {
      const { failure, times, took } = await this.#runFile(file, isAsked, undefined, (id) => {
        this.#stryker.currentTestId = id;
      });
      for (const [id, timeSpentMs] of [[file, took] as const, ...times]) {
        const test = { id, name: id, fileName: file, timeSpentMs };
        tests.push(
          failure?.id === id
            ? { ...test, status: TestStatus.Failed, failureMessage: failure.message }
            : { ...test, status: TestStatus.Success },
        );
      }
    }
    delete this.#stryker.currentTestId;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter = [], hitLimit, sandboxFileName } = options;
    if (!inSample(activeMutant.id))
      return { status: MutantRunStatus.Error, errorMessage: 'not in the sample' };
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      return await this.#show(nameOf(activeMutant), sandboxFileName, testFilter);
    } finally {
      delete this.#stryker.activeMutant;
    }
  }

  async #show(mutant: string, source: string, covering: readonly string[]): Promise<MutantRunResult> {
    const wanted = new Set(covering);
    const covered = new Set(covering.map(fileOf));
    const isNear = nearTo(source);
    const first = (file: string) => Number(isNear !== undefined && file === golden);
    const files = inOrder(
      source,
      testFilesFor(source).filter((file) => covered.has(file)),
    ).sort((a, b) => first(b) - first(a));
    const isWanted = (id: string) =>
      isAsked(id) && (isNear?.(id) ?? true) && (wanted.has(id) || wanted.has(fileOf(id)));
    let nrOfTests = 0;
    let left = mostTime;
    const ask = async (file: string, isAskedNow: (id: string) => boolean) => {
      const { failure, times, took } = await this.#runFile(file, isAskedNow, left);
      nrOfTests += times.size;
      left -= took;
      const { hitCount, hitLimit } = this.#stryker;
      const endless = determineHitLimitReached(hitCount, hitLimit)?.reason;
      const noticed: MutantRunResult | undefined = endless
        ? { status: MutantRunStatus.Timeout, reason: endless }
        : failure && told(failure, nrOfTests);
      return { noticed, by: failure?.id, ran: times.size, took };
    };

    // A look at the few tests of each file that notice most, for at most half of the time.
    for (const file of files) {
      if (left <= mostTime / 2) break;
      const scouts = scoutsOf(file);
      if (!scouts.some(isWanted)) continue;
      const { noticed, by, took } = await ask(file, (id) => scouts.includes(id) && isWanted(id));
      if (by) learn(source, file, by, took);
      if (noticed) return noticed;
    }
    const counts = new Map<string, number>();
    for (const file of files) {
      if (left <= 0) break;
      const before = this.#shown.count(mutant, file);
      if (before === Number.POSITIVE_INFINITY) {
        counts.set(file, before);
        continue;
      }
      let wantedHere = 0;
      const { noticed, by, ran, took } = await ask(file, (id) => isWanted(id) && ++wantedHere > before);
      learn(source, file, by, took);
      if (noticed) return noticed;
      const after = before + ran;
      counts.set(file, after < wantedHere ? after : Number.POSITIVE_INFINITY);
    }
    const toAll = files.every((file) => counts.get(file) === Number.POSITIVE_INFINITY);
    this.#shown.keep(mutant, counts, toAll);
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  #runFile(...options: Parameters<typeof TestFile.runTestFile>) {
    if (!this.#run) throw new Error('init() was not called');
    return this.#run(...options);
  }
}

/** A test that does not end in time says that the mutant made something hang. */
function told({ id, message }: TestFile.Failure, nrOfTests: number): MutantRunResult {
  if (message.includes('Exceeded timeout of')) {
    return { status: MutantRunStatus.Timeout, reason: `${id}: ${message}` };
  }
  return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: message, nrOfTests };
}
