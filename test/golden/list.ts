// Answers a list: the records of a parent that pass the filters, one JSON line each. A filter must be one that reads.yaml
// has, for a value that the case's input asks for.
import * as z from 'zod';
import type { Data, Filters, ListRead } from './cases.ts';
import type { Answered } from './reads.ts';
import { fillHoles, holeName, isAt, type Seen, valueAt } from './request.ts';

const fieldFilter = z.strictObject({
  filterField: z.string(),
  filterValue: z.string(),
  filterOperator: z.string(),
});
type FieldFilter = z.infer<typeof fieldFilter>;
const filterGroup = z.strictObject({
  condition: z.enum(['AND', 'OR']).default('AND'),
  fieldFilters: z.array(fieldFilter),
});
/** io.Filters */
const filtersMessage = z.strictObject({
  limit: z.number().default(25),
  offset: z.number().default(0),
  orderBy: z.string().optional(),
  orderAsc: z.boolean().default(false),
  filterGroups: z.array(filterGroup).default([]),
});

interface Listing {
  list: ListRead;
  filters: Filters;
  /** A record as the list gives it. */
  shown: (record: Data) => Data;
}

/** The answer to a list request, and what is wrong with it; undefined when it is another request. */
export function answerList(
  { list: { request, body: parents, under }, filters: allowed, shown }: Listing,
  all: readonly Data[],
  input: Data,
  seen: Seen,
): Answered | undefined {
  const inPath = fillHoles(request, seen);
  if (!inPath) return undefined;
  const body = z.record(z.string(), z.unknown()).parse(JSON.parse(seen.text || '{}'));
  const { [under ?? '']: nested = {}, ...beside } = body;
  const known = Object.keys(beside).every((key) => !under || key in parents);
  const whole = Object.keys(parents).every((key) => key in beside);
  const parsed = filtersMessage.safeParse(under ? nested : body);
  if (!parsed.success || !known || !whole) {
    const reply = { status: 400, body: '{"code":3,"message":"golden: proto: syntax error","details":[]}' };
    return { reply, wrong: [`${seen.path} does not take ${seen.text}`] };
  }
  const { limit, offset, orderBy, orderAsc, filterGroups } = parsed.data;
  const inBody = Object.entries(parents).map(([key, hole]) => [holeName(hole), beside[key]]);
  const found = all
    .filter((record) => isAt(record, { ...inPath, ...Object.fromEntries(inBody) }))
    .filter((record) =>
      filterGroups.every(({ condition, fieldFilters }) =>
        condition === 'OR'
          ? fieldFilters.some((one) => passes(record, one))
          : fieldFilters.every((one) => passes(record, one)),
      ),
    );
  if (orderBy) {
    const key = (record: Data) => String(valueAt(record, orderBy));
    found.sort((a, b) => key(a).localeCompare(key(b)) * (orderAsc ? 1 : -1));
  }
  const lines = found.slice(offset, limit < 0 ? undefined : offset + limit);
  const text = lines.map((record) => `${JSON.stringify({ result: shown(record) })}\n`).join('');
  const wrong = filterGroups
    .flatMap(({ fieldFilters }) => fieldFilters)
    .filter((one) => !isAskedFor(one, allowed, input))
    .map((one) => `${seen.path} is filtered by ${Object.values(one).join(' ')}`);
  return { reply: { status: 200, body: text }, wrong };
}

function isAskedFor(
  { filterField, filterValue, filterOperator }: FieldFilter,
  allowed: Filters,
  input: Data,
): boolean {
  const rule = allowed[filterField];
  if (!rule?.operators.includes(filterOperator)) return false;
  if (rule.always.includes(filterValue)) return true;
  return rule.input.some(
    (key) => same(input[key], filterValue) || (rule.andOn && filterValue.startsWith(`${input[key]}-`)),
  );
}

/** The same text, or the same instant however it is written. */
const same = (a: unknown, b: string) =>
  a !== undefined && (String(a) === b || (/^\d{4}-.*T/.test(b) && Date.parse(String(a)) === Date.parse(b)));

function passes(record: Data, { filterField, filterValue, filterOperator }: FieldFilter): boolean {
  const value = valueAt(record, filterField);
  if (filterOperator === 'eq') return same(value ?? '', filterValue);
  if (filterOperator === 'like') return String(value ?? '').toLowerCase() === filterValue.toLowerCase();
  const order = Math.sign(Date.parse(String(value)) - Date.parse(filterValue));
  return { gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[filterOperator] ?? false;
}

/** A ticket as lists give it: event_tickets.TicketLimitedFields. */
export function limitedFields(ticket: Data): Data {
  const only = (path: string, keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, valueAt(ticket, `${path}.${key}`)]));
  return {
    ...ticket,
    production: only('event.production', ['id', 'uid', 'name']),
    event: only('event', ['id', 'scheduledStartDate']),
    venue: only('event.venue', ['id', 'uid', 'name']),
    ticketType: only('ticketType', ['id', 'uid', 'name']),
    optOut: ticket.optOut === 'ON',
  };
}
