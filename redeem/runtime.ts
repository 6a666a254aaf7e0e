// The Runtime of one visit: PassKit over the global fetch. A request gets 5 seconds and a visit 9 in all, so that
// every answer is given within 10.
import { fetchHttp } from '../operation/fetchHttp.ts';
import type { Runtime } from '../operation/run.ts';
import type { RedeemConfig } from './config.ts';

const bounds = { request: 5_000, visit: 9_000 };

/** Makes a Runtime for each visit; the clock of its bounds starts then. */
export const visitRuntime =
  (config: RedeemConfig, { request, visit } = bounds) =>
  (): Runtime => {
    const over = AbortSignal.timeout(visit);
    const http = fetchHttp(config, () => AbortSignal.any([over, AbortSignal.timeout(request)]));
    return { http, pages: config.hosts.pages, timezone: config.timeZone, now: new Date() };
  };
