// What installing, removing and expiring leave in the passMetaData of a pass.
import { child, type Message, text, texts } from './messages.ts';
import type { PassRecord } from './records.ts';

/** The record once its expiry has been noticed. The wallet status stays, for when the pass is revived. */
export const invalidated = (record: PassRecord, at: string): PassRecord =>
  walletChange(record, at, {
    lifecycleEvents: lifecycle(record, 'INVALIDATE_CONFIRMED'),
    invalidatedAt: record.expiryDate,
  });

/** Whether the expiry date that the record has now has been noticed; a new date starts over. */
export const isInvalidated = (record: PassRecord): boolean =>
  text(child(record, 'passMetaData'), 'invalidatedAt') === text(record, 'expiryDate');

/** The record with these fields of passMetaData, changed at this moment. */
export const walletChange = (record: PassRecord, at: string, changes: Message = {}): PassRecord => ({
  ...record,
  passMetaData: { ...child(record, 'passMetaData'), ...changes, lastUpdatedAt: at },
});

/** PassKit keeps these as bits: each event is there once, however often it happened. */
export const lifecycle = (record: PassRecord, ...events: string[]): string[] => [
  ...new Set([...texts(child(record, 'passMetaData'), 'lifecycleEvents'), ...events]),
];
