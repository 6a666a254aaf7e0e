// The keys of every bundle: the same in the same order for every pass type.
import type { OutputField } from '../operation/operation.ts';
import { kindOf, passTypes } from './kinds.ts';
import { firstOutput, lastOutput } from './values.ts';

/** What a pass is, whichever operation found or changed it. */
export const passOutput: Record<string, OutputField> = {
  ...firstOutput,
  ...Object.fromEntries(passTypes.flatMap((passType) => Object.entries(kindOf(passType).output))),
  ...lastOutput,
};

/** The bundle of an action also tells what happened. */
export const actionOutput: Record<string, OutputField> = {
  ...passOutput,
  outcome: { label: 'Outcome', type: 'text' },
};

/** A pass as it looks in samples: that of somebody named Jane. */
const samplePass = {
  id: '1aBcDeFgHiJkLmNoPqRsTu',
  externalId: 'row-1001',
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
  metaData: {},
};

const complete = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.keys(passOutput).map((key) => [key, values[key] ?? null]));

/** The sample of a search: a new pass of this type. */
export function sampleOf(passType: string): Record<string, unknown> {
  const { issuedStatus, sample } = kindOf(passType);
  return complete({ ...samplePass, passType, status: issuedStatus, ...sample });
}

/** The sample of an action with this outcome. */
export const actionSample = (base: Record<string, unknown>, outcome: string, changes = {}) => ({
  ...base,
  ...changes,
  outcome,
});
