// Subscriptions to the events of one program, campaign or production ("sinks" in PassKit's API).
import { randomBytes } from 'node:crypto';
import { decode } from './decode.ts';
import { ApiError, invalid, missing } from './errors.ts';
import { select } from './filters.ts';
import { newId } from './ids.ts';
import { child, type Message, pick, text, texts } from './messages.ts';
import type { PassKind, PassRecord, SinkRecord } from './records.ts';
import { validate } from './rules.ts';
import type { ProjectKind, Store } from './store.ts';

const TYPE = 'io.SinkSubscription';
const CONFIG = 'io.WebhookConfig';
const CLASSES: Record<string, ProjectKind | undefined> = {
  MEMBERSHIP: 'program',
  SINGLE_USE_COUPON: 'campaign',
  EVENT_TICKETING: 'production',
};
const WRITABLE = [
  'classId',
  'protocol',
  'passEventId',
  'membershipEvents',
  'couponEvents',
  'status',
  'configType',
];

/** POST /integrations/sink */
export function createSink(store: Store, sent: Message): Message {
  const config = checked(store, sent);
  const signingSecret = randomBytes(32).toString('base64');
  const id = newId();
  const createdAt = store.stamp();
  store.sinks.set(id, {
    ...written(sent, { ...config, signingSecret }),
    id,
    createdAt,
    updatedAt: createdAt,
  });
  return { id };
}

/** PUT /integrations/sink: replaces everything but the signing secret. */
export function updateSink(store: Store, sent: Message): Message {
  const config = checked(store, sent);
  const old = named(store, text(sent, 'id'), sent);
  const { id, createdAt } = old;
  const signingSecret = webhookOf(old).secret;
  const updatedAt = store.stamp();
  store.sinks.set(id, { ...written(sent, { ...config, signingSecret }), id, createdAt, updatedAt });
  return { id };
}

/** GET /integrations/sink/{protocol}/{subscriptionId} */
export const getSink = (store: Store, sent: Message): Message =>
  named(store, text(sent, 'subscriptionId'), sent);

/** DELETE /integrations/sink/{protocol}/{subscriptionId} */
export function deleteSink(store: Store, sent: Message): Message {
  store.sinks.delete(named(store, text(sent, 'subscriptionId'), sent).id);
  return {};
}

/** POST /integrations/sinks/list */
export function listSinks(store: Store, sent: Message): SinkRecord[] {
  requireClass(store, sent);
  const { classId, protocol } = sent;
  const sinks = [...store.sinks.values()].filter(
    (sink) => sink.classId === classId && sink.protocol === protocol,
  );
  return select({ type: TYPE }, sinks, child(sent, 'filters'));
}

/** Where and how a subscription is delivered. */
export function webhookOf(sink: SinkRecord) {
  const config = decode(CONFIG, text(sink, 'configuration'));
  return {
    url: text(config, 'targetUrl'),
    method: /^METHOD_(POST|PUT|DELETE)$/.exec(text(config, 'actionMethod'))?.[1],
    secret: text(config, 'signingSecret'),
  };
}

export const isActive = (sink: SinkRecord): boolean => sink.status === 'INTEGRATION_ACTIVE';

/** Whether an event of this pass goes to the subscription. */
export const listensTo = (sink: SinkRecord, kind: PassKind, record: PassRecord, event: string): boolean =>
  isActive(sink) &&
  sink.protocol === kind.protocol &&
  sink.classId === record[kind.scope] &&
  eventIds(sink).includes(event);

const eventIds = (sink: Message): string[] => [
  ...texts(sink, 'passEventId'),
  ...texts(child(sink, 'membershipEvents'), 'ids'),
  ...texts(child(sink, 'couponEvents'), 'ids'),
];

const written = (sent: Message, config: Message): Message => ({
  ...pick(sent, WRITABLE),
  configuration: JSON.stringify(config),
});

/** The subscription with this id, or 404, also when it belongs to another protocol. */
function named(store: Store, id: string, { protocol }: Message): SinkRecord {
  const sink = store.sinks.get(id);
  if (!sink || sink.protocol !== protocol) throw missing('subscription', 'id', id);
  return sink;
}

function requireClass(store: Store, sent: Message): void {
  const kind = CLASSES[text(sent, 'protocol')];
  if (!kind)
    throw invalid('validation err: protocol must be MEMBERSHIP, SINGLE_USE_COUPON or EVENT_TICKETING');
  const classId = text(sent, 'classId');
  if (!store.findProject(kind, classId)) throw missing(kind, 'id', classId);
}

/** The configuration of a request whose class and events are right too. */
function checked(store: Store, sent: Message): Message {
  requireClass(store, sent);
  if (sent.configType !== 'WEBHOOK') throw invalid('validation err: configType must be WEBHOOK');
  if (sent.couponEvents && sent.protocol !== 'SINGLE_USE_COUPON') {
    throw invalid('validation err: couponEvents are only for SINGLE_USE_COUPON');
  }
  if (sent.membershipEvents && sent.protocol !== 'MEMBERSHIP') {
    throw invalid('validation err: membershipEvents are only for MEMBERSHIP');
  }
  if (eventIds(sent).every((event) => event.endsWith('_NONE'))) {
    throw invalid('validation err: at least one event is required');
  }
  return webhookConfig(text(sent, 'configuration'));
}

function webhookConfig(configuration: string): Message {
  const config = decodeConfig(configuration);
  validate(CONFIG, config, 'create');
  if (!isHttp(text(config, 'targetUrl'))) {
    throw invalid('validation err: targetUrl must be an http or https URL');
  }
  return config;
}

function decodeConfig(configuration: string): Message {
  try {
    return decode(CONFIG, configuration);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw invalid(`validation err: configuration must be the JSON of ${CONFIG}: ${error.message}`);
  }
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
