// The app with nothing beside it: no server and no sandbox. A test says itself what PassKit answers, so that one behaviour is
// tried in a moment. What PassKit does with several requests is for the sandbox to say.
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import type { VisitRuntime } from '../../redeem/runtime.ts';
import type { LogLine } from '../../redeem/visit.ts';
import { readPage } from './readPage.ts';

/** A status, a body of 200, an error that is thrown, or what makes one of these of the request. */
type Said = number | object | Error;
export type Reply = Said | ((request: HttpRequest) => Said | Promise<Said>);
/** By the beginning of method and path, such as “GET /image/”; everything else is not found. */
export type Replies = Record<string, Reply>;

async function answerOf(reply: Reply, request: HttpRequest): Promise<Answer> {
  const said = typeof reply === 'function' ? await reply(request) : reply;
  if (said instanceof Error) throw said;
  if (typeof said === 'number') return { status: said, body: '{"error":"no"}' };
  return { status: 200, body: JSON.stringify(said) };
}

/** PassKit in a few lines; `asked` has what it was asked. */
export function passKitOf(replies: Replies) {
  const asked: string[] = [];
  const http = async (request: HttpRequest) => {
    const name = `${request.method} ${request.path}`;
    asked.push(name);
    const key = Object.keys(replies).find((start) => name.startsWith(start));
    return answerOf((key !== undefined && replies[key]) || 404, request);
  };
  return { http, asked };
}

export const noon = Date.parse('2026-06-01T12:00:00Z');

export const passKit = {
  coupon: 'GET /coupon/singleUse/coupon/externalId/',
  couponById: 'GET /coupon/singleUse/coupon/',
  redeem: 'PUT /coupon/singleUse/coupon/redeem',
  offer: 'GET /coupon/singleUse/offer/',
  profile: 'GET /user/profile',
  campaign: 'GET /coupon/singleUse/campaign/',
};

/** A coupon as PassKit has it. */
export const record = (more: object = {}) => ({
  id: 'CouponId1',
  externalId: 'pass-1234',
  campaignId: 'Campaign1',
  status: 'UNREDEEMED',
  ...more,
});

interface Options {
  env?: Record<string, string>;
  clock?: () => number;
  replies?: Replies;
  bounded?: VisitRuntime['bounded'];
}

/** The runtime of a visit over the answers of a test. */
export const runtimeOf = (
  http: VisitRuntime['http'],
  clock = () => noon,
  bounded: VisitRuntime['bounded'] = (work) => work,
): VisitRuntime => ({
  http,
  pages: 'https://passkit.example',
  timezone: 'UTC',
  now: new Date(clock()),
  bounded,
});

export const environment = {
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: 'aKeyOfPassKit',
  PASSKIT_API_SECRET: 'aSecretOfPassKit',
  REDEEM_CAMPAIGNS: 'Campaign1',
};

export function stubbed({ env = {}, clock = () => noon, replies = {}, bounded }: Options = {}) {
  const config = readConfig({ ...environment, ...env });
  const lines: LogLine[] = [];
  const { http, asked } = passKitOf(replies);
  const log = (line: LogLine) => void lines.push(line);
  const app = createRedeemApp(config, () => runtimeOf(http, clock, bounded), { log, clock });

  async function ask(path: string, init: RequestInit = {}, remoteAddress?: string) {
    const request = new Request(new URL(path, 'http://127.0.0.1:8080'), init);
    const page = await readPage(await app.fetch(request, { incoming: { socket: { remoteAddress } } }));
    return { ...page, location: page.headers.get('location') ?? '' };
  }
  return {
    ask,
    asked,
    lines,
    config,
    submit: (path: string, form: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }),
  };
}

export const link = '/redeem?externalId=pass-1234&campaignId=Campaign1';
