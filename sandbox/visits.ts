// Members who come and go: the status, and an event of each.
import { recordEvent } from './memberEvents.ts';
import { namedMember } from './members.ts';
import type { Message } from './messages.ts';
import { save } from './passes.ts';
import type { Store } from './store.ts';

/** POST /members/member/checkIn. A second one in a row, and one of an expired member, are taken: nobody knows better. */
export const checkIn = (store: Store, sent: Message) => move(store, sent, 'CHECKED_IN');
/** POST /members/member/checkOut */
export const checkOut = (store: Store, sent: Message) => move(store, sent, 'CHECKED_OUT');

function move(store: Store, sent: Message, status: 'CHECKED_IN' | 'CHECKED_OUT'): Message {
  const record = namedMember(store, sent, 'memberId', 'externalMemberId');
  save(store, store.members, record, { status });
  return recordEvent(store, record, `EVENT_MEMBER_${status}`, sent);
}
