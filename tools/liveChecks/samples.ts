// What the live checks' test passes are made of.

let serial = 0;

export const freshId = () => `live-check-${Date.now().toString(36)}-${serial++}`;
export const freshEmail = () => `${freshId()}@example.com`;
export const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '');

/** What every field of a holder can be set to. */
export const holder = () => ({
  displayName: 'Live Check',
  forename: 'Live',
  surname: 'Check',
  emailAddress: freshEmail(),
  mobileNumber: '+447700900123',
  dateOfBirth: '1990-05-17',
});

/** Custom fields that no template names. */
export const customA = { metaData: { liveCheckA: '1' } };

/** What a pass of any type can hold. */
export const filledIn = () => ({ ...holder(), expiryDate: inDays(1), ...customA });
