// Finds the call for a request and runs it: path, then body, then rules, then the call itself.
import { decode } from './decode.ts';
import { invalid, unknownPath, wrongVerb } from './errors.ts';
import type { Message } from './messages.ts';
import { fieldOf } from './messages.ts';
import { type Route, routes } from './routes.ts';
import { validate } from './rules.ts';
import type { Store } from './store.ts';

const patterns = routes.map((route) => ({ route, segments: route.path.split('/') }));

/** Runs the call for a request, or throws the error PassKit answers with. */
export function answer(
  store: Store,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): Message | Iterable<Message> {
  const { route, params } = find(method, path.split('/'));
  const fromUrl = method === 'GET' ? { ...queryFields(route, query), ...params } : params;
  const sent = { ...(route.request && method !== 'GET' ? decode(route.request, body) : {}), ...fromUrl };
  if (route.request) validate(route.request, sent, route.profile);
  return route.run(store, sent);
}

/** Segments are matched before they are decoded, so that an external id may hold an encoded slash. */
function find(method: string, path: string[]): { route: Route; params: Message } {
  const known = patterns.filter(
    ({ segments }) =>
      segments.length === path.length &&
      segments.every((segment, at) => (segment.startsWith('{') ? path[at] !== '' : segment === path[at])),
  );
  const match = known.find(({ route }) => route.method === method);
  if (!match) throw known.length > 0 ? wrongVerb() : unknownPath();
  const params: Message = {};
  match.segments.forEach((segment, at) => {
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeSegment(path[at] ?? '');
  });
  return { route: match.route, params };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid(`malformed path parameter ${JSON.stringify(segment)}`);
  }
}

/** The gateway takes the query parameters that are fields of the request and ignores the others. */
function queryFields(route: Route, query: URLSearchParams): Message {
  const { request } = route;
  return request ? Object.fromEntries([...query].filter(([name]) => fieldOf(request, name))) : {};
}
