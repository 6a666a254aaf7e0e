// Whether PassKit would answer visits: credentials, region, clock and campaigns, asked at start and by /health/ready.
import { type Runtime, send } from '../operation/run.ts';
import { getProfile, regionIn } from '../passkit/account.ts';
import { PassKitError } from '../passkit/errors.ts';
import { project } from '../passkit/objects.ts';
import { problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
import type { RedeemConfig } from './config.ts';

const getCampaign = (id: string) =>
  ({
    effect: 'reads',
    method: 'GET',
    path: '/coupon/singleUse/campaign/{id}',
    params: { id },
    answer: project,
  }) as const;

/** What keeps the server from working, each in a sentence that names the setting; none when all is well. */
export async function problemsNow(config: RedeemConfig, runtime: Runtime): Promise<string[]> {
  const { connection } = config;
  try {
    const { regionId } = await send(getProfile, {}, runtime);
    const home = regionIn(regionId);
    if (home && home !== connection.region)
      return [`These credentials belong to ${home}, but PASSKIT_REGION is ${connection.region}. Correct it.`];
  } catch (error) {
    return [sentence(error, config)];
  }
  const problems: string[] = [];
  for (const id of config.campaigns) {
    try {
      await send(getCampaign(id), {}, runtime);
    } catch (error) {
      const gone = error instanceof PassKitError && problemCode(error) === 'not_found';
      problems.push(
        gone
          ? `There is no coupon campaign ${id} in this PassKit account. Correct REDEEM_CAMPAIGNS.`
          : sentence(error, config),
      );
    }
  }
  return [...new Set(problems)];
}

function sentence(error: unknown, { connection }: RedeemConfig): string {
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  if (code === 'clock')
    return 'PassKit and this machine disagree about the time. Set the clock of this machine.';
  if (code === 'credentials') {
    const names = 'apiToken' in connection ? 'PASSKIT_API_TOKEN' : 'PASSKIT_API_KEY and PASSKIT_API_SECRET';
    return `PassKit did not accept ${names} in the region ${connection.region}. Check them and PASSKIT_REGION.`;
  }
  return `${sentenceOf(code, error.message)} ${problemOf(code).next}`;
}

const kept = { ready: 60_000, waiting: 10_000 };

/** Whether the server is ready: asked of PassKit once for all who want to know, and not more often than it may change. */
export function createReadiness(config: RedeemConfig, runtime: () => Runtime, clock: () => number) {
  let known: { ready: Promise<boolean>; until: number } | undefined;
  return (): Promise<boolean> => {
    if (known && known.until > clock()) return known.ready;
    const ready = problemsNow(config, runtime()).then(
      (problems) => problems.length === 0,
      () => false,
    );
    const asked = { ready, until: clock() + kept.waiting };
    known = asked;
    void ready.then((is) => {
      if (is) asked.until = clock() + kept.ready;
    });
    return ready;
  };
}
