// From the declared triggers to Zapier's REST hooks and polling triggers.
import type { Bundle, Trigger, ZObject } from 'zapier-platform-core';
import * as schema from 'zod';
import { type CleanInput, cleanInput, UserMistake } from '../operation/input.ts';
import { type ResultBundle, type Runtime, send } from '../operation/run.ts';
import { readDelivery, readNewest } from '../operation/runTrigger.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { input as inputRef } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';
import { PassKitError } from '../passkit/errors.ts';
import { emptyAnswer, idAnswer } from '../passkit/objects.ts';
import { mayBeGenuine, signatureHeader } from '../passkit/signature.ts';
import { deliveryBody, protocols, sink, subscription } from '../passkit/subscriptions.ts';
import { delivery } from '../triggers/delivery.ts';
import { passEvents } from '../triggers/passEvents.ts';
import { recordBundle } from '../triggers/record.ts';
import { zapierError } from './errors.ts';
import { inputFieldsOf } from './fields.ts';
import { outputFieldsOf } from './operations.ts';
import { runtimeOf } from './runtime.ts';

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
  const input: CleanInput = cleanInput(trigger.fields, bundle.inputData, bundle.meta?.timezone || 'UTC');
  const passType = ('passType' in trigger && trigger.passType) || input.passType;
  if (!passType) throw new UserMistake('Pass Type is missing. Fill it in.', 'passType');
  const kind = kinds[passType];
  const fixed = 'events' in trigger ? trigger.events : undefined;
  const names = fixed ?? schema.array(schema.string()).catch([]).parse(input.events);
  const events = passEvents.filter(
    ({ event, passTypes: only }) => names.includes(event) && (!only || only.includes(passType)),
  );
  if (trigger.kind === 'instant' && events.length === 0) {
    throw new UserMistake('None of the chosen Events can happen to this pass type. Choose others.', 'events');
  }
  return { input, kind, passType, events, project: String(input[kind.projectKey]) };
}

/** Runs with the connection of the bundle; errors become Zapier's. */
const attempt = async <T>(z: ZObject, bundle: Bundle, act: (runtime: Runtime) => Promise<T>): Promise<T> => {
  try {
    return await act(runtimeOf(z, bundle));
  } catch (error) {
    throw zapierError(error);
  }
};

const subscribed = schema.object({
  id: schema.string(),
  protocol: schema.enum(Object.values(protocols)),
  signingSecret: schema.string().optional(),
});

/** An instant trigger: PassKit is told the address of the Zap, and what it sends becomes bundles. */
export const toHook = (trigger: InstantTrigger) =>
  ({
    ...shown(trigger),
    operation: {
      ...common(trigger),
      type: 'hook',
      performSubscribe: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, async (runtime) => {
          const { passType, project, events } = chosenIn(trigger, bundle);
          const protocol = protocols[passType];
          const body = subscription(protocol, project, events, bundle.targetUrl ?? '');
          const { id } = await send(
            { method: 'POST', path: '/integrations/sink', body, answer: idAnswer },
            {},
            runtime,
          );
          const path = `/integrations/sink/${protocol}/{id}`;
          // The secret is a help, not a need: without it a delivery is taken unchecked.
          const made = await send({ method: 'GET', path, params: { id }, answer: sink }, {}, runtime).catch(
            () => undefined,
          );
          return { id, protocol, ...(made?.configuration && { signingSecret: made.configuration }) };
        }),
      performUnsubscribe: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, async (runtime) => {
          const { id, protocol } = subscribed.parse(bundle.subscribeData);
          const path = `/integrations/sink/${protocol}/{id}`;
          await send({ method: 'DELETE', path, params: { id }, answer: emptyAnswer }, {}, runtime).catch(
            (error: unknown) => {
              // Already gone is what was wanted.
              if (!(error instanceof PassKitError && error.status === 404)) throw error;
            },
          );
          return {};
        }),
      perform: async (z: ZObject, bundle: Bundle): Promise<ResultBundle[]> => {
        const raw = bundle.rawRequest?.content ?? JSON.stringify(bundle.cleanedRequest ?? null);
        const body = deliveryBody.safeParse(bundle.cleanedRequest);
        if (!body.success) {
          z.console.error('PassKit sent something that is not an event of a pass; nothing was triggered.');
          return [];
        }
        const secret = subscribed.safeParse(bundle.subscribeData).data?.signingSecret;
        const headers = new Headers(bundle.rawRequest?.headers);
        if (!(await mayBeGenuine(raw, headers.get(signatureHeader) ?? undefined, secret))) {
          z.console.error('A delivery with a wrong signature was refused.');
          return [];
        }
        const { passType, project, events } = chosenIn(trigger, bundle);
        const wanted = { passType, project, events: events.map(({ event }) => event) };
        const item = { ...body.data, fingerprint: z.hash('md5', raw) };
        return readDelivery(delivery, wanted, item, trigger.output, runtimeOf(z, bundle));
      },
      performList: (z: ZObject, bundle: Bundle) =>
        attempt(z, bundle, (runtime) => {
          const { kind, input, events } = chosenIn(trigger, bundle);
          const shownAs = recordBundle(kind, events[0]?.event ?? '', 'updated');
          return readNewest(
            kind.lookup.list(inputRef[kind.projectKey]),
            'updated',
            shownAs,
            trigger.output,
            input,
            runtime,
            3,
          );
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
          const event = trigger.by === 'created' ? 'PASS_EVENT_RECORD_CREATED' : 'PASS_EVENT_RECORD_UPDATED';
          const shownAs = recordBundle(kind, event, trigger.by);
          const found = await readNewest(
            kind.lookup.list(inputRef[kind.projectKey]),
            trigger.by,
            shownAs,
            trigger.output,
            input,
            runtime,
          );
          return found.map((pass) => ({ ...pass, id: String(pass.id) }));
        }),
    },
  }) satisfies Trigger;
