// A stand-in for Make's API on this computer: it keeps apps in memory, checks every request, and can fail on demand.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Account, emptyAccount, Refusal } from './account.ts';
import type { Received } from './received.ts';
import { answer } from './routes.ts';

export const TOKEN = '0b9c1d2e-3f40-4a51-8b62-7c8394a5b6c7';
export const READ_ONLY_TOKEN = '1b9c1d2e-3f40-4a51-8b62-7c8394a5b6c7';

export interface Fault {
  /** No answer at all without it. */
  status?: number;
  /** Make did what it was asked all the same. */
  done?: boolean;
  message?: string;
}

export interface StandIn {
  host: string;
  received: Received[];
  account: Account;
  /** Says which requests fail. */
  fault: (request: Received) => Fault | undefined;
  stop(): Promise<void>;
}

const scopes: Record<string, string[]> = {
  [`Token ${TOKEN}`]: ['sdk-apps:read', 'sdk-apps:write'],
  [`Token ${READ_ONLY_TOKEN}`]: ['sdk-apps:read'],
};

function checkToken({ headers, method }: IncomingMessage): void {
  const granted = scopes[headers.authorization ?? ''];
  if (!granted) throw new Refusal(401, 'Access denied.');
  const needed = method === 'GET' ? 'sdk-apps:read' : 'sdk-apps:write';
  if (!granted.includes(needed)) throw new Refusal(403, `Insufficient rights: ${needed}.`);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ message, code: 'IM000' }));
}

/** Starts the stand-in with an account that has no apps. */
export async function startStandIn(): Promise<StandIn> {
  const standIn: Omit<StandIn, 'host' | 'stop'> = {
    received: [],
    account: emptyAccount(),
    fault: () => undefined,
  };

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(message.url ?? '/', 'http://make');
    const request = {
      method: message.method ?? '',
      path: pathname.replace(/^\/api\/v2\/sdk\/apps/, ''),
      contentType: message.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
    };
    standIn.received.push(request);
    const fault = standIn.fault(request);
    if (fault && !fault.done) return fail(response, fault);
    try {
      checkToken(message);
      if (pathname === request.path) throw new Refusal(404, 'Not found.');
      const { type, content } = answer(standIn.account, request);
      if (fault) return fail(response, fault);
      response.writeHead(200, { 'content-type': type }).end(content);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error.status, error.message);
    }
  }

  function fail(response: ServerResponse, { status, message = 'Try again later.' }: Fault): void {
    if (status === undefined) response.destroy();
    else refuse(response, status, message);
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => refuse(response, 418, String(error)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return Object.assign(standIn, {
    host: `127.0.0.1:${port}`,
    async stop(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
