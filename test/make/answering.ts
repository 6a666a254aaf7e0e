// A PassKit that answers as it is told and keeps what it was asked, and a Make app with a few actions or none.
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { appFiles } from '../../make/app.ts';
import type { Operation } from '../../operation/operation.ts';
import { type Bundle, type MakeApp, makeApp } from '../../standIns/make/engine/index.ts';

export const filesOf = (...creates: Operation[]) => appFiles({ creates, searches: [] });

const withoutActions = filesOf();

export interface Asked {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Answering {
  asked: Asked[];
  /** What it answers the next request with; the last of them every one after it. */
  answers: { status: number; body: unknown }[];
  /** The app with these files, which is asked in a time zone. */
  app(connection: Bundle, files?: ReturnType<typeof filesOf>, timezone?: string): MakeApp;
  close(): Promise<unknown>;
}

export async function startAnswering(): Promise<Answering> {
  const asked: Asked[] = [];
  const answers: Answering['answers'] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers, body: await text(request) });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200, body: {} };
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json', 'x-passkit': 'yes' }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const hosts = { 'https://api.pub1.passkit.io': origin, 'https://api.pub2.passkit.io': origin };
  return {
    asked,
    answers,
    app: (connection, files = withoutActions, timezone = 'UTC') =>
      makeApp({ dir: files, connection, hosts, timezone }),
    close: () => new Promise((closed) => server.close(closed)),
  };
}
