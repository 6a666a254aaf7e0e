// How a trigger subscribes to the events of a project and ends its subscription: PassKit calls one a sink. Every platform
// sends these.
import { ref, startingWith, toJson } from '../operation/expression.ts';
import type { Call, List } from '../operation/step.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { emptyAnswer, idAnswer } from '../passkit/objects.ts';
import { listedSink, sink } from '../passkit/subscriptions.ts';

/** What a subscription is made of, as inputs: the project, PassKit's word for its pass type, the events, the address. */
export interface SubscriptionInput extends Record<string, unknown> {
  classId: string;
  protocol: string;
  events: readonly string[];
  targetUrl: string;
}
const input = ref<SubscriptionInput>('input');
const subscriptionId = ref<string>('input', 'subscriptionId');

const named = (start: string) => startingWith(input.events, start);

/** The events that a pass type has for itself, each under a key of its own. */
const ownEvents = Object.fromEntries(
  passTypes.flatMap((passType) => {
    const { eventIds } = kindOf(passType);
    return eventIds ? [[eventIds.key, { ids: named(eventIds.prefix) }]] : [];
  }),
);

/**
 * PassKit sends created as POST, updated as PUT and deleted as DELETE; whether `actionMethod` makes all of them POST, as
 * Zapier and Make want it, is UNVERIFIED.
 */
export const subscribe: Call<{ id: string }> = {
  effect: 'adds',
  method: 'POST',
  path: '/integrations/sink',
  body: {
    classId: input.classId,
    protocol: input.protocol,
    passEventId: named('PASS_EVENT_'),
    ...ownEvents,
    status: 'INTEGRATION_ACTIVE',
    configType: 'WEBHOOK',
    configuration: toJson({ targetUrl: input.targetUrl, actionMethod: 'METHOD_POST' }),
  },
  answer: idAnswer,
};

/** The subscriptions of a project. */
export const subscriptions: List<{ id: string; targetUrl: string }> = {
  path: '/integrations/sinks/list',
  body: { classId: input.classId, protocol: input.protocol },
  filters: 'nested',
  item: listedSink,
};

const one = {
  path: '/integrations/sink/{protocol}/{subscriptionId}',
  params: { protocol: input.protocol, subscriptionId },
};

/** Reads a subscription, whose configuration holds the secret that PassKit made for it. */
export const readSubscription: Call<{ configuration: string | undefined }> = {
  effect: 'reads',
  method: 'GET',
  ...one,
  answer: sink,
};

export const unsubscribe: Call<{ done: boolean }> = {
  effect: 'ends',
  method: 'DELETE',
  ...one,
  answer: emptyAnswer,
};
