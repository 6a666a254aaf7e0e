// The triggers of the Make app: one module for all events of a pass, and those that look again and again.
import type { ValueStep } from '../operation/step.ts';
import { delivery, triggerOutput, triggerSample } from '../triggers/delivery.ts';
import { pollingTriggers } from '../triggers/index.ts';
import { asJson, compiling, imlOf, type Resolver } from './compile.ts';
import { iml, type Json } from './iml.ts';
import { outputOf } from './plans.ts';
import { polling } from './polling.ts';
import { resolverIn } from './resolve.ts';
import { described, type MakeTrigger } from './trigger.ts';

const inPayload = resolverIn({ fields: {}, passType: '' }, 'payload');

/** The delivery is the payload, and what has a name stands in `temp`. */
const resolve: Resolver = (path) => {
  const [root, name, ...rest] = path;
  if (root === 'setting' && name === 'pages') return iml('payload.pages');
  if (root === 'item' && name === 'listened') return { ...iml('payload.listened'), sure: true };
  return root === 'result' ? iml(['temp', name, ...rest].join('.')) : inPayload(path);
};

const named = (values: readonly ValueStep[]): Record<string, Json> =>
  Object.fromEntries(values.map(({ name, value }) => [name, asJson(imlOf(value, resolve)) ?? null]));

/**
 * One module for all events. Its communication asks nothing: it names what the bundle uses more than once, first in
 * `temp`, then in `response.temp`. That an instant trigger may have a communication without a request is UNVERIFIED.
 */
const instant = (): MakeTrigger => ({
  name: 'watchPassEvents',
  label: 'Watch pass events',
  description: 'Triggers when a pass is issued, installed, changed, removed, expired, deleted or redeemed.',
  moduleType: 'instant_trigger',
  code: {
    communication: {
      // The base would read the connection, which an instant trigger has none of; nothing is signed here.
      temp: { claims: { uid: '' }, ...named(delivery.values[0]) },
      response: {
        temp: named(delivery.values[1]),
        output: outputOf(triggerOutput, (key) => imlOf(delivery.bundle[key], resolve)),
      },
    },
    staticParams: [],
    mappableParams: [],
    ...described(triggerOutput, triggerSample('PASS_EVENT_RECORD_UPDATED')),
  },
});

export const triggers: readonly MakeTrigger[] = [
  compiling('watchPassEvents', instant),
  ...pollingTriggers.map((trigger) => compiling(trigger.key, () => polling(trigger))),
];
