// What members, coupons and tickets have in common: which fields a write takes, how a list is served and
// what the clock says about a pass.
import type { PassCollection } from './collection.ts';
import type { Listing } from './columns.ts';
import type { PassChange } from './events.ts';
import { matching, requiredValue, select } from './filters.ts';
import { child, children, fieldOf, isEmpty, type Message, pick, text } from './messages.ts';
import { walletChange } from './passMetaData.ts';
import { expiryOf, type PassRecord } from './records.ts';
import type { Store } from './store.ts';

/** Filter fields that every kind of pass has; person.* and meta.* come on top. */
export const COMMON_FILTERS = ['id', 'status', 'created', 'updated', 'expiryDate'];

export const isExpired = (store: Store, record: Message): boolean =>
  expiryOf(record) <= store.clock.now().getTime();

/** The wallet side of a pass as PassKit shows it. */
export function passMetaData(store: Store, record: PassRecord): Message {
  const expired = isExpired(store, record);
  return {
    status: 'PASS_ISSUED',
    lastUpdatedAt: record.updated,
    ...child(record, 'passMetaData'),
    ...(expired ? { status: 'PASS_INVALIDATED' } : {}),
    altId: record.id,
    issueAt: record.created,
    invalidatedAt: expired ? record.expiryDate : undefined,
  };
}

/** The fields of a write that PassKit keeps; of passMetaData only utm can be written. */
export function writable(sent: Message, names: readonly string[]): Message {
  const kept = pick(sent, names);
  const metaData = child(sent, 'passMetaData');
  return metaData ? { ...kept, passMetaData: pick(metaData, ['utm']) } : kept;
}

/**
 * Applies a patch: what proto3 cannot tell from "not sent" is left alone, also inside person. A metaData map
 * replaces the old one as a whole: PassKit does not say, so the sandbox takes the harsher reading.
 */
export function patch(type: string, record: Message, sent: Message): Message {
  const patched = { ...record };
  for (const [name, value] of Object.entries(sent)) {
    const field = fieldOf(type, name);
    if (!field || isEmpty(field, value)) continue;
    const person = name === 'person' ? child(sent, name) : undefined;
    patched[name] = person ? patch('io.Person', child(record, name) ?? {}, person) : value;
  }
  return patched;
}

/** Puts an updated record in the place of the old one and answers io.Id. */
export function save(
  store: Store,
  passes: PassCollection,
  record: PassRecord,
  changes: Message,
  change: PassChange = 'updated',
): { id: string } {
  const { id, created } = record;
  const updated = store.stamp();
  // A write sets only utm: what the wallets have done stays.
  const passMetaData = { ...child(record, 'passMetaData'), ...child(changes, 'passMetaData') };
  passes.put(walletChange({ ...record, ...changes, passMetaData, id, created, updated }, updated), change);
  return { id };
}

/** The passes of one project that a list request asks for. */
export function listPasses(
  passes: PassCollection,
  scope: string,
  listing: Listing,
  filters: Message | undefined,
  chosen?: (record: PassRecord) => boolean,
): PassRecord[] {
  return select(listing, candidates(passes, scope, filters, chosen), filters);
}

/** Answers io.Count for the same request. */
export function countPasses(
  passes: PassCollection,
  scope: string,
  listing: Listing,
  filters: Message | undefined,
  chosen?: (record: PassRecord) => boolean,
): Message {
  return { total: matching(listing, candidates(passes, scope, filters, chosen), filters).length };
}

/** Narrows a list by an index where the filters allow it: 100,000 passes must stay quick. */
function* candidates(
  passes: PassCollection,
  scope: string,
  filters: Message | undefined,
  chosen: (record: PassRecord) => boolean = () => true,
): Iterable<PassRecord> {
  const own = requiredValue(filters, passes.kind.ownId);
  const id = requiredValue(filters, 'id');
  const email = requiredValue(filters, 'person.emailAddress');
  let found: Iterable<PassRecord | undefined>;
  if (own) found = [passes.byOwnId(scope, own)];
  else if (id) found = [passes.get(id)];
  else if (email) found = passes.byEmail(email);
  else found = passes.all();
  for (const record of found) if (record?.[passes.kind.scope] === scope && chosen(record)) yield record;
}

/** The names of a project's custom fields, from the META fields of its templates. */
export function metaKeys(store: Store, templateIds: string[]): Message {
  const keys = new Set<string>();
  for (const id of templateIds) {
    const data = child(store.findProject('template', id), 'data');
    for (const field of children(data, 'dataFields')) {
      const name = text(field, 'uniqueName');
      if (name.startsWith('meta.')) keys.add(name.slice('meta.'.length));
    }
  }
  return { response: [...keys] };
}
