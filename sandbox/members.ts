// Members of a loyalty program: enrol, update, points, tier, expiry, delete.

import { invalid } from './errors.ts';
import { newId } from './ids.ts';
import { checkProfileImage } from './images.ts';
import { eventDetails, recordEvent } from './memberEvents.ts';
import { child, type Message, number, pick, text } from './messages.ts';
import {
  COMMON_FILTERS,
  countPasses,
  isExpired,
  listPasses,
  metaKeys,
  passMetaData,
  patch,
  save,
  writable,
} from './passes.ts';
import type { PassRecord, ProjectRecord } from './records.ts';
import type { Store } from './store.ts';
import { addDays, timestamp } from './time.ts';

/** The three balances of a member. */
export const BALANCES = ['points', 'secondaryPoints', 'tierPoints'] as const;
// tierId is missing on purpose: the sandbox assumes that only PUT /members/member/tier moves a member.
const EDITABLE = [
  'groupingIdentifier',
  'person',
  'metaData',
  'optOut',
  ...BALANCES,
  'expiryDate',
  'passOverrides',
  'profileImage',
];
const FILTERS = [...COMMON_FILTERS, 'externalId', 'tierId', 'programId'];

const listing = (store: Store) => ({
  type: 'members.Member',
  fields: FILTERS,
  statusOf: (record: Message) => (isExpired(store, record) ? 'EXPIRED' : text(record, 'status')),
});

/** The member as GET shows it. */
export const renderMember = (store: Store, record: PassRecord): Message => ({
  ...record,
  status: isExpired(store, record) ? 'EXPIRED' : record.status,
  passMetaData: passMetaData(store, record),
});

/** POST /members/member */
export function enrol(store: Store, sent: Message): Message {
  const tier = store.tier(text(sent, 'programId'), text(sent, 'tierId'));
  checkProfileImage(store.project('program', text(sent, 'programId')), sent);
  const created = store.stamp();
  const id = newId();
  store.members.put({
    expiryDate: tierExpiry(store, tier),
    ...writable(sent, ['externalId', 'tierId', 'programId', ...EDITABLE]),
    id,
    status: 'ENROLLED',
    currentTierAwarded: created,
    created,
    updated: created,
  });
  return { id };
}

/** PUT /members/member: a patch, unless operation says OPERATION_PUT. */
export function updateMember(store: Store, sent: Message): Message {
  const record = namedMember(store, sent);
  checkProfileImage(store.project('program', text(record, 'programId')), sent);
  const changes = writable(sent, EDITABLE);
  if (sent.operation !== 'OPERATION_PUT')
    return save(store, store.members, record, patch('members.Member', record, changes));
  const blank = Object.fromEntries(EDITABLE.map((name) => [name, undefined]));
  return save(store, store.members, record, { ...blank, ...changes });
}

/** PUT /members/member/updateExpiry */
export const updateExpiry = (store: Store, sent: Message): Message =>
  save(store, store.members, namedMember(store, sent), pick(sent, ['expiryDate']));

/** DELETE /members/member: the record is gone and its external id is free. */
export function deleteMember(store: Store, sent: Message): Message {
  store.members.delete(namedMember(store, sent));
  return {};
}

/** PUT /members/member/tier: answers the member event it makes. */
export function changeTier(store: Store, sent: Message): Message {
  const record = namedMember(store, sent, 'memberId', 'externalMemberId');
  const tier = store.tier(text(record, 'programId'), text(sent, 'tierId'));
  const details = eventDetails(sent);
  save(store, store.members, record, { tierId: tier.id, currentTierAwarded: store.stamp() });
  return recordEvent(store, store.members.require(record.id), 'EVENT_MEMBER_TIER_CHANGED', details);
}

export const getMember = (store: Store, sent: Message) =>
  renderMember(store, store.members.require(text(sent, 'id')));

export const getMemberByExternalId = (store: Store, sent: Message) =>
  renderMember(store, store.members.requireOwnId(text(sent, 'programId'), text(sent, 'externalId')));

/** POST /members/member/list/{programId} */
export function listMembers(store: Store, sent: Message): PassRecord[] {
  const program = store.project('program', text(sent, 'programId'));
  return listPasses(store.members, program.id, listing(store), child(sent, 'filters'));
}

/** POST /members/count/{programId} */
export function countMembers(store: Store, sent: Message): Message {
  const program = store.project('program', text(sent, 'programId'));
  return countPasses(store.members, program.id, listing(store), child(sent, 'filters'));
}

/** GET /members/member/meta/{id}, where the id is a program's. */
export function memberMetaKeys(store: Store, sent: Message): Message {
  const program = store.project('program', text(sent, 'id'));
  const tiers = store.projects('tier').filter(({ programId }) => programId === program.id);
  return metaKeys(
    store,
    tiers.map((tier) => text(tier, 'passTemplateId')),
  );
}

function tierExpiry(store: Store, tier: ProjectRecord): string | undefined {
  const settings = child(tier, 'expirySettings');
  const fixed = child(settings, 'fixedExpiryDate');
  if (settings?.expiryType === 'EXPIRE_AFTER_X_DAYS') {
    return timestamp(addDays(store.clock.now(), number(settings, 'expireAfterXDays')));
  }
  if (settings?.expiryType !== 'EXPIRE_ON_FIXED_DATE' || !fixed) return undefined;
  return timestamp(
    Date.UTC(number(fixed, 'year'), number(fixed, 'month') - 1, number(fixed, 'day'), 23, 59, 59),
  );
}

/** The member a request names: by id, else by external id and program. */
export function namedMember(
  store: Store,
  sent: Message,
  idField = 'id',
  externalIdField = 'externalId',
): PassRecord {
  const id = text(sent, idField);
  if (id) return store.members.require(id);
  const externalId = text(sent, externalIdField);
  const programId = text(sent, 'programId');
  if (externalId && programId) return store.members.requireOwnId(programId, externalId);
  throw invalid(`validation err: ${idField}, or ${externalIdField} and programId, is required`);
}
