// What a long run does when PassKit is busy or cannot be reached: all rows wait together, rows are tried again, and
// a run that gets nowhere is stopped, so that it can go on later.
import { setTimeout } from 'node:timers/promises';
import type { Http } from '../operation/ask.ts';
import { notSent, PassKitError } from '../passkit/errors.ts';
import { codeOfStatus, leavesOpen, problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
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
/** How long after its beginning anything is sent or waited for on behalf of a row, in milliseconds. */
const longestRow = 10 * 60_000;
/** How many rows may be given up one after the other. */
const mostGivenUp = 10;

/** A row was tried as long as that made sense. */
export class GivenUp extends Error {
  override name = 'GivenUp';
  override readonly cause: PassKitError;
  /** PassKit may have done what it was asked, although no answer said so. */
  readonly mayBeDone: boolean;

  constructor(cause: PassKitError, mayBeDone: boolean) {
    super(cause.message);
    this.cause = cause;
    this.mayBeDone = mayBeDone;
  }
}

interface Row {
  /** When it must have ended, but for a request under way. */
  end: number;
  mayBeDone: boolean;
}

export class Retries {
  readonly #inner: Http;
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
  constructor(http: Http, clock: Clock, interrupted: AbortSignal, notice: (text: string) => void) {
    this.#inner = http;
    this.#clock = clock;
    this.#notice = notice;
    this.#over = AbortSignal.any([interrupted, this.#stopping.signal]);
  }

  /**
   * Does the work of one row, and does it again while it is not known what became of it: that is safe, as coupons
   * have external IDs. Throws Stopped when the run must end, GivenUp after so many tries or so much time, and otherwise
   * what the work throws.
   */
  async row<T>(work: (http: Http) => Promise<T>): Promise<T> {
    const row: Row = { end: this.#clock.now() + longestRow, mayBeDone: false };
    const http = this.#httpFor(row);
    let answersBefore: number | undefined;
    for (let tries = 1; ; ) {
      try {
        const result = await work(http);
        this.#givenUp = 0;
        return result;
      } catch (error) {
        if (!(error instanceof PassKitError)) throw error;
        const code = codeOfStatus(error.status);
        if (code === 'credentials' || code === 'forbidden') throw this.#stop(refusedAccount(error));
        if (error.sent && !error.lost && code !== 'slow_down') {
          this.#givenUp = 0;
          throw error;
        }
        answersBefore ??= this.#answers;
        const late = this.#clock.now() >= row.end || this.#resumeAt > row.end;
        if (late || (tries >= mostTries && this.#answers > answersBefore)) throw this.#giveUp(row, error);
        // To be busy is not about the row, and all of them wait already.
        if (code === 'busy' && this.#resumeAt > this.#clock.now()) continue;
        await this.#trouble(wait(tries++), `PassKit cannot be reached or has a problem (${error.message})`);
      }
    }
  }

  /**
   * An Http that waits and repeats when PassKit asks to slow down. When it is busy, which may come when all is done, the row
   * is looked up first.
   */
  #httpFor =
    (row: Row): Http =>
    async (request) => {
      const lost = () => {
        row.mayBeDone ||= request.effect !== 'reads';
      };
      for (let slowed = false; ; slowed = true) {
        if (this.#resumeAt > row.end && !this.#over.aborted) throw tooSlow();
        await this.#waitUntil(this.#resumeAt);
        const sent = this.#clock.now();
        if (sent >= row.end) throw slowed ? tooSlow() : notSent();
        const answer = await this.#inner(request).catch((error) => {
          // What has not left PassKit cannot have done.
          if (!(error instanceof PassKitError) || error.lost) lost();
          throw error;
        });
        const code = codeOfStatus(answer.status);
        if (code === 'slow_down' || code === 'busy') this.#holdAll(answer.retryAfter, sent);
        else if (code !== 'no_answer') this.#answered();
        if (code === 'slow_down') continue;
        if (leavesOpen(answer.status)) lost();
        return answer;
      }
    };

  #answered(): void {
    this.#answers++;
    this.#refusals = 0;
    this.#troubleSince = undefined;
  }

  /** Requests that were sent before the last refusal was known do not make the wait longer. */
  #holdAll(retryAfter: number | undefined, sent: number): void {
    if (sent >= this.#resumeAt) this.#refusals++;
    const asked = retryAfter ?? 0;
    const milliseconds = asked > 0 ? asked * 1000 : wait(this.#refusals);
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

  #giveUp({ mayBeDone }: Row, error: PassKitError): GivenUp | Stopped {
    this.#givenUp++;
    return this.#givenUp < mostGivenUp
      ? new GivenUp(error, mayBeDone)
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

const tooSlow = () => new PassKitError('for longer than a row may take', 429);

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
