// Every input key any operation takes, and the references to them. Keys are for ever once published.
import { type Expr, ref } from '../operation/expression.ts';

export type InputKey =
  | 'passType'
  | 'id'
  | 'externalId'
  | 'programId'
  | 'tierId'
  | 'campaignId'
  | 'offerId'
  | 'productionId'
  | 'eventId'
  | 'ticketTypeId'
  | 'displayName'
  | 'forename'
  | 'surname'
  | 'emailAddress'
  | 'mobileNumber'
  | 'dateOfBirth'
  | 'expiryDate'
  | 'points'
  | 'sku'
  | 'seat'
  | 'row'
  | 'section'
  | 'gate'
  | 'orderNumber'
  | 'barcodeContents'
  | 'optOut'
  | 'metaData'
  | 'ifExists'
  | 'method'
  | 'redemptionReference'
  | 'transactionReference'
  | 'transactionAmount'
  | 'status'
  | 'createdAfter'
  | 'createdBefore'
  | 'limit'
  | 'events';

export const input = ref<Record<InputKey, string>>('input');

/** References to inputs by key; a key that is no input is missing when it is looked at. */
export const inputsNamed = (keys: readonly string[]): Record<string, Expr> =>
  Object.fromEntries(keys.map((key) => [key, ref('input', key)]));
