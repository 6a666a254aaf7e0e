// What the tests of the runner share: a small app, and a server that answers it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Bundle,
  type MakeApp,
  type MakeAppOptions,
  MakeError,
  makeApp,
} from '../../standIns/make/engine/index.ts';
import { type AppParts, filesOf } from './runnerFiles.ts';

type Json = Record<string, unknown>;

/** Text parameters of these names. */
export const texts = (...names: string[]) => names.map((name) => ({ name, type: 'text', label: name }));

/** What a run fails with: the parts of an error of Make, or whatever else was thrown. */
export async function failure(run: Promise<unknown>): Promise<unknown> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MakeError)) return error;
  return { type: error.type, message: error.message, status: error.statusCode };
}

/** An answer of the server: status, content type and text; an object is sent as JSON. */
export interface Reply {
  status?: number;
  type?: string;
  text?: string;
  json?: unknown;
}

/** A request as the server saw it. */
export interface Seen {
  method: string;
  path: string;
  headers: Record<string, unknown>;
  text: string;
}

/** One server for a test file; `makeTestApp` makes an app that asks it. */
export function useRunner() {
  const seen: Seen[] = [];
  let replyTo: (request: Seen) => Reply = () => ({ json: {} });
  const server = createServer(async (request, response) => {
    const chunks: string[] = [];
    request.setEncoding('utf8');
    for await (const chunk of request) chunks.push(String(chunk));
    const { method = '', url = '', headers } = request;
    const entry = { method, path: url, headers, text: chunks.join('') };
    seen.push(entry);
    const { status = 200, type = 'application/json', text, json } = replyTo(entry);
    response.writeHead(status, type === '' ? {} : { 'content-type': type });
    response.end(text ?? JSON.stringify(json ?? {}));
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    seen.length = 0;
    replyTo = () => ({ json: {} });
  });

  const makeTestApp = (parts: AppParts, options: Partial<MakeAppOptions> = {}): MakeApp => {
    const hosts = { 'https://api.example.com': origin };
    return makeApp({ dir: filesOf(parts), connection: { key: 'k1' }, hosts, ...options });
  };
  const runOne = (
    moduleType: string,
    communication: unknown,
    parameters: Json,
    base: Json,
  ): Promise<Bundle[]> => {
    const params = texts(...Object.keys(parameters));
    return makeTestApp({ base, modules: { one: { moduleType, communication, params } } }).run(
      'one',
      parameters,
    );
  };

  return {
    seen,
    makeTestApp,
    /** Where the server is; known once the tests run. */
    origin: () => origin,
    /** Answers every request of the test that runs. */
    reply(answer: Reply | ((request: Seen) => Reply)) {
      replyTo = typeof answer === 'function' ? answer : () => answer;
    },
    /** Runs an action of this communication, with text parameters. */
    async act(communication: unknown, parameters: Json = {}, base: Json = {}): Promise<Bundle> {
      const [bundle = {}] = await runOne('action', communication, parameters, base);
      return bundle;
    },
    /** Runs a search of this communication, with text parameters. */
    search: (communication: unknown, parameters: Json = {}) =>
      runOne('search', communication, parameters, {}),
  };
}
