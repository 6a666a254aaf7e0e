// The Runtime of one visit. A request to PassKit gets 5 seconds and a visit 9 in all, so that every answer is given
// within 10.
import type { Http } from '../operation/ask.ts';
import { fetchHttp } from '../operation/fetchHttp.ts';
import type { Runtime } from '../operation/run.ts';
import { notSent } from '../passkit/errors.ts';
import type { RedeemConfig } from './config.ts';

const bounds = { request: 5_000, visit: 9_000 };

/**
 * Makes the Http of a visit. `left` tells how many milliseconds the request may take that is about to be sent, and
 * throws when the visit has taken too long for another one.
 */
export type VisitHttp = (left: () => number) => Http;

/** PassKit over the global fetch, as every platform has it. */
export const fetchVisitHttp =
  (config: RedeemConfig): VisitHttp =>
  (left) =>
    fetchHttp(config, () => AbortSignal.timeout(left()));

/** What a visit runs in. */
export interface VisitRuntime extends Runtime {
  /** Waits for work that others have begun, as long as the visit may last. */
  bounded<T>(work: Promise<T>): Promise<T>;
}

/** Makes a Runtime for each visit; the clock of its bounds starts then. */
export const visitRuntime =
  (config: RedeemConfig, visitHttp: VisitHttp, { request, visit } = bounds) =>
  (): VisitRuntime => {
    const end = performance.now() + visit;
    const left = () => {
      const time = Math.floor(end - performance.now());
      if (time <= 0) throw tooLong();
      return Math.min(request, time);
    };
    return {
      http: visitHttp(left),
      pages: config.hosts.pages,
      timezone: config.timeZone,
      now: new Date(),
      bounded: (work) =>
        Promise.race([
          work,
          after(end - performance.now()).then(() => {
            throw tooLong();
          }),
        ]),
    };
  };

/** Nothing, after so many milliseconds. What waits for it keeps no process alive. */
export const after = (milliseconds: number) =>
  new Promise<undefined>((resolve) => {
    AbortSignal.timeout(Math.max(0, Math.floor(milliseconds))).addEventListener('abort', () =>
      resolve(undefined),
    );
  });

const tooLong = () => notSent('The visit has taken too long');
