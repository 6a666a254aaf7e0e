// One member: a coupon is issued, found, or reissued, with the same declarations as on Zapier and Make.
import issuePass from '../creates/issuePass.ts';
import reissueCoupon from '../creates/reissueCoupon.ts';
import { UserMistake } from '../operation/input.ts';
import { Halt, type ResultBundle, type Runtime, run } from '../operation/run.ts';
import { couponState } from '../passes/couponState.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
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
  const named = { externalId, campaignId };
  const [coupon] = dryRun
    ? await run(findPass, { passType: 'coupon', ...named }, runtime)
    : await run(issuePass, { passType: 'coupon', offerId, ...named }, runtime);
  if (!coupon) return { outcome: 'would_create' };
  if (coupon.outcome === 'created') return { outcome: 'created', coupon };
  const state = couponState(coupon);
  if (state === 'active') return { outcome: 'existing', coupon };
  if (!reissue) return { outcome: state, coupon };
  if (dryRun) return { outcome: 'would_reissue', coupon };
  try {
    const [reissued] = await run(reissueCoupon, { offerId, ...named }, runtime);
    return { outcome: 'reissued', coupon: reissued };
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    // Another row or run was quicker.
    return issueRow(externalId, { ...wanted, reissue: false }, runtime);
  }
}

/** Why a row failed, for the user. Throws what is not about the row. */
export function rowProblem(error: unknown): string {
  if (error instanceof Halt || error instanceof UserMistake) return error.message;
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  const again = code === 'problem' ? 'Run the command again later.' : problemOf(code).next;
  return `${sentenceOf(code, error.message)} ${again}`;
}
