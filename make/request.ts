// One request of a Make module: when it is sent, where to, and how one raises an error.
import type { Call, HaltStep } from '../operation/step.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson, CannotCompile, imlOf, type Resolver } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { forPassType, type Module, resolverIn } from './resolve.ts';
import { inMakesWords } from './wording.ts';

export type Request = Record<string, Json>;

/** A request that is only sent when its conditions hold; none at all when they never do. */
export function conditional(
  module: Module,
  when: Iml,
  request: { url: Json; method: string } & Request,
): Request[] {
  const condition = module.several ? iml.all(forPassType(module.passType), when) : when;
  const { url, method, ...rest } = request;
  if (!condition.known) return [{ url, method, condition: `{{${condition.text}}}`, ...rest }];
  return condition.known.value ? [request] : [];
}

type Addressed = Pick<Call<unknown>, 'path' | 'params'> & Partial<Pick<Call<unknown>, 'method' | 'body'>>;

/** A path of PassKit's API with its parameters filled in and encoded. */
export function urlOf({ path, params = {}, method, body }: Addressed, resolve: Resolver): Iml {
  const parts = path.split(/[{}]/);
  const holes = parts.filter((_part, index) => index % 2 === 1);
  if (holes.toSorted().join() !== Object.keys(params).toSorted().join())
    throw new CannotCompile(`${path} has other holes than its parameters: ${Object.keys(params).join(', ')}`);
  if (method === 'GET' && body !== undefined) throw new CannotCompile('Make sends no body with a GET');
  return iml.join(
    ...parts.map((part, index) =>
      index % 2 === 0 ? iml.constant(part) : iml.iml(`encodeURL(${imlOf(params[part], resolve).text})`),
    ),
  );
}

/** The address of a call that is no more than that. */
export function addressOf(call: Call<unknown>, resolve: Resolver): Iml {
  if (call.method !== 'GET' || call.query)
    throw new CannotCompile('Make reads this by its address: a GET without a query');
  return urlOf(call, resolve);
}

/** A message of a declaration with its code, as Make shows it. */
export const told = ({ code, message }: Pick<HaltStep, 'code' | 'message'>, module: Module): string =>
  inMakesWords(
    String(asJson(iml.join(imlOf(message, resolverIn(module)), iml.constant(withCode('', code)))) ?? ''),
    labelsOf(module.fields),
  );

/** The labels of fields, as a message may name them. */
export const labelsOf = (fields: Module['fields']) => Object.values(fields).map(({ label }) => label);

/**
 * Make has no step that only raises an error. A request does, when its answer is declared invalid; it is only
 * sent when the error is due, and changes nothing.
 */
export const haltRequest = (step: HaltStep, module: Module): Request[] =>
  conditional(module, imlOf(step.when, resolverIn(module)), raising(told(step, module)));

/** A request whose answer is an error with this message. */
export const raising = (message: Json) => ({
  url: '/user/profile',
  method: 'GET',
  response: { valid: { condition: '{{false}}', message, type: 'DataError' } },
});
