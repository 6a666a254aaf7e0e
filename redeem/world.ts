// The World of one visit: PassKit over the global fetch. A request gets 5 seconds and a visit 9 in all, so that
// every answer is given within 10.
import { fetchHttp } from '../operation/fetchHttp.ts';
import type { World } from '../operation/run.ts';
import type { RedeemConfig } from './config.ts';

const bounds = { request: 5_000, visit: 9_000 };

/** Makes a World for each visit; the clock of its bounds starts then. */
export const worldOf =
  (config: RedeemConfig, { request, visit } = bounds) =>
  (): World => {
    const over = AbortSignal.timeout(visit);
    const http = fetchHttp(config, () => AbortSignal.any([over, AbortSignal.timeout(request)]));
    return { http, pages: config.hosts.pages, timezone: config.timeZone, now: new Date() };
  };
