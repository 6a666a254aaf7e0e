// A small PassKit for the golden exchanges: it answers the reads of reads.yaml from the records of a case, takes the
// writes of the case and nothing else, and keeps what it found wrong. It shares nothing with the project.
import { createHmac } from 'node:crypto';
import nock from '../support/nock.ts';
import type { Data, Write } from './cases.ts';
import { answerRead, type Held } from './reads.ts';
import type { Reply } from './request.ts';
import { type Expectation, takeWrite } from './writes.ts';

export const host = 'https://api.pub1.passkit.io';
export const connection = { region: 'pub1', apiKey: 'golden-key', apiSecret: 'golden-secret-text' };

export interface PassKit {
  /** What PassKit holds, and what the inputs are that a filter may ask for. */
  holds: Held;
  /** Ends the case: everything that was wrong, in words. */
  problems(): string[];
}

/** Starts PassKit for one case: its writes in order, unless the order does not matter. */
export function startPassKit(holds: Held, writes: readonly Write[], how: Omit<Expectation, 'left'>): PassKit {
  const wrong: string[] = [];
  const expectation: Expectation = { ...how, left: [...writes] };
  const passKit: PassKit = {
    holds,
    problems: () => [
      ...wrong,
      ...expectation.left
        .filter(({ optional }) => !optional)
        .map(({ request }) => `PassKit never saw ${request.join(' or ')}`),
    ],
  };

  function answer(method: string, target: string, headers: Record<string, string>, text: string): Reply {
    const { pathname, searchParams } = new URL(target, host);
    const seen = { method, path: pathname, query: Object.fromEntries(searchParams), text };
    wrong.push(...credentialProblems(headers.authorization));
    if (text !== '' && !/json/.test(headers['content-type'] ?? ''))
      wrong.push(`${method} ${pathname} has a body that is not said to be JSON`);
    const read = answerRead(seen, passKit.holds);
    if (read) {
      wrong.push(...read.wrong);
      return read.reply;
    }
    const { reply, leaves, leavesEvents, problems } = takeWrite(seen, expectation);
    wrong.push(...problems);
    if (leaves) passKit.holds = { ...passKit.holds, names: leaves };
    if (leavesEvents) passKit.holds = { ...passKit.holds, events: leavesEvents };
    if (reply.status === 200 && `${method} ${pathname}` === 'POST /integrations/sink') {
      const sink: Data = { ...JSON.parse(text), ...JSON.parse(reply.body) };
      passKit.holds = { ...passKit.holds, sinks: [...passKit.holds.sinks, sink] };
    }
    return reply;
  }

  for (const method of ['get', 'post', 'put', 'delete', 'patch'] as const) {
    nock(host)
      .persist()
      [method](/.*/)
      .optionally()
      .reply(async function (uri, body) {
        const headers = Object.fromEntries(
          Object.entries(this.req.headers).map(([key, value]) => [key, String(value)]),
        );
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const { status, body: said, lost } = answer(method.toUpperCase(), uri, headers, text);
        if (lost) throw new Error('ECONNRESET: golden: the answer is lost');
        return [status, said, { 'content-type': 'application/json' }];
      });
  }
  return passKit;
}

const part = (text: string): Data => JSON.parse(Buffer.from(text, 'base64url').toString());

/** passkit-api.md §1.1: HS256 with the secret as text; uid; iat less than 60 s old and not ahead; exp ahead. */
function credentialProblems(authorization = ''): string[] {
  const [, head = '', claims = '', signature] =
    /^(?:Bearer )?([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  const made = createHmac('sha256', connection.apiSecret).update(`${head}.${claims}`).digest('base64url');
  if (signature !== made) return ['a request is not signed with the API secret'];
  const { uid, iat, exp } = part(claims);
  const now = Date.now() / 1000;
  const age = now - Number(iat);
  const good =
    part(head).alg === 'HS256' && uid === connection.apiKey && age > 0 && age < 60 && Number(exp) > now;
  return good ? [] : [`a token has the claims ${JSON.stringify({ uid, iat, exp })} at ${now}`];
}
