// The account of PassKit on Coda: a long-lived token, and the region that accepts it.
import * as coda from '@codahq/packs-sdk';
import { UserMistake } from '../operation/input.ts';
import type { Runtime } from '../operation/run.ts';
import { send } from '../operation/run.ts';
import { accountName, getProfile, regionIn, wrongRegion } from '../passkit/account.ts';
import { regionLabel } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode } from '../passkit/problems.ts';
import { type Region, regionNames, regions } from '../passkit/regions.ts';
import { shown } from './errors.ts';
import { type Context, httpOf, regionOf, runtimeOf } from './http.ts';

const howToGetToken = 'https://help.passkit.com/en/articles/5743688-using-long-lived-api-tokens';

export const authentication: coda.UserAuthenticationDef = {
  type: coda.AuthenticationType.HeaderBearerToken,
  instructionsUrl: howToGetToken,
  getConnectionName: (context: coda.ExecutionContext) => shown(() => connectionName(context)),
  postSetup: [
    {
      type: coda.PostSetupType.SetEndpoint,
      name: 'Region',
      description: 'Choose the region of your PassKit account.',
      getOptions: (context: coda.ExecutionContext) => shown(() => regionOptions(context)),
    },
  ],
};

/** The account behind the token, by name. Throws where it belongs to the other region. */
async function connectionName(context: Context): Promise<string> {
  // Before the region is chosen Coda asks for a name, too.
  if (!context.endpoint) return 'PassKit';
  const region = regionOf(context);
  const profile = await send(getProfile, {}, runtimeOf(context));
  const home = regionIn(profile.regionId);
  if (home && home !== region) throw new UserMistake(wrongRegion(region, home));
  return accountName(profile, region);
}

/**
 * The regions to choose from: those that accept the token, so that a wrong one cannot be chosen; both while PassKit does
 * not say. Throws what PassKit says where neither accepts it.
 */
async function regionOptions(context: Context) {
  const answers = await Promise.all(
    regionNames.map(async (region) => ({ region, refusal: await refusalOf(region, context) })),
  );
  const usable = answers.filter(({ refusal }) => refusal === undefined);
  const [refused] = answers;
  if (usable.length === 0 && refused) throw refused.refusal;
  return usable.map(({ region }) => ({ display: regionLabel(region), value: regions[region].api }));
}

/** What a region says to the token when it does not accept it. */
async function refusalOf(region: Region, context: Context): Promise<PassKitError | undefined> {
  const runtime: Runtime = {
    http: httpOf(context, region),
    pages: regions[region].pages,
    timezone: context.timezone,
    now: new Date(),
  };
  try {
    const home = regionIn((await send(getProfile, {}, runtime)).regionId);
    return home && home !== region ? new PassKitError('it belongs to another region', 401) : undefined;
  } catch (error) {
    return error instanceof PassKitError && problemCode(error) === 'credentials' ? error : undefined;
  }
}
