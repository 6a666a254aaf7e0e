// From the declared triggers to Zapier's REST hooks and polling triggers.
import type { Bundle, Trigger, ZObject } from 'zapier-platform-core';
import * as schema from 'zod';
import { type CleanInput, cleanInput, UserMistake } from '../operation/input.ts';
import { type ResultBundle, type Runtime, send } from '../operation/run.ts';
import { readDelivery, readNewest } from '../operation/runTrigger.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { kindOf } from '../passes/kinds.ts';
import { once } from '../passkit/once.ts';
import { mayBeGenuine, signatureHeader } from '../passkit/signature.ts';
import { deliveryBody } from '../passkit/subscriptions.ts';
import { delivery } from '../triggers/delivery.ts';
import { passEvents, pushedFor } from '../triggers/passEvents.ts';
import { watchedPasses } from '../triggers/record.ts';
import { readSubscription } from '../triggers/subscription.ts';
import { zapierError } from './errors.ts';
import { inputFieldsOf } from './fields.ts';
import { outputFieldsOf } from './operations.ts';
import { runtimeOf } from './runtime.ts';
import { end, endOwn, subscribeOnce } from './subscribing.ts';

const common = (trigger: InstantTrigger | PollingTrigger) => ({
  inputFields: inputFieldsOf(trigger),
  outputFields: outputFieldsOf(trigger),
  sample: trigger.sample,
  cleanInputData: false,
});

const shown = ({ key, noun, label, description }: InstantTrigger | PollingTrigger) => ({
  key,
  noun,
  display: { label, description },
});

/** What the user chose: the project, its pass type, and the events. */
function chosenIn(trigger: InstantTrigger | PollingTrigger, bundle: Bundle) {
  // No input of a trigger is a date, so the time zone says nothing.
  const input: CleanInput = cleanInput(trigger.fields, bundle.inputData, 'UTC');
  const [only, another] = trigger.passTypes;
  // Where there are several, the form wants one.
  const passType = String(another === undefined ? only : input.passType);
  const kind = kindOf(passType);
  const fixed = 'events' in trigger ? trigger.events : undefined;
  const names = fixed ?? schema.array(schema.string()).catch([]).parse(input.events);
  const events = passEvents.filter(
    ({ event, passTypes: only }) => names.includes(event) && (!only || only.includes(passType)),
  );
  if (trigger.kind === 'instant' && events.length === 0) {
    throw new UserMistake('None of the chosen Events can happen to this pass type. Choose others.', 'events');
  }
  return { input, kind, events: events.map(({ event }) => event), project: String(input[kind.project.key]) };
}

/** Runs with the connection of the bundle; errors become Zapier's. */
const attempt = async <T>(z: ZObject, bundle: Bundle, act: (runtime: Runtime) => Promise<T>): Promise<T> => {
  try {
    return await act(runtimeOf(z, bundle));
  } catch (error) {
    throw zapierError(error);
  }
};

const subscribed = once(() =>
  schema.object({
    id: schema.string(),
    protocol: schema.string(),
    signingSecret: schema.string().optional(),
  }),
);

/** A header of a delivery, whatever else stands among them. */
const headerOf = ({ rawRequest }: Bundle, name: string): string | undefined => {
  const found = Object.entries(rawRequest?.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found && String(found[1]);
};

/** An instant trigger: PassKit is told the address of the Zap, and what it sends becomes bundles. */
export const toHook = (trigger: InstantTrigger) =>
  ({
    ...shown(trigger),
    operation: {
      ...common(trigger),
      type: 'hook',
      performSubscribe: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, async (runtime) => {
          const { kind, project, events } = chosenIn(trigger, bundle);
          const protocol = kind.protocol.name;
          const chosen = {
            classId: project,
            protocol,
            events: pushedFor(events),
            targetUrl: bundle.targetUrl ?? '',
          };
          const id = await subscribeOnce(chosen, runtime);
          // The secret is a help, not a need: without it a delivery is taken unchecked.
          const made = await send(readSubscription, { protocol, subscriptionId: id }, runtime).catch(
            () => undefined,
          );
          return { id, protocol, ...(made?.configuration && { signingSecret: made.configuration }) };
        }),
      performUnsubscribe: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, async (runtime) => {
          const known = subscribed().safeParse(bundle.subscribeData);
          if (known.success) await end(known.data.protocol, known.data.id, runtime);
          else {
            // What Zapier keeps of it is not what was given: the address still tells which it is.
            const { kind, project } = chosenIn(trigger, bundle);
            const targetUrl = bundle.targetUrl ?? '';
            await endOwn({ classId: project, protocol: kind.protocol.name, targetUrl }, runtime);
          }
          return {};
        }),
      perform: (z: ZObject, bundle: Bundle): Promise<ResultBundle[]> =>
        attempt(z, bundle, async (runtime) => {
          const raw = bundle.rawRequest?.content ?? JSON.stringify(bundle.cleanedRequest ?? null);
          const body = deliveryBody.safeParse(bundle.cleanedRequest);
          if (!body.success) {
            z.console.error('PassKit sent something that is not an event of a pass; nothing was triggered.');
            return [];
          }
          const secret = subscribed().safeParse(bundle.subscribeData).data?.signingSecret;
          if (!(await mayBeGenuine(raw, headerOf(bundle, signatureHeader), secret))) {
            z.console.error('A delivery with a wrong signature was refused.');
            return [];
          }
          const { kind, project, events } = chosenIn(trigger, bundle);
          const wanted = { passType: kind.passType, project, events };
          const item = { ...body.data, fingerprint: z.hash('md5', raw) };
          return readDelivery(delivery, wanted, item, trigger.output, runtime);
        }),
      performList: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, (runtime) => {
          const { kind, input, events } = chosenIn(trigger, bundle);
          const watched = watchedPasses(kind, events[0] ?? '', 'updated');
          return readNewest(watched, 'updated', trigger.output, input, runtime, 3);
        }),
    },
  }) satisfies Trigger;

/** A polling trigger: newest first; Zapier remembers the IDs it has seen. */
export const toPolling = (trigger: PollingTrigger) =>
  ({
    ...shown(trigger),
    operation: {
      ...common(trigger),
      type: 'polling',
      perform: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, async (runtime) => {
          const { kind, input } = chosenIn(trigger, bundle);
          const watched = trigger.watched[kind.passType];
          if (!watched) throw new Error(`${trigger.key} is not for the pass type ${kind.passType}`);
          const found = await readNewest(watched, trigger.by, trigger.output, input, runtime);
          return found.map((one) => ({ ...one, id: String(one.id) }));
        }),
    },
  }) satisfies Trigger;
