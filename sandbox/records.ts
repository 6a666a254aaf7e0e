// What the sandbox keeps: passes of three kinds, projects, subscriptions.
import { type Message, text } from './messages.ts';
import { parseTimestamp } from './time.ts';

export interface PassRecord extends Message {
  id: string;
  created: string;
  updated: string;
}

export interface PassKind {
  /** PassKit's word for it in messages. */
  name: 'member' | 'coupon' | 'ticket';
  protocol: 'MEMBERSHIP' | 'SINGLE_USE_COUPON' | 'EVENT_TICKETING';
  /** The field that holds the project the own id is unique in. */
  scope: 'programId' | 'campaignId' | 'productionId';
  /** The field that holds the caller's own id. */
  ownId: 'externalId' | 'ticketNumber';
}

/** The moment a pass expires, if it does. */
export const expiryOf = (record: Message): number =>
  parseTimestamp(text(record, 'expiryDate')) ?? Number.POSITIVE_INFINITY;

export interface ProjectRecord extends Message {
  id: string;
}

/** A subscription. */
export interface SinkRecord extends Message {
  id: string;
}
