// API Request: any call of PassKit's API with the connection, for what no other action does. Make has such a module of its
// own. Nothing is sent to another host, and a write is never repeated after a lost answer: nobody knows what it does.
import type { Bundle, Create, ZObject } from 'zapier-platform-core';
import { type Answer, bodyOf, type HttpRequest } from '../operation/ask.ts';
import type { Fields } from '../operation/field.ts';
import { cleanInput, UserMistake } from '../operation/input.ts';
import { errorInLine, PassKitError } from '../passkit/errors.ts';
import { zapierError } from './errors.ts';
import { inputFieldsOf } from './fields.ts';
import { connectionOf, httpOf } from './runtime.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const fields = {
  method: {
    type: 'choice',
    label: 'Method',
    required: true,
    help: 'GET reads. The others may change something: what they do is up to the call.',
    choices: methods.map((value) => ({ value, label: value })),
  },
  path: {
    type: 'text',
    label: 'Path',
    required: true,
    help: 'What comes after the address of the API, such as `/members/member/id/1aBcDeFgHiJkLmNoPqRsTu`. All calls are in PassKit’s API documentation.',
  },
  query: {
    type: 'keyValues',
    label: 'Query',
    help: 'Parameters for the end of the path, as names and values.',
  },
  body: { type: 'text', label: 'Body', help: 'JSON, such as `{"limit": 10}`. GET has none.' },
} satisfies Fields;

const form = {
  kind: 'create',
  fields,
  notice: 'This step does what the call does, without the checks of the other actions.',
};

/** Sends the request that the user wrote, and answers with what PassKit said. */
async function perform(z: ZObject, bundle: Bundle) {
  try {
    const { connection, hosts } = connectionOf(bundle);
    const request = requestIn(bundle, hosts.api);
    const answer = await httpOf(
      z,
      connection,
      hosts,
    )(request).catch((error: unknown) => {
      throw unrepeated(error, request);
    });
    return resultOf(answer, request);
  } catch (error) {
    throw zapierError(error);
  }
}

/** What the inputs say. Throws UserMistake before anything is sent. */
function requestIn(bundle: Bundle, api: string): HttpRequest {
  const { method: chosen, path, query, body } = cleanInput(fields, bundle.inputData, 'UTC');
  const method = methods.find((one) => one === chosen) ?? 'GET';
  const target = pathIn(String(path), api, query);
  // What the others do is not known.
  const effect = method === 'GET' ? 'reads' : 'adds';
  if (body === undefined) return { effect, method, path: target };
  if (method === 'GET')
    throw new UserMistake(
      'Body is filled in, and GET has none. Clear Body, or choose another Method.',
      'body',
    );
  return { effect, method, path: target, body: checkedBody(String(body)) };
}

/** The path and query, encoded. Only a path stays with PassKit, and only PassKit may see the credentials. */
function pathIn(path: string, api: string, query: unknown): string {
  const refuse = () =>
    new UserMistake(
      'Path must be a path of PassKit’s API that begins with a slash, such as /user/profile, without the address before it. Nothing was sent.',
      'path',
    );
  if (!/^\/(?![/\\])/.test(path) || /[\\\t\r\n#]/.test(path)) throw refuse();
  const [pathname = ''] = path.split('?');
  // A dot or two as a part of a path would lead somewhere else, however they are encoded.
  if (pathname.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) throw refuse();
  const url = new URL(`${api}${path}`);
  if (url.origin !== new URL(api).origin || url.username !== '') throw refuse();
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, String(value));
  return `${url.pathname}${url.search}`;
}

function checkedBody(body: string): string {
  if (jsonIn(body) !== undefined) return body;
  throw new UserMistake(
    'Body is not JSON. Put names and texts in double quotation marks, such as {"name": "Jane"}, and check that mapped values have none inside. Nothing was sent.',
    'body',
  );
}

function resultOf(answer: Answer, request: HttpRequest) {
  try {
    const body = bodyOf(answer);
    return { status: answer.status, body, data: dataIn(body) };
  } catch (error) {
    throw unrepeated(error, request);
  }
}

/** Whether it may be repeated is known of GET alone. */
function unrepeated(error: unknown, { effect }: HttpRequest): unknown {
  if (error instanceof PassKitError) error.safeToRepeat = effect === 'reads';
  return error;
}

/**
 * What the body says as JSON; the records of a list, which PassKit sends one a line, as `results`. Throws PassKitError for
 * a list that PassKit broke off: half of it must not look like the whole.
 */
function dataIn(body: string): unknown {
  const whole = jsonIn(body);
  const lines = whole === undefined ? body.split('\n').filter(Boolean).map(jsonIn) : [whole];
  const error = lines.map(errorInLine).find(Boolean);
  if (error) throw error;
  const results = lines.flatMap((line) =>
    typeof line === 'object' && line && 'result' in line ? [line.result] : [],
  );
  return lines.length > 0 && results.length === lines.length ? { results } : (whole ?? null);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const apiRequest = {
  key: 'api_request',
  noun: 'Request',
  display: {
    label: 'API Request',
    description: 'Sends any request of the API, for what no other action does.',
  },
  operation: {
    inputFields: inputFieldsOf(form),
    outputFields: [
      { key: 'status', label: 'Status', type: 'number' },
      { key: 'body', label: 'Body', type: 'string' },
      { key: 'data', label: 'Data', dict: true },
    ],
    sample: {
      status: 200,
      body: '{"email":"jane@example.com","regionId":"pub1"}',
      data: { email: 'jane@example.com', regionId: 'pub1' },
    },
    cleanInputData: false,
    perform,
  },
} satisfies Create;
