// Whose credentials they are: the call that reads the account, and the region it belongs to.
import { profile } from './objects.ts';
import { type Region, regionNames } from './regions.ts';

/** Reads the account behind the credentials. */
export const getProfile = { effect: 'reads', method: 'GET', path: '/user/profile', answer: profile } as const;

/** The region in PassKit's name for it, whose exact form is not documented: so it is looked for. Undefined when it names none. */
export const regionIn = (regionId: string | undefined): Region | undefined =>
  regionNames.find((region) => regionId?.toLowerCase().includes(region));
