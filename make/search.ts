// The communication of a search module.

import { ref, type Template } from '../operation/expression.ts';
import { fieldFilter, limits, listRequest, searchedThrough } from '../operation/list.ts';
import type { Operation } from '../operation/operation.ts';
import type { FindStep } from '../operation/step.ts';
import { withCode } from '../passkit/problems.ts';
import { lookUpNames } from './byName.ts';
import {
  asJson,
  byType,
  CannotCompile,
  type ForType,
  imlByType,
  imlOf,
  jsonByType,
  withMade,
} from './compile.ts';
import { either, plainly, printed, saidInLines } from './errors.ts';
import { checkSearch, decided, fieldOf, keysOf, type Looking, limit, matching, operatorFor } from './find.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { records, textType, wholeList } from './listed.ts';
import { outputOf, plansOf } from './plans.ts';
import { prepareInputs, requirementsOf } from './prepare.ts';
import { addressOf, urlOf } from './request.ts';
import { requestsOf } from './requests.ts';
import { resolverIn } from './resolve.ts';

/** A search ends with one request whatever the pass type, so that Make can page and limit it. */
export function searchOf(operation: Operation): Json {
  const plans = plansOf(operation).map(({ plan: { steps, each, result }, module }) => {
    if (!each || steps.at(-1) !== each)
      throw new CannotCompile(`${module.passType}: a search ends with the find that it hands on`);
    const before = requestsOf({ steps: steps.slice(0, -1), result }, module);
    return { passType: module.passType, step: each, result, before, resolve: resolverIn(module, 'item') };
  });
  checkSearch(plans);
  const variants = (template: (step: FindStep) => Template): ForType[] =>
    plans.map(({ passType, step, resolve }) => ({ passType, template: template(step), resolve }));
  const asked = askedBy(plans);
  const filters = filtersOf(plans);
  const project = imlByType(
    variants((step) => step.project),
    'temp',
  );
  const byId = asked?.byId;
  const named: Record<string, Json> = {
    project: asJson(project) ?? null,
    ...(byId && { one: asJson(urlOfOne(plans)) ?? '', list: asJson(urlByType(plans)) ?? '' }),
    ...(asked?.temp ?? {}),
    ...(filters?.temp ?? {}),
    // The first page is no larger than what is wanted, but where all of it may be none of that.
    pageSize: plans.some(({ step }) => step.sparse)
      ? limits.searchPage
      : `{{min(${limit}, ${limits.searchPage})}}`,
  };
  const due = imlByType(
    variants((step) => step.when ?? true),
    'temp',
  );
  const request = (step: FindStep) =>
    listRequest(step.lookup.list(step.project), {
      limit: ref('made', 'limit'),
      offset: ref('made', 'offset'),
      fieldFilters: filters
        ? ref('made', 'filters')
        : [fieldFilter(ref('made', 'field'), ref('made', 'operator'), ref('made', 'value'))],
    });
  const body = (pageSize: Iml, offset: Iml) =>
    jsonByType(
      variants((step) => request(step).body).map((variant) => ({
        ...variant,
        resolve: withMade({ limit: pageSize, offset, ...filters?.made, ...asked?.made }, variant.resolve),
      })),
      'temp',
    ) ?? {};
  const match = matching(plans, asked?.made, iml.iml('temp.project'));
  return [
    ...prepareInputs(operation),
    ...requirementsOf(operation),
    ...lookUpNames(operation),
    ...plans.flatMap(({ before }) => before),
    ...(asked?.before ?? []),
    { temp: named },
    {
      ...(byId
        ? {
            url: `{{${iml.choose(byId, iml.iml('temp.one'), iml.iml('temp.list')).text}}}`,
            method: `{{${iml.choose(byId, iml.constant('GET'), iml.constant('POST')).text}}}`,
          }
        : { url: asJson(urlByType(plans)) ?? '', method: 'POST' }),
      // A search that has nothing to ask for finds nothing.
      ...(!due.known && { condition: { condition: `{{${due.text}}}`, default: [] } }),
      body: body(iml.iml('temp.pageSize'), iml.constant(0)),
      response: {
        type: textType,
        valid: wholeSearch,
        limit: `{{${limit}}}`,
        iterate: {
          container: `{{${byId ? iml.choose(byId, iml.iml(`parseJSON('[' + body + ']')`), iml.iml(records)).text : records}}}`,
          condition: `{{${match.text}}}`,
        },
        output: outputOf(operation.output, (key) =>
          imlByType(
            plans.map(({ passType, result, resolve }) => ({ passType, template: result[key], resolve })),
            'temp',
          ),
        ),
      },
      // What was not found in as many as were wanted may be far down the list.
      pagination: {
        body: body(
          iml.constant(limits.searchPage),
          iml.iml(`temp.pageSize + (pagination.page - 2) * ${limits.searchPage}`),
        ),
        condition: `{{${lines} >= temp.pageSize}}`,
      },
    },
  ];
}

