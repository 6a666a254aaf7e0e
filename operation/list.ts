// How PassKit is asked for a part of a list: the one place that knows the shape of its filters.
import type { Template, Value } from './expression.ts';
import type { Call, Filter, List, LookupKey } from './step.ts';

/** How many records are asked for at a time, and at most. */
export const limits = {
  /** Of a list that is looked at again and again, or fills a dropdown. */
  page: 100,
  /** Of a search. That PassKit sends as many at once is UNVERIFIED; its documents name no limit. */
  searchPage: 1000,
  /** How many a search looks through: a Zap step has 30 seconds. */
  searched: 10_000,
  /** How many pages a polling trigger reads. */
  polledPages: 10,
  /** How many choices a dropdown has where it cannot load more: Make advises against more. */
  choices: 300,
} as const;

/** Which part of a list is wanted. */
export interface ListPage {
  limit: Value<number>;
  offset: Value<number>;
  /** What it is ordered by, newest first; by when it was created where missing. */
  orderBy?: 'created' | 'updated';
  /** Conditions that all hold, as `fieldFilter` makes them; none where missing. */
  fieldFilters?: Template;
}

/** A condition on a field, as PassKit writes it. */
export const fieldFilter = (
  field: Value<string>,
  operator: Value<string>,
  value: Value<string>,
): Template => ({ filterField: field, filterValue: value, filterOperator: operator });

/** The conditions of a list, all of which must hold, as its `filterGroups`. */
export const allOf = (fieldFilters: Template): Template => [{ condition: 'AND', fieldFilters }];

/** An e-mail address is the same whatever the case of its letters, and `eq` may mind it; what is found is checked anyway. */
export const operatorOf = (key: LookupKey): Filter['operator'] => (key === 'emailAddress' ? 'like' : 'eq');

/** The request for a part of a list, newest first. */
export function listRequest<T>(
  { path, params, body, filters: where }: List<T>,
  { limit, offset, orderBy = 'created', fieldFilters }: ListPage,
): Omit<Call<T>, 'answer'> {
  const filters = {
    limit,
    offset,
    orderBy,
    orderAsc: false,
    ...(fieldFilters !== undefined && { filterGroups: allOf(fieldFilters) }),
  };
  return {
    effect: 'reads',
    method: 'POST',
    path,
    ...(params && { params }),
    body: where === 'top' ? filters : { ...body, filters },
  };
}

/** What is told where a search cannot go on to the end of the list: what it has found so far is not all. */
export const searchedThrough = (passes: number): string =>
  `The search ended after ${passes.toLocaleString('en')} passes, and there are more. Narrow it, or lower the limit.`;
