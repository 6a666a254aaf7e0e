// What the sandbox tests share: a sandbox per file and a client that sends the long-lived token.
import { type Message, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { isMessage } from '../../sandbox/messages.ts';

export interface Reply {
  status: number;
  text: string;
  /** The JSON object of the answer; empty when it is none. */
  body: Message;
}

/** Sends one request. A string body goes as it is, anything else as JSON. */
export async function send(
  sandbox: Sandbox,
  verbAndPath: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${sandbox.credentials.apiToken}` },
): Promise<Reply> {
  const [method = '', path = ''] = verbAndPath.split(' ');
  const payload = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(`${sandbox.url}${path}`, { method, headers, body: payload });
  const text = await response.text();
  return { status: response.status, text, body: parse(text) };
}

function parse(text: string): Message {
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : {};
  } catch {
    return {};
  }
}

/** Sends a request that must work and returns the id it answers. */
export async function idOf(sandbox: Sandbox, verbAndPath: string, body: Message): Promise<string> {
  const reply = await send(sandbox, verbAndPath, body);
  if (reply.status !== 200) throw new Error(`${verbAndPath}: ${reply.status} ${reply.text}`);
  return String(reply.body.id);
}

/** The `result` of every line of a list. */
export async function list(sandbox: Sandbox, path: string, body: Message): Promise<Message[]> {
  const reply = await send(sandbox, `POST ${path}`, body);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`);
  const lines = reply.text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { result } = parse(line);
    return isMessage(result) ? result : {};
  });
}

/** One sandbox for a test file; call the function it returns inside tests. */
export function useSandbox(options?: SandboxOptions): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterEach(() => sandbox?.clearFaults());
  afterAll(() => sandbox?.close());
  return () => {
    if (!sandbox) throw new Error('the sandbox runs only inside tests');
    return sandbox;
  };
}

/** Starts sandboxes for one test each; they are closed after it. */
export function useSandboxes(defaults?: SandboxOptions): (options?: SandboxOptions) => Promise<Sandbox> {
  const running: Sandbox[] = [];
  afterEach(() => Promise.all(running.splice(0).map((sandbox) => sandbox.close())));
  return async (options = defaults) => {
    const sandbox = await startSandbox(options);
    running.push(sandbox);
    return sandbox;
  };
}

/** One filter as io.Filters. */
export const where = (filterField: string, filterOperator: string, filterValue: string): Message => ({
  filterGroups: [{ condition: 'AND', fieldFilters: [{ filterField, filterOperator, filterValue }] }],
});
