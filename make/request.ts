// One request of a Make module: when it is sent, where to, and how one raises an error.
import type { Call, HaltStep } from '../operation/step.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson, imlOf, type Resolver } from './compile.ts';
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

/** A path of PassKit's API with its parameters filled in and encoded. */
export const urlOf = ({ path, params }: Pick<Call<unknown>, 'path' | 'params'>, resolve: Resolver): Iml =>
  iml.join(
    ...path
      .split(/[{}]/)
      .map((part, index) =>
        index % 2 === 0 ? iml.constant(part) : iml.iml(`encodeURL(${imlOf(params?.[part], resolve).text})`),
      ),
  );

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
