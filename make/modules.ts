// One Make module for each action and search, and the universal module.
import { type Bundle, type Operation, type Plan, planFor } from '../operation/operation.ts';
import { type PassType, passTypes } from '../operation/passType.ts';
import { type FindStep, matches } from '../operation/step.ts';
import { asJson, imlOf, type Place } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { interfaceOf, parametersOf } from './parameters.ts';
import { type Module, placeIn } from './place.ts';
import {
  askedBy,
  linesAsArray,
  prepareInputs,
  type Request,
  requestsOf,
  requirementsOf,
  textType,
  urlOf,
  wholeList,
} from './requests.ts';
import { camelCase, moduleLabel } from './wording.ts';

export interface MakeModule {
  name: string;
  label: string;
  description: string;
  moduleType: 'action' | 'search' | 'universal';
  actionCrud: 'create' | 'read' | 'update' | 'delete' | null;
  communication: Json;
  parameters: Json;
  interface: Json;
  samples: Json;
}

const keyValue: Json = [
  { name: 'key', type: 'text', label: 'Key' },
  { name: 'value', type: 'text', label: 'Value' },
];

const crud: Record<string, MakeModule['actionCrud']> = {
  issue_pass: 'create',
  update_pass: 'update',
  revoke_pass: 'delete',
  redeem_coupon: 'update',
  reissue_coupon: 'create',
};

/** The Make module of an action or search. */
export function moduleOf(operation: Operation): MakeModule {
  return {
    name: camelCase(operation.key),
    label: moduleLabel(operation),
    description: operation.description,
    moduleType: operation.kind === 'create' ? 'action' : 'search',
    actionCrud: crud[operation.key] ?? null,
    communication: operation.kind === 'create' ? actionOf(operation) : searchOf(operation),
    parameters: parametersOf(operation),
    interface: interfaceOf(operation.output),
    samples: JSON.parse(JSON.stringify(operation.sample)),
  };
}

/** The plans of an operation, each with the pass type it is for. */
function plansOf({ plan, fields }: Operation): { plan: Plan; module: Module }[] {
  const types: (PassType | undefined)[] = fields.passType ? [...passTypes] : [undefined];
  return types.flatMap((passType) => {
    const one = planFor(plan, passType);
    return one ? [{ plan: one, module: { fields, passType } }] : [];
  });
}

/** All plans one after the other; the steps of the other pass types are skipped. */
function actionOf(operation: Operation): Json {
  const plans = plansOf(operation);
  const results = plans.map(({ plan, module }) => ({ result: plan.result, place: placeIn(module) }));
  return [
    ...prepareInputs(operation),
    ...requirementsOf(operation),
    ...plans.flatMap(({ plan, module }) => requestsOf(plan, module)),
    { response: { output: outputOf(operation, results) } },
  ];
}

/** Every output key, from the plan of the pass type; what is not known is null, as on Zapier. */
function outputOf(operation: Operation, results: { result: Bundle; place: Place }[]): Json {
  return Object.fromEntries(
    Object.entries(operation.output).map(([key, { type }]) => {
      const value = byPassType(results.map(({ result, place }) => imlOf(result[key], place)));
      const blank = type === 'keyValues' ? 'parseJSON("{}")' : 'null';
      return [key, value.known ? (asJson(value) ?? null) : `{{${iml.orElse([value], blank).text}}}`];
    }),
  );
}

/** One value for each pass type, as an expression; a single one where they are all the same. */
export function byPassType(values: readonly Iml[], by: 'temp' | 'parameters' = 'temp'): Iml {
  const [first = iml.missing] = values;
  if (values.every(({ text }) => text === first.text)) return first;
  const cases = passTypes.flatMap((type, index) => {
    const value = values[index];
    return value && value.text !== iml.missing.text ? [`"${type}", ${value.text}`] : [];
  });
  const boolean = values.every((value) => value.boolean);
  return { text: `switch(${by}.passType, ${cases.join(', ')}, undefined)`, binding: 20, boolean };
}

/** A search is one request whatever the pass type, so that Make can page and limit it. */
function searchOf(operation: Operation): Json {
  const plans = plansOf(operation).flatMap(({ plan, module }) =>
    plan.each ? [{ find: plan.each, result: plan.result, place: placeIn(module, 'item.result') }] : [],
  );
  const each = (value: (find: FindStep, place: Place) => Iml) =>
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
        output: outputOf(operation, plans),
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
  plans: { find: FindStep; place: Place }[],
  each: (value: (find: FindStep, place: Place) => Iml) => Iml,
): { before: Request[]; fieldFilters: Json } {
  const where = plans[0]?.find.where;
  if (!where) {
    const field = asJson(each((find, place) => imlOf(askedBy(find).field, place))) ?? null;
    const value = asJson(each((find, place) => imlOf(askedBy(find).value, place))) ?? null;
    return { before: [], fieldFilters: [{ filterField: field, filterValue: value, filterOperator: 'eq' }] };
  }
  const place = placeIn({ fields, passType: undefined });
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

/** The universal module: any call, with the connection's credentials, below PassKit's own address. */
export const universal: MakeModule = {
  name: 'makeApiCall',
  label: 'Make an API call',
  description: 'Performs an arbitrary authorized API call.',
  moduleType: 'universal',
  actionCrud: null,
  communication: {
    url: '/{{parameters.url}}',
    method: '{{parameters.method}}',
    headers: { '{{...}}': '{{toCollection(parameters.headers, "key", "value")}}' },
    qs: { '{{...}}': '{{toCollection(parameters.qs, "key", "value")}}' },
    type: 'text',
    body: '{{parameters.body}}',
    response: {
      type: textType,
      output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' },
    },
  },
  parameters: [
    {
      name: 'url',
      type: 'text',
      label: 'URL',
      required: true,
      help: 'The path below the address of the PassKit API, such as `/user/profile`. For all calls see [PassKit’s documentation](https://docs.passkit.io).',
    },
    {
      name: 'method',
      type: 'select',
      label: 'Method',
      required: true,
      default: 'GET',
      options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, label: value })),
    },
    {
      name: 'headers',
      type: 'array',
      label: 'Headers',
      help: 'The authorization header is added for you.',
      default: [{ key: 'Content-Type', value: 'application/json' }],
      spec: keyValue,
    },
    { name: 'qs', type: 'array', label: 'Query string', spec: keyValue },
    { name: 'body', type: 'any', label: 'Body', help: 'JSON text.' },
  ],
  interface: [
    { name: 'body', type: 'any', label: 'Body' },
    { name: 'headers', type: 'collection', label: 'Headers' },
    { name: 'statusCode', type: 'number', label: 'Status code' },
  ],
  samples: {
    body: '{"email":"jane@example.com"}',
    headers: { 'content-type': 'application/json' },
    statusCode: 200,
  },
};
