// What reaches a holder: the e-mail with the pass link, and messages on the pass. Both go to an outbox.
import type { PassCollection } from './collection.ts';
import { invalid, missing, refused } from './errors.ts';
import { newId } from './ids.ts';
import { child, type Message, text } from './messages.ts';
import type { PassRecord } from './records.ts';
import type { Store } from './store.ts';

/** The passes of a protocol, by PassKit's word for it. */
function passesOf(store: Store, protocol: string): PassCollection {
  const found = [store.members, store.coupons, store.tickets].find(({ kind }) => kind.protocol === protocol);
  if (!found) throw invalid(`unsupported protocol ${protocol}`);
  return found;
}

/** POST /distribution/email. A holder without an address is refused: what PassKit does then is UNVERIFIED. */
export function sendEmail(store: Store, sent: Message): Message {
  const passes = passesOf(store, text(sent, 'protocol'));
  const id = text(sent, 'id');
  const classId = text(sent, 'classId');
  if (!id && !classId) throw invalid('validation err: classId is required with externalId');
  const record = id ? passes.require(id) : passes.requireOwnId(classId, text(sent, 'externalId'));
  const to = text(sent, 'alternativeEmail') || text(child(record, 'person'), 'emailAddress');
  if (!to) throw refused(`pass with id[${record.id}] has no email address`);
  store.outbox.push({ kind: 'email', passId: record.id, to });
  return {};
}

/** POST /message: kept, and shown to nobody until it is sent. */
export function createMessage(store: Store, sent: Message): Message {
  const id = newId();
  store.messages.set(id, { ...sent, id });
  return { id };
}

/** GET /message/{id} */
export const getMessage = (store: Store, sent: Message): Message => messageOf(store, text(sent, 'id'));

function messageOf(store: Store, id: string): Message {
  const message = store.messages.get(id);
  if (!message) throw missing('message', 'id', id);
  return message;
}

/** POST /message/send: to some passes, or to all of a class. Passes that do not exist are not counted. */
export function sendMessage(store: Store, sent: Message): Message {
  const messageId = text(sent, 'messageId');
  messageOf(store, messageId);
  const receivers = receiversOf(store, sent);
  for (const { id } of receivers) store.outbox.push({ kind: 'message', passId: id, messageId });
  return { count: receivers.length };
}

function receiversOf(store: Store, sent: Message): PassRecord[] {
  const everybody = child(sent, 'protocol');
  if (everybody) {
    const passes = passesOf(store, text(everybody, 'protocol'));
    const classId = text(everybody, 'classId');
    return [...passes.all()].filter((record) => record[passes.kind.scope] === classId);
  }
  const ids = child(sent, 'passIds')?.ids;
  if (!Array.isArray(ids) || ids.length === 0) throw invalid('validation err: target is required');
  return ids.flatMap((id) => {
    if (!/^[0-9A-Za-z]{22}$/.test(String(id))) throw invalid(`invalid pass id ${JSON.stringify(id)}`);
    return [store.members, store.coupons, store.tickets].flatMap((passes) => passes.get(String(id)) ?? []);
  });
}
