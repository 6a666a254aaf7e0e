// Tests a connection against PassKit itself, and tells what is wrong with it in the user's terms.
import { type Bundle, errors, type ZObject } from 'zapier-platform-core';
import type { Runtime } from '../operation/run.ts';
import { send } from '../operation/run.ts';
import { accountName, getProfile, regionIn, wrongRegion } from '../passkit/account.ts';
import { PassKitError } from '../passkit/errors.ts';
import { codeOfStatus } from '../passkit/problems.ts';
import { type Region, regions } from '../passkit/regions.ts';
import { zapierError } from './errors.ts';
import { connectionOf, httpOf, runtimeOf } from './runtime.ts';

/**
 * Reads the account behind the credentials and answers with its name and region, for the connection's label.
 * Throws a Zapier error when they are wrong, or belong to the other region.
 */
export async function testConnection(
  z: ZObject,
  bundle: Bundle,
): Promise<{ account: string; email: string | undefined }> {
  const { connection } = connectionOf(bundle);
  const { region } = connection;
  try {
    const profile = await send(getProfile, {}, runtimeOf(z, bundle));
    const home = regionIn(profile.regionId);
    if (home && home !== region) throw inWrongRegion(region, home);
    return { account: accountName(profile, region), email: profile.email };
  } catch (error) {
    const other = region === 'pub1' ? 'pub2' : 'pub1';
    const refused = error instanceof PassKitError && codeOfStatus(error.status) === 'credentials';
    if (refused && (await belongsTo(other, z, bundle))) {
      throw inWrongRegion(region, other);
    }
    throw zapierError(error);
  }
}

/** Whether the credentials are good in another region. Never asked of a local PassKit, which has only one. */
async function belongsTo(other: Region, z: ZObject, bundle: Bundle): Promise<boolean> {
  if (process.env.PASSKIT_API_URL) return false;
  const { connection } = connectionOf(bundle);
  const runtime: Runtime = {
    ...runtimeOf(z, bundle),
    http: httpOf(z, { ...connection, region: other }, regions[other]),
  };
  return send(getProfile, {}, runtime).then(
    () => true,
    () => false,
  );
}

const inWrongRegion = (chosen: Region, home: Region) =>
  new errors.Error(wrongRegion(chosen, home), 'WrongRegion', 400);
