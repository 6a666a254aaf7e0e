// From the steps of a declaration to the requests of a Make module, run one after the other.
import { all, any, choose, type Expr, filled, not, type Template } from '../operation/expression.ts';
import type { Plan } from '../operation/operation.ts';
import {
  type Call,
  type CallStep,
  type FindStep,
  type HaltStep,
  type LookupKey,
  matches,
} from '../operation/step.ts';
import { asJson, type Hoisted, imlOf, jsonOf, type Resolver } from './compile.ts';
import { tryAgain } from './connection.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { forPassType, type Module, resolverIn, tempName } from './resolve.ts';

export type Request = Record<string, Json>;

/** PassKit's lists are JSON lines: read as text, and turned into an array of {result}. */
export const linesAsArray = "parseJSON('[' + join(split(body, newline), ',') + ']')";
export const textType = { '*': 'text', '400-599': 'automatic' };
/** A list that PassKit breaks off is an error, never half a list. */
export const wholeList = {
  condition: `{{!contains(body, '{"error":')}}`,
  message: `PassKit stopped in the middle of a list. ${tryAgain}.`,
  type: 'ConnectionError',
};

/** The requests of a plan, without its result. */
export function requestsOf(plan: Plan, module: Module): Request[] {
  return plan.steps.flatMap((step) => {
    if (step.kind === 'find') return findRequests(step, step.when, module);
    if (step.kind === 'halt') return haltRequest(step, module);
    return callRequests(step, module);
  });
}

/** A request that is only sent when its conditions hold; none at all when they never do. */
function conditional(module: Module, when: Iml, request: { url: Json; method: string } & Request): Request[] {
  const condition = module.passType ? iml.all(forPassType(module.passType), when) : when;
  const { url, method, ...rest } = request;
  if (!condition.known) return [{ url, method, condition: `{{${condition.text}}}`, ...rest }];
  return condition.known.value ? [request] : [];
}

/** A path of PassKit's API with its parameters filled in and encoded. */
export const urlOf = ({ path, params }: Pick<Call<unknown>, 'path' | 'params'>, place: Resolver): Iml =>
  iml.join(
    ...path
      .split(/[{}]/)
      .map((part, index) =>
        index % 2 === 0 ? iml.constant(part) : iml.iml(`encodeURL(${imlOf(params?.[part], place).text})`),
      ),
  );

function callRequests({ name, call, when, unless }: CallStep, module: Module): Request[] {
  const place = resolverIn(module);
  // Make cannot go on after a refusal, so it looks first.
  const looks = unless ? findRequests(unless.found, when, module) : [];
  const hoisted: Hoisted = {};
  const body = jsonOf(call.body, place, hoisted) ?? {};
  const removes = call.method === 'DELETE';
  const needed = all(when ?? true, unless ? not(unless.is) : true);
  const request = {
    url: asJson(urlOf(call, place)) ?? '',
    method: call.method,
    ...(Object.keys(hoisted).length > 0 && { temp: hoisted }),
    body,
    response: {
      ...(removes && { type: textType }),
      temp: { [tempName(name, module.passType)]: removes ? { done: true } : '{{body}}' },
    },
  };
  return [...looks, ...conditional(module, imlOf(needed, place), request)];
}

/** The key a find asks by, of several the first that is filled, and its value. */
export function askedBy({ by, lookup }: FindStep): { field: Expr; value: Expr } {
  const pick = (of: (key: LookupKey) => Template) =>
    choose(filled(by.id), of('id'), choose(filled(by.externalId), of('externalId'), of('emailAddress')));
  return { field: pick((key) => by[key] && lookup.filterField[key]), value: pick((key) => by[key]) };
}

function findRequests(step: FindStep, when: Expr | undefined, module: Module): Request[] {
  const { name, by, lookup, project } = step;
  const place = resolverIn(module);
  const list = lookup.list(project);
  const { field, value } = askedBy(step);
  const filters = {
    limit: 1,
    offset: 0,
    orderBy: 'created',
    orderAsc: false,
    filterGroups: [
      { condition: 'AND', fieldFilters: [{ filterField: field, filterValue: value, filterOperator: 'eq' }] },
    ],
  };
  const temp = tempName(name, module.passType);
  const asked = any(filled(by.id), filled(by.externalId), filled(by.emailAddress));
  const request = {
    url: asJson(urlOf(list, place)) ?? '',
    method: 'POST',
    body: jsonOf({ ...list.body, filters }, place, {}) ?? {},
    response: {
      type: textType,
      valid: wholeList,
      // Make reads it before it looks at the status, and the body of a refusal is not text.
      temp: {
        [`${temp}_found`]: `{{if(statusCode < 400, get(first(${linesAsArray}), "result"), undefined)}}`,
      },
    },
  };
  const found = `temp.${temp}_found`;
  const checked = iml.choose(imlOf(matches(step), resolverIn(module, found)), iml.iml(found));
  return [
    ...conditional(module, imlOf(all(when ?? true, asked), place), request),
    { temp: { [temp]: `{{${checked.text}}}` } },
  ];
}

/**
 * Make has no step that only raises an error. A request does, when its answer is declared invalid; it is only
 * sent when the error is due, and changes nothing.
 */
export function haltRequest({ when, message }: HaltStep, module: Module): Request[] {
  const place = resolverIn(module);
  return conditional(module, imlOf(when, place), raising(jsonOf(message, place, {}) ?? ''));
}

/** A request whose answer is an error with this message. */
export const raising = (message: Json) => ({
  url: '/user/profile',
  method: 'GET',
  response: { valid: { condition: '{{false}}', message, type: 'DataError' } },
});
