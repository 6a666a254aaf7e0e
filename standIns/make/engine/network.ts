// Sends the requests of a run over real HTTP and keeps a journal of them. A MODEL of Make's engine uses it: the
// hosts an app names are mapped to where a test server listens, and no other host is reached.
import { MakeError, ModelError } from './errors.ts';
import type { Outgoing } from './outgoing.ts';

/** A request that was sent. */
export interface SentRequest {
  method: string;
  /** As the app wrote it, before its host was mapped. */
  url: string;
  headers: Record<string, string>;
  /** What was sent: the value of JSON, otherwise the text; undefined when there was no body. */
  body: unknown;
  /** Of the answer; 0 when there was none. */
  status: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export type Send = (outgoing: Outgoing) => Promise<Answer>;

/** A sender that maps hosts, such as { 'https://api.example.com': 'http://127.0.0.1:8080' }. */
export function makeSend(hosts: Readonly<Record<string, string>>, journal: SentRequest[]): Send {
  return async ({ method, url, headers, body }) => {
    const { origin } = new URL(url);
    const target = hosts[origin];
    if (target === undefined) throw new ModelError(`${origin} is not one of the hosts of this run`);
    const entry: SentRequest = { method, url, headers, body: bodyValue(headers, body), status: 0 };
    journal.push(entry);
    // Bytes rather than text: fetch adds a content type of its own to text.
    const init = { method, headers, body: body === undefined ? undefined : new TextEncoder().encode(body) };
    const response = await fetch(target + url.slice(origin.length), init).catch((error: unknown) => {
      throw new MakeError('ConnectionError', `${url}: ${String(error)}`);
    });
    entry.status = response.status;
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
  };
}

function bodyValue(headers: Record<string, string>, body: string | undefined): unknown {
  if (body === undefined || !headers['content-type']?.includes('json')) return body;
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return body;
  }
}
