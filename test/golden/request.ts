// A request as PassKit sees it, and the templates of requests such as `GET /members/member/id/{id}`.
import type { Data } from './cases.ts';

export interface Seen {
  method: string;
  /** Still encoded, without the query. */
  path: string;
  query: Record<string, string>;
  /** The body. */
  text: string;
}

export interface Reply {
  status: number;
  body: string;
  /** PassKit does as it was asked, and the answer never arrives. */
  lost?: boolean;
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** What stands at a path such as `event.production.id` in a record. */
export const valueAt = (record: unknown, path: string): unknown => path.split('.').reduce(member, record);

/** Whether a record has these values at these paths. */
export const isAt = (record: Data, values: Data): boolean =>
  Object.entries(values).every(([path, value]) => valueAt(record, path) === value);

/** The name in a hole such as `{id}`. */
export const holeName = (hole: unknown): string => String(hole).slice(1, -1);

/** What a request has in the holes of `GET /path/{hole}?key={hole}`; undefined when it is another request. */
export function fillHoles(
  template: string,
  { method, path, query }: Seen,
): Record<string, string> | undefined {
  const [verb, target = ''] = template.split(' ');
  const [pathPart = '', queryPart = ''] = target.split('?');
  const parts = pathPart.split('/');
  const given = path.split('/');
  const asked = [...new URLSearchParams(queryPart)];
  if (verb !== method || parts.length !== given.length || asked.length !== Object.keys(query).length)
    return undefined;
  const values: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const found = given[at] ?? '';
    if (part.startsWith('{')) values[holeName(part)] = decodeURIComponent(found);
    else if (part !== found) return undefined;
  }
  for (const [key, hole] of asked) values[holeName(hole)] = query[key] ?? '';
  return values;
}
