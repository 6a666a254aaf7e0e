// The communication of a search module.
import type { Operation } from '../operation/operation.ts';
import { type FindStep, matches } from '../operation/step.ts';
import { asJson, imlOf, type Resolver } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { byPassType, plansOf, resultOf } from './plans.ts';
import { prepareInputs, requirementsOf } from './prepare.ts';
import { askedBy, linesAsArray, type Request, textType, urlOf, wholeList } from './requests.ts';
import { resolverIn } from './resolve.ts';

/** A search is one request whatever the pass type, so that Make can page and limit it. */
export function searchOf(operation: Operation): Json {
  const plans = plansOf(operation).flatMap(({ plan, module }) =>
    plan.each ? [{ find: plan.each, result: plan.result, place: resolverIn(module, 'item.result') }] : [],
  );
  const each = (value: (find: FindStep, place: Resolver) => Iml) =>
    byPassType(plans.map(({ find, place }) => value(find, place)));
  const lists = plans.map(({ find }) => find.lookup.list(find.project));
  const pages = operation.fields.limit !== undefined;
  const filters = filtersOf(operation, plans, each);
  const extra = [...new Set(lists.flatMap(({ body }) => Object.keys(body ?? {})))].map((key) => [
    key,
    asJson(byPassType(plans.map(({ place }, index) => imlOf(lists[index]?.body?.[key], place)))) ?? null,
  ]);
  const body = (offset: Json): Json => ({
    ...Object.fromEntries(extra),
    filters: {
      limit: pageSize,
      offset,
      orderBy: 'created',
      orderAsc: false,
      filterGroups: [{ condition: 'AND', fieldFilters: filters.fieldFilters }],
    },
  });
  return [
    ...prepareInputs(operation),
    ...requirementsOf(operation),
    ...filters.before,
    {
      url: asJson(each((find, place) => urlOf(find.lookup.list(find.project), place))) ?? '',
      method: 'POST',
      body: body(0),
      response: {
        type: textType,
        valid: wholeList,
        limit: pages ? '{{ifempty(parameters.limit, 10)}}' : pageSize,
        iterate: {
          container: `{{${linesAsArray}}}`,
          condition: `{{${each((find, place) => imlOf(matches(find), place)).text}}}`,
        },
        output: resultOf(operation, plans),
      },
      ...(pages && {
        pagination: {
          body: body(`{{(pagination.page - 1) * ${pageSize}}}`),
          condition: `{{length(split(body, newline)) >= ${pageSize}}}`,
        },
      }),
    },
  ];
}

const pageSize = 100;

/** The filters of a search. A filter whose value is blank must not be sent, so each stands in `temp` first. */
function filtersOf(
  { fields }: Operation,
  plans: { find: FindStep; place: Resolver }[],
  each: (value: (find: FindStep, place: Resolver) => Iml) => Iml,
): { before: Request[]; fieldFilters: Json } {
  const where = plans[0]?.find.where;
  if (!where) {
    const field = asJson(each((find, place) => imlOf(askedBy(find).field, place))) ?? null;
    const value = asJson(each((find, place) => imlOf(askedBy(find).value, place))) ?? null;
    return { before: [], fieldFilters: [{ filterField: field, filterValue: value, filterOperator: 'eq' }] };
  }
  const place = resolverIn({ fields, passType: undefined });
  const always = [{ filterField: 'created', filterValue: '1970-01-01T00:00:00Z', filterOperator: 'gte' }];
  const temp = where.map(({ field, operator, value }, index) => [
    `filter${index}`,
    [{ filterField: field, filterValue: `{{${imlOf(value, place).text}}}`, filterOperator: operator }],
  ]);
  const chosen = where.map(
    ({ value }, index) =>
      iml.choose(iml.filled(imlOf(value, place)), iml.iml(`temp.filter${index}`), iml.iml('emptyarray')).text,
  );
  return {
    before: [{ temp: { always, ...Object.fromEntries(temp) } }],
    fieldFilters: `{{merge(temp.always, ${chosen.join(', ')})}}`,
  };
}
