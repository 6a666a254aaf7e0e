// The HTTP side: one request in, PassKit's answer (or a fault) out, and a line in the journal.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { authorize, login } from './auth.ts';
import { control } from './control.ts';
import { decode } from './decode.ts';
import { ApiError } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import type { Message } from './messages.ts';
import { passPage } from './passPage.ts';
import { answer } from './router.ts';
import type { Store } from './store.ts';
import { sendList } from './stream.ts';

export interface SandboxRequest {
  method: string;
  /** With the query. */
  path: string;
  /** 0 when the connection was dropped. */
  status: number;
  ms: number;
  /** The JSON that was sent; undefined when there was none. */
  body: unknown;
  /** What PassKit answered; of a list its first records. Undefined when nothing was. */
  answer: unknown;
}

/** How many records of a list the journal keeps. */
const KEPT_RECORDS = 5;

/** What an answer is made of: one JSON value, or the messages of a list. */
interface Answer {
  status: number;
  body?: unknown;
  list?: Iterable<Message>;
}

/** Makes the server; `journal` is called before an answer goes out, so a client finds its own entry. */
export function createSandboxServer(
  store: Store,
  faults: Faults,
  journal: (request: SandboxRequest) => void,
): Server {
  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { code: 13, message: String(error), details: [] });
      else response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const [pathname = '', search = ''] = path.split('?', 2);
    const body = await readBody(request);
    const reserved = /^\/sandbox(\/|$)/.test(pathname)
      ? control(store, faults, method, pathname, body)
      : undefined;
    if (reserved) return sendJson(response, reserved.status, reserved.body);
    const page = method === 'GET' ? passPage(store, pathname) : undefined;
    if (page) return send(response, page.status, page.type, page.body);

    const started = performance.now();
    const fault = faults.take(method, path);
    if (fault?.delayMs) await wait(fault.delayMs, undefined, { ref: false });
    const result = planned(fault) ?? run(request, method, pathname, search, body);
    const records: Message[] = [];
    journal({
      method,
      path,
      status: fault?.reset ? 0 : result.status,
      ms: performance.now() - started,
      body: parsed(body),
      answer: fault?.reset ? undefined : result.list ? records : result.body,
    });
    if (fault?.reset) {
      request.socket.resetAndDestroy();
      return;
    }
    for (const [name, value] of Object.entries(fault?.headers ?? {})) response.setHeader(name, value);
    if (result.list) await sendList(response, noting(result.list, records), fault);
    else sendJson(response, result.status, result.body);
  }

  function run(request: IncomingMessage, method: string, path: string, search: string, body: string): Answer {
    try {
      if (method === 'POST' && path === '/login') {
        const longLived = request.headers['x-passkit-longlived-token'] === 'true';
        return { status: 200, body: login(decode('io.Credentials', body), longLived) };
      }
      authorize(request.headers.authorization);
      const result = answer(store, method, path, new URLSearchParams(search), body);
      return isList(result) ? { status: 200, list: result } : { status: 200, body: result };
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.body };
      throw error;
    }
  }
}

/** The answer of a fault that keeps the call from running. */
function planned(fault: Fault | undefined): Answer | undefined {
  if (fault?.reset === 'before') return { status: 0 };
  if (fault?.status === undefined && fault?.body === undefined) return undefined;
  return { status: fault.status ?? 200, body: fault.body };
}

const isList = (result: Message | Iterable<Message>): result is Iterable<Message> =>
  Symbol.iterator in result;

/** The list, whose first records are noted as they are sent. */
function* noting(list: Iterable<Message>, records: Message[]): Iterable<Message> {
  for (const message of list) {
    if (records.length < KEPT_RECORDS) records.push(message);
    yield message;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}
