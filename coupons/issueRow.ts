// One member: a coupon is issued, found, or reissued, with the same declarations as on Zapier and Make.
import issuePass from '../creates/issuePass.ts';
import reissueCoupon from '../creates/reissueCoupon.ts';
import { evaluate } from '../operation/expression.ts';
import { UserMistake } from '../operation/input.ts';
import { Halt, newScope, type ResultBundle, type Runtime, run } from '../operation/run.ts';
import { nextName } from '../passes/coupon.ts';
import { couponState } from '../passes/couponState.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
import findPass from '../searches/findPass.ts';
import type { Outcome } from './outcomes.ts';

export interface IssueSettings {
  campaignId: string;
  offerId: string;
  /** Issue a new coupon where the old one is finished. */
  reissue: boolean;
  /** Only read; say what would be done. */
  dryRun: boolean;
}

export interface Issued {
  outcome: Outcome;
  /** The coupon, where there is one. */
  coupon?: ResultBundle | undefined;
}

/**
 * Sees to it that the member with this pass ID has a coupon. Doing it again is safe: an external ID never gets a
 * second active coupon. Throws Halt, UserMistake or PassKitError.
 */
export async function issueRow(externalId: string, wanted: IssueSettings, runtime: Runtime): Promise<Issued> {
  const { campaignId, offerId, reissue, dryRun } = wanted;
  const find = async (name: string): Promise<ResultBundle | undefined> =>
    (await run(findPass, { passType: 'coupon', externalId: name, campaignId }, runtime))[0];
  const reissued = async (): Promise<Issued> => {
    const [coupon] = await run(reissueCoupon, { offerId, externalId, campaignId }, runtime);
    // Another row or run may have been quicker.
    return { outcome: coupon?.outcome === 'reissued' ? 'reissued' : 'existing', coupon };
  };
  const kept = async (coupon: ResultBundle): Promise<Issued> => {
    const state = couponState(coupon);
    if (state === 'active') return { outcome: 'existing', coupon };
    if (!reissue) return { outcome: state, coupon };
    return dryRun ? { outcome: 'would_reissue', coupon } : reissued();
  };

  const known = reissue || dryRun ? await find(externalId) : undefined;
  if (known) return kept(known);
  // A reissue that broke off has made the next coupon already, and has not named it yet.
  const next = reissue ? await find(nextNameOf(externalId, runtime)) : undefined;
  if (next) return dryRun ? { outcome: 'would_reissue', coupon: next } : reissued();
  if (dryRun) return { outcome: 'would_create' };
  const [coupon] = await run(issuePass, { passType: 'coupon', offerId, externalId, campaignId }, runtime);
  if (!coupon || coupon.outcome === 'created') return { outcome: 'created', coupon };
  return kept(coupon);
}

const nextNameOf = (externalId: string, runtime: Runtime): string =>
  String(evaluate(nextName(externalId), newScope({}, runtime)));

/** Why a row failed, for the user. Throws what is not about the row. */
export function rowProblem(error: unknown): string {
  if (error instanceof Halt || error instanceof UserMistake) return error.message;
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  const { kind } = problemOf(code);
  return `${sentenceOf(code, error.message)} ${kind === 'passing' ? 'Run the command again later.' : nextFor(code, error)}`;
}