const lines = 'length(split(body, newline))';

/** Make asks for 50 pages after the first one, and then ends without a word. */
const lastPage = 50;
const more = `pagination.page > ${lastPage} & ${lines} >= ${limits.searchPage}`;

/** The whole list, or an error: a search that Make would cut off must not look like one that came to the end. */
const wholeSearch = {
  condition: `{{${wholeList.condition.slice(2, -2)} & !(${more})}}`,
  ...printed(
    either(
      iml.iml(more),
      plainly(withCode(searchedThrough(lastPage * limits.searchPage), 'too_many'), 'DataError'),
      saidInLines(),
    ),
  ),
};

type Plans = readonly (Looking & { result: Readonly<Record<string, Template>> })[];

/** The address of PassKit's call for the record with an ID, of each pass type. */
const urlOfOne = (plans: Plans): Iml =>
  byType(
    plans.map(({ passType, step: { lookup, by, project }, resolve }) => [
      passType,
      addressOf(lookup.get('id', by.id, project), resolve),
    ]),
    'temp',
  );

/** The address of the list of each pass type. */
const urlByType = (plans: Plans): Iml =>
  byType(
    plans.map(({ passType, step, resolve }) => [passType, urlOf(step.lookup.list(step.project), resolve)]),
    'temp',
  );

/** What the search asks by, where it asks by keys: of several the name of the one that decides stands in `temp`. */
function askedBy(plans: Plans) {
  const [first] = plans;
  if (!first || keysOf(first.step).length === 0) return undefined;
  const { key, value } = decided(first);
  const several = key.known === undefined;
  const made = {
    key: several ? iml.iml('temp.by') : key,
    value: several ? iml.iml('temp.value') : value,
    field: several ? iml.iml('temp.field') : fieldOf(plans, key),
    operator: operatorFor(first, several ? iml.iml('temp.by') : key),
  };
  const temp: Record<string, Json> = several ? { field: asJson(fieldOf(plans, made.key)) ?? null } : {};
  return {
    made,
    temp,
    /** Whether it is a PassKit ID. */
    byId: several && keysOf(first.step).includes('id') ? iml.same(made.key, iml.constant('id')) : undefined,
    before: several ? [{ temp: { by: asJson(key) ?? null, value: asJson(value) ?? null } }] : [],
  };
}

/** The filters of a search. One whose value is blank must not be sent, so each stands in `temp` first. */
function filtersOf(plans: Plans) {
  const [first] = plans;
  const where = first?.step.where;
  if (!first || !where) return undefined;
  // A list of filters that is empty is UNVERIFIED, so one is there that every pass meets.
  const always = { field: 'created', operator: 'gte', value: '1970-01-01T00:00:00Z' } as const;
  const inJson = ({ field, operator, value }: { field: string; operator: string; value: Template }) => [
    {
      filterField: field,
      filterValue: asJson(imlOf(value, first.resolve)) ?? null,
      filterOperator: operator,
    },
  ];
  const named = where.map((filter, index) => ({ filter, name: `${filter.field.split('.').at(-1)}${index}` }));
  const chosen = named.map(
    ({ filter, name }) =>
      iml.choose(
        iml.filled(imlOf(filter.value, first.resolve)),
        iml.iml(`temp.filters.${name}`),
        iml.iml('emptyarray'),
      ).text,
  );
  const filters: Record<string, Json> = {
    always: inJson(always),
    ...Object.fromEntries(named.map(({ filter, name }) => [name, inJson(filter)])),
  };
  return {
    made: { filters: iml.iml(`merge(temp.filters.always, ${chosen.join(', ')})`) },
    temp: { filters },
  };
}
