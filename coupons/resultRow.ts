// From a row of the export to a row of the result.
import type { Http } from '../operation/ask.ts';
import type { Runtime } from '../operation/run.ts';
import { type Issued, type IssueSettings, issueRow, rowProblem } from './issueRow.ts';
import { type Member, onOneLine } from './members.ts';
import type { ResultRow } from './resultFile.ts';
import { GivenUp, type Retries } from './retries.ts';

/** Does what is wanted for a member, and answers what happened. Throws what ends the run, such as Stopped or Interrupted. */
export async function resultFor(
  member: Member,
  wanted: IssueSettings,
  retries: Retries,
  runtime: (http: Http) => Runtime,
): Promise<ResultRow> {
  const { outcome, coupon, message = '' } = await attempt(member, wanted, retries, runtime);
  const value = (key: string) => String(coupon?.[key] ?? '');
  return {
    line: String(member.line),
    externalId: member.id,
    id: value('id'),
    outcome,
    passUrl: value('passUrl'),
    appleUrl: value('appleUrl'),
    googleUrl: value('googleUrl'),
    status: value('status'),
    expiryDate: value('expiryDate'),
    campaignId: wanted.campaignId,
    offerId: wanted.offerId,
    message: onOneLine(message),
  };
}

const unknownMessage =
  'PassKit’s answers were lost: there may or may not be a coupon. Run the command again later: it looks first, and issues nothing twice.';

async function attempt(
  { id, problem }: Member,
  wanted: IssueSettings,
  retries: Retries,
  runtime: (http: Http) => Runtime,
): Promise<Issued & { message?: string }> {
  if (problem) return { outcome: 'failed', message: problem };
  try {
    return await retries.row((http) => issueRow(id, wanted, runtime(http)));
  } catch (error) {
    // Of a dry run nothing is unknown that was known before it.
    const unknown = error instanceof GivenUp && error.mayBeDone && !wanted.dryRun;
    return unknown
      ? { outcome: 'unknown', message: unknownMessage }
      : { outcome: 'failed', message: rowProblem(error instanceof GivenUp ? error.cause : error) };
  }
}
