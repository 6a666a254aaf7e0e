// The keys of every bundle: the same in the same order for every pass type.
import type { OutputField } from '../operation/operation.ts';

/** What a pass is, whichever operation found or changed it. */
export const passOutput = {
  id: { label: 'PassKit ID', type: 'text' },
  externalId: { label: 'External ID', type: 'text' },
  passType: { label: 'Pass Type', type: 'text' },
  status: { label: 'Status', type: 'text' },
  passUrl: { label: 'Pass Link', type: 'text' },
  appleUrl: { label: 'Apple Wallet Link', type: 'text' },
  googleUrl: { label: 'Google Wallet Link', type: 'text' },
  expiryDate: { label: 'Expiry Date', type: 'dateTime' },
  created: { label: 'Created', type: 'dateTime' },
  updated: { label: 'Updated', type: 'dateTime' },
  displayName: { label: 'Display Name', type: 'text' },
  forename: { label: 'Forename', type: 'text' },
  surname: { label: 'Surname', type: 'text' },
  emailAddress: { label: 'Email Address', type: 'text' },
  mobileNumber: { label: 'Mobile Number', type: 'text' },
  dateOfBirth: { label: 'Date of Birth', type: 'text' },
  programId: { label: 'Program ID', type: 'text' },
  tierId: { label: 'Tier ID', type: 'text' },
  points: { label: 'Points', type: 'number' },
  campaignId: { label: 'Campaign ID', type: 'text' },
  offerId: { label: 'Offer ID', type: 'text' },
  productionId: { label: 'Production ID', type: 'text' },
  eventId: { label: 'Event ID', type: 'text' },
  ticketTypeId: { label: 'Ticket Type ID', type: 'text' },
  redemptionDate: { label: 'Redemption Date', type: 'dateTime' },
  metaData: { label: 'Custom Fields', type: 'keyValues' },
} satisfies Record<string, OutputField>;

export type PassKey = keyof typeof passOutput;

interface ValueOf {
  text: string;
  number: number;
  dateTime: string;
  keyValues: Record<string, string>;
}

/** The values of a pass, by output key. */
export type PassValues = { [K in PassKey]: ValueOf[(typeof passOutput)[K]['type']] };

/** The bundle of an action also tells what happened. */
export const actionOutput = {
  ...passOutput,
  outcome: { label: 'Outcome', type: 'text' },
} satisfies Record<string, OutputField>;

/** A pass as it looks in samples: a member named Jane. */
const samplePass = {
  id: '1aBcDeFgHiJkLmNoPqRsTu',
  externalId: 'row-1001',
  passType: 'membership',
  status: 'ENROLLED',
  passUrl: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu',
  appleUrl: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu.pkpass',
  googleUrl: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu.gpay',
  expiryDate: '2027-12-31T23:59:59Z',
  created: '2026-11-20T09:30:00Z',
  updated: '2026-11-20T09:30:00Z',
  displayName: 'Jane Doe',
  forename: 'Jane',
  surname: 'Doe',
  emailAddress: 'jane@example.com',
  mobileNumber: '+447700900123',
  dateOfBirth: '1990-05-17',
  programId: '2aBcDeFgHiJkLmNoPqRsTu',
  tierId: 'gold',
  points: 120,
  campaignId: null,
  offerId: null,
  productionId: null,
  eventId: null,
  ticketTypeId: null,
  redemptionDate: null,
  metaData: {},
} satisfies Record<PassKey, unknown>;

const sampleCoupon = {
  ...samplePass,
  passType: 'coupon',
  status: 'UNREDEEMED',
  programId: null,
  tierId: null,
  points: null,
  campaignId: '3aBcDeFgHiJkLmNoPqRsTu',
  offerId: '4aBcDeFgHiJkLmNoPqRsTu',
};

/** The sample of a search. */
export const sample = { membership: samplePass, coupon: sampleCoupon };

/** The sample of an action with this outcome. */
export const actionSample = (base: Record<string, unknown>, outcome: string, changes = {}) => ({
  ...base,
  ...changes,
  outcome,
});
