// Whose credentials they are: the call that reads the account, its name, and the region it belongs to.
import type { z } from 'zod';
import { regionLabel } from './connection.ts';
import { profile } from './objects.ts';
import { type Region, regionNames } from './regions.ts';

/** Reads the account behind the credentials. */
export const getProfile = { effect: 'reads', method: 'GET', path: '/user/profile', answer: profile } as const;

/** The region in PassKit's name for it, whose exact form is not documented: so it is looked for. Undefined when it names none. */
export const regionIn = (regionId: string | undefined): Region | undefined =>
  regionNames.find((region) => regionId?.toLowerCase().includes(region));

/** What a connection is called. */
export const accountName = (
  { companyName, username, email }: z.output<typeof profile>,
  region: Region,
): string => `${companyName ?? username ?? email ?? 'PassKit'} – ${regionLabel(region)}`;

/** What the user is told whose credentials are good in another region only. */
export const wrongRegion = (chosen: Region, home: Region): string =>
  `These credentials belong to the region ${regionLabel(home)}, but ${regionLabel(chosen)} is chosen. Change Region and connect again.`;
