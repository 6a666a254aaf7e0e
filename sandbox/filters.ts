// io.Filters: turns filter groups into a test over records, and orders and pages a list.
import { type Column, type Comparable, filterColumn, type Listing, orderColumn } from './columns.ts';
import { invalid } from './errors.ts';
import { children, type Message, number, text } from './messages.ts';

const DEFAULT_LIMIT = 25;

/** Filters, orders and pages `records`, which come oldest first. */
export function select<T extends Message>(
  listing: Listing,
  records: Iterable<T>,
  filters: Message | undefined,
): T[] {
  const found = matching(listing, records, filters);
  const ordered = order(listing, found, text(filters, 'orderBy') || 'created', filters?.orderAsc === true);
  const limit = number(filters, 'limit') || DEFAULT_LIMIT;
  const offset = Math.max(0, number(filters, 'offset'));
  return ordered.slice(offset, limit < 0 ? undefined : offset + limit);
}

/** The records that pass the filter groups: groups by AND, filters in a group by its condition. */
export function matching<T extends Message>(
  listing: Listing,
  records: Iterable<T>,
  filters: Message | undefined,
): T[] {
  const groups = children(filters, 'filterGroups').map((group) => {
    const tests = children(group, 'fieldFilters').map((filter) => fieldTest(listing, filter));
    const any = group.condition === 'OR' && tests.length > 0;
    return (record: Message) =>
      any ? tests.some((test) => test(record)) : tests.every((test) => test(record));
  });
  const found: T[] = [];
  for (const record of records) if (groups.every((group) => group(record))) found.push(record);
  return found;
}

/** The value of an eq filter that every match must pass, so that an index can serve it. */
export function requiredValue(filters: Message | undefined, name: string): string | undefined {
  for (const group of children(filters, 'filterGroups')) {
    const tests = children(group, 'fieldFilters');
    if (group.condition === 'OR' && tests.length > 1) continue;
    const found = tests.find((test) => test.filterField === name && test.filterOperator === 'eq');
    if (found) return text(found, 'filterValue');
  }
  return undefined;
}

function order<T extends Message>(listing: Listing, records: T[], by: string, ascending: boolean): T[] {
  const column = orderColumn(listing, by);
  if (!column) throw invalid(`unknown order field ${JSON.stringify(by)}`);
  // An unset field sorts before every value.
  const keyed = records.map((record) => ({
    record,
    key: column.read(record)[0] ?? Number.NEGATIVE_INFINITY,
  }));
  // Records of the same moment follow the order they were made in.
  if (!ascending) keyed.reverse();
  const sign = ascending ? 1 : -1;
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  return keyed.map(({ record }) => record);
}

function fieldTest(listing: Listing, filter: Message): (record: Message) => boolean {
  const name = text(filter, 'filterField');
  const wanted = text(filter, 'filterValue');
  const column = filterColumn(listing, name);
  if (!column) throw invalid(`unknown filter field ${JSON.stringify(name)}`);
  const holds = comparison(text(filter, 'filterOperator'), wanted, column);
  if (!holds)
    throw invalid(`invalid filter value ${JSON.stringify(wanted)} for field ${JSON.stringify(name)}`);
  return (record) => column.read(record).some(holds);
}

function comparison(
  operator: string,
  wanted: string,
  column: Column,
): ((value: Comparable) => boolean) | undefined {
  if (operator === 'like') {
    const parts = wanted.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(parts.join('.*'), 'is');
    return (value) => pattern.test(String(value));
  }
  const target = column.parse(wanted);
  if (!OPERATORS.has(operator)) throw invalid(`unknown filter operator ${JSON.stringify(operator)}`);
  if (target === undefined) return undefined;
  switch (operator) {
    case 'gt':
      return (value) => value > target;
    case 'gte':
      return (value) => value >= target;
    case 'lt':
      return (value) => value < target;
    case 'lte':
      return (value) => value <= target;
    default:
      return (value) => value === target;
  }
}

const OPERATORS = new Set(['eq', 'gt', 'gte', 'lt', 'lte']);
