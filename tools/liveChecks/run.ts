// Tries the live checks on an account, one by one.

import type { PassType } from '../../passes/kinds.ts';
import { PassKitError } from '../../passkit/errors.ts';
import type { Account } from './account.ts';
import type { LiveCheck } from './check.ts';
import { type Finding, Inconclusive, said } from './finding.ts';
import { liveChecks } from './index.ts';
import { Trial } from './trial.ts';

export interface CheckResult {
  check: LiveCheck;
  /** Undefined for a check of the account itself. */
  passType?: PassType;
  /** `failed`: the check could not run to its end, or its test passes could not be deleted. */
  verdict: Finding['verdict'] | 'failed';
  detail: string;
}

/** Runs every check the account has projects for, one by one. To stop early is safe: each cleans up after itself. */
export async function* tryLiveChecks(account: Account): AsyncGenerator<CheckResult> {
  for (const check of liveChecks) {
    const attempt = check.run;
    if (!attempt) continue;
    if ('account' in attempt) {
      yield { check, ...(await outcomeOf(attempt.account(account))) };
      continue;
    }
    for (const passType of attempt.passTypes) {
      const project = account.projects[passType];
      if (!project) continue;
      const trial = new Trial(account, passType, project);
      const outcome = await outcomeOf(attempt.pass(trial));
      const left = await trial.cleanUp();
      yield { check, passType, ...(left.length > 0 ? leftBehind(left) : outcome) };
    }
  }
}

type Result = Pick<CheckResult, 'verdict' | 'detail'>;

const leftBehind = (passes: string[]): Result => ({
  verdict: 'failed',
  detail: `delete these test passes by hand: ${passes.join(', ')}`,
});

const outcomeOf = (finding: Promise<Finding>): Promise<Result> =>
  finding.catch((error: unknown) => {
    if (error instanceof Inconclusive) return { verdict: 'inconclusive', detail: error.message };
    return { verdict: 'failed', detail: error instanceof PassKitError ? said(error) : String(error) };
  });
