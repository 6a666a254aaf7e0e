// What a long run does when PassKit is busy or cannot be reached: all rows wait together, rows are tried again, and
// a run that gets nowhere is stopped, so that it can go on later.
import { setTimeout } from 'node:timers/promises';
import type { Http } from '../operation/ask.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
import { Stopped } from './outcomes.ts';

export interface Clock {
  /** In milliseconds. */
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};

/** How long nothing but trouble is borne, in milliseconds. */
const longestTrouble = 5 * 60_000;
/** The longest wait of our own choice, in milliseconds. */
const longestWait = 60_000;
/** How long nothing is said again of the same trouble, in milliseconds. */
const betweenNotices = 10_000;
/** How often a row is tried while PassKit answers to others. */
const mostTries = 6;
/** How many rows may be given up one after the other. */
const mostGivenUp = 10;

export class Retries {
  readonly #clock: Clock;
  readonly #notice: (text: string) => void;
  /** Ends the waits: the user interrupts, or the run is stopped. */
  readonly #over: AbortSignal;
  readonly #stopping = new AbortController();
  #resumeAt = 0;
  #quietUntil = 0;
  #refusals = 0;
  #answers = 0;
  #givenUp = 0;
  #troubleSince: number | undefined;

  /** `interrupted` aborts with the error that rows end with while they wait; `notice` is told why they do. */
  constructor(clock: Clock, interrupted: AbortSignal, notice: (text: string) => void) {
    this.#clock = clock;
    this.#notice = notice;
    this.#over = AbortSignal.any([interrupted, this.#stopping.signal]);
  }

  /** An Http that waits and repeats when PassKit answers 429 or 503. */
  http =
    (inner: Http): Http =>
    async (request) => {
      for (;;) {
        await this.#waitUntil(this.#resumeAt);
        const sent = this.#clock.now();
        const answer = await inner(request);
        if (answer.status === 429 || answer.status === 503) this.#holdAll(answer.retryAfter, sent);
        else {
          if (answer.status !== 502 && answer.status !== 504) this.#answered();
          return answer;
        }
      }
    };

  /**
   * Does the work of one row, and does it again while it is not known what became of it: that is safe, as coupons
   * have external IDs. Throws Stopped when the run must end, and otherwise what the work throws.
   */
  async row<T>(work: () => Promise<T>): Promise<T> {
    let answersBefore: number | undefined;
    for (let tries = 1; ; tries++) {
      try {
        const result = await work();
        this.#givenUp = 0;
        return result;
      } catch (error) {
        if (!(error instanceof PassKitError)) throw error;
        if (error.status === 401 || error.status === 403) throw this.#stop(refusedAccount(error));
        if (!error.lost && error.sent) {
          this.#givenUp = 0;
          throw error;
        }
        answersBefore ??= this.#answers;
        if (tries >= mostTries && this.#answers > answersBefore) throw this.#giveUp(error);
        await this.#trouble(wait(tries), `PassKit cannot be reached or has a problem (${error.message})`);
      }
    }
  }

  #answered(): void {
    this.#answers++;
    this.#refusals = 0;
    this.#troubleSince = undefined;
  }

  /** Requests that were sent before the last refusal was known do not make the wait longer. */
  #holdAll(retryAfter: number | undefined, sent: number): void {
    if (sent >= this.#resumeAt) this.#refusals++;
    const milliseconds = retryAfter === undefined ? wait(this.#refusals) : retryAfter * 1000;
    const resumeAt = this.#clock.now() + milliseconds;
    if (resumeAt <= this.#resumeAt) return;
    this.#resumeAt = resumeAt;
    this.#bear(milliseconds, 'PassKit asks to slow down');
  }

  async #trouble(milliseconds: number, what: string): Promise<void> {
    this.#bear(milliseconds, what);
    await this.#waitUntil(this.#clock.now() + milliseconds);
  }

  /** Tells of a wait, or stops the run when the trouble would take too long. */
  #bear(milliseconds: number, what: string): void {
    const now = this.#clock.now();
    this.#troubleSince ??= now;
    if (now + milliseconds - this.#troubleSince > longestTrouble)
      throw this.#stop(`${what}, for more than ${longestTrouble / 60_000} minutes.`);
    if (now < this.#quietUntil) return;
    this.#quietUntil = now + betweenNotices;
    this.#notice(`${what}; trying again in ${Math.ceil(milliseconds / 1000)} s.`);
  }

  #giveUp(error: PassKitError): Error {
    this.#givenUp++;
    return this.#givenUp < mostGivenUp
      ? error
      : this.#stop(
          `PassKit has a problem with every row (${error.message}); ${mostGivenUp} in a row were given up.`,
        );
  }

  #stop(message: string): Stopped {
    const stopped = new Stopped(message);
    this.#stopping.abort(stopped);
    return stopped;
  }

  async #waitUntil(time: number): Promise<void> {
    for (let now = this.#clock.now(); now < Math.max(time, this.#resumeAt); now = this.#clock.now()) {
      await this.#clock.sleep(Math.max(time, this.#resumeAt) - now, this.#over).catch((error) => {
        throw this.#over.aborted ? this.#over.reason : error;
      });
    }
  }
}

/** Doubles from one second on, with jitter; in milliseconds. */
const wait = (times: number) => Math.min(longestWait, 1000 * 2 ** (times - 1)) * (0.5 + Math.random() / 2);

const refusedAccount = (error: PassKitError) => {
  const code = problemCode(error);
  const next = {
    clock: 'Set the clock of this computer.',
    credentials: 'Check PASSKIT_REGION and the credentials.',
  };
  return `${sentenceOf(code, error.message)} ${code === 'clock' || code === 'credentials' ? next[code] : problemOf(code).next}`;
};
