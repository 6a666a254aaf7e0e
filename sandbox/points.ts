// Points of members: earn, burn and set, answering the balances after the change.

import { refused } from './errors.ts';
import { eventDetails, recordEvent } from './memberEvents.ts';
import { BALANCES, namedMember } from './members.ts';
import { type Message, number, text } from './messages.ts';
import { save } from './passes.ts';
import type { PassRecord } from './records.ts';
import type { Store } from './store.ts';

/** PUT /members/member/points/earn */
export const earnPoints = (store: Store, sent: Message) => movePoints(store, sent, 1);
/** PUT /members/member/points/burn */
export const burnPoints = (store: Store, sent: Message) => movePoints(store, sent, -1);

function movePoints(store: Store, sent: Message, sign: 1 | -1): Message {
  const record = namedMember(store, sent);
  const details = eventDetails(sent);
  const tier = store.tier(text(record, 'programId'), text(sent, 'tierId') || text(record, 'tierId'));
  const balances: Message = {};
  for (const name of BALANCES) {
    const balance = float32(number(record, name) + sign * number(sent, name));
    if (sign < 0 && number(sent, name) > 0 && balance < 0 && tier[`${name}Overdrawn`] !== true) {
      throw refused(`member with id[${record.id}] has insufficient ${name}`);
    }
    balances[name] = balance;
  }
  return savePoints(store, record, { ...balances, tierId: tier.id }, sign < 0 ? 'BURNED' : 'EARNED', details);
}

/** PUT /members/member/points/set: 0 is "not sent", only the reset flags make a balance zero. */
export function setPoints(store: Store, sent: Message): Message {
  const record = namedMember(store, sent);
  const details = eventDetails(sent);
  const tier = store.tier(text(record, 'programId'), text(sent, 'tierId') || text(record, 'tierId'));
  const balances: Message = {};
  for (const name of BALANCES) {
    const reset = sent[`reset${name.charAt(0).toUpperCase()}${name.slice(1)}`] === true;
    if (reset || number(sent, name) !== 0) balances[name] = reset ? 0 : float32(number(sent, name));
  }
  return savePoints(store, record, { ...balances, tierId: tier.id }, 'SET', details);
}

function savePoints(
  store: Store,
  record: PassRecord,
  changes: Message,
  what: 'EARNED' | 'BURNED' | 'SET',
  details: Message,
): Message {
  save(store, store.members, record, changes);
  const member = store.members.require(record.id);
  recordEvent(store, member, `EVENT_MEMBER_POINTS_${what}`, details);
  if (member.tierId !== record.tierId) recordEvent(store, member, 'EVENT_MEMBER_TIER_CHANGED', details);
  return member;
}

/** Balances are 32-bit floats, written with as few digits as tell them apart. */
function float32(value: number): number {
  const rounded = Math.fround(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(rounded.toPrecision(digits));
    if (Math.fround(short) === rounded) return short;
  }
  return rounded;
}
