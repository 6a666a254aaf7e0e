// `coupons issue`: a coupon for every member of an export, with the member's pass ID as external ID.
import { resolve } from 'node:path';
import type { Http } from '../operation/ask.ts';
import type { Runtime } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { inOrder } from './inOrder.ts';
import type { IssueSettings } from './issueRow.ts';
import { type Member, type Members, openMembers } from './members.ts';
import { Interrupted, isOutcome, leftFinished, Stopped, Unusable } from './outcomes.ts';
import type { Progress } from './progress.ts';
import { findProject } from './project.ts';
import { asWritten, ResultFile, type ResultRow } from './resultFile.ts';
import { resultFor } from './resultRow.ts';
import { type Clock, GivenUp, Retries, realClock } from './retries.ts';
import { countOfRows, Tally } from './tally.ts';

export interface IssueOptions extends Pick<IssueSettings, 'reissue' | 'dryRun'> {
  /** The path of the export. */
  members: string;
  idColumn?: string | undefined;
  /** By ID or by exact name. */
  campaign: string;
  offer: string;
  /** The path of the result. */
  out: string;
  /** How many rows are in work at a time. */
  concurrency: number;
}

/** What a run happens in. */
export interface Surroundings {
  http: Http;
  /** Where pass pages live. */
  pages: string;
  progress: Progress;
  /** Aborts with Interrupted. */
  interrupted: AbortSignal;
  clock?: Clock;
}

export interface Run {
  tally: Tally;
  /** Where the result is; of a run that ended early, what it has so far. */
  path: string;
  /** Why it ended early. */
  ended?: Stopped | Interrupted;
}

/** Throws Unusable, or Stopped when it could not begin. */
export async function issue(options: IssueOptions, surroundings: Surroundings): Promise<Run> {
  const { http, pages, progress, interrupted, clock = realClock } = surroundings;
  const { reissue, dryRun, out } = options;
  // A dry run has a file of its own: what a real run has done so far is not touched.
  const part = `${out}${dryRun ? '.dry-run' : ''}.part`;
  if ([out, part].some((path) => resolve(path) === resolve(options.members)))
    throw new Unusable(`The result would replace ${options.members}. Give another --out.`);
  const members = await openMembers(options.members, options.idColumn);
  const retries = new Retries(http, clock, interrupted, (text) => progress.note(text));
  const runtime = (retrying: Http): Runtime => ({
    http: retrying,
    pages,
    timezone: 'UTC',
    now: new Date(),
  });
  const project = await retries
    .row((retrying) => findProject(options.campaign, options.offer, runtime(retrying)))
    .catch((error) => {
      if (!(error instanceof PassKitError || error instanceof GivenUp)) throw error;
      throw new Stopped(`PassKit could not list the campaigns and offers: ${error.message}.`);
    });
  const wanted: IssueSettings = { ...project, reissue, dryRun };

  const tally = new Tally();
  const result = await ResultFile.open(out, part);
  try {
    const done = dryRun ? 0 : await skipEarlier(result, members, wanted, tally);
    if (tally.rows > 0) progress.note(`Going on after the ${countOfRows(tally.rows)} of an earlier run.`);
    await result.begin(!dryRun);
    progress.start(members.size, done, tally.rows);
    const work = async (member: Member) => ({
      member,
      row: await resultFor(member, wanted, retries, runtime),
    });
    const issueAll = async () => {
      for await (const { member, row } of inOrder(members.rows, options.concurrency, work, interrupted)) {
        result.write(row);
        count(tally, row);
        progress.row(member.end);
      }
    };
    const ended = await issueAll().then(() => undefined, endOf);
    if (ended) return { tally, path: part, ended };
    await result.finish();
    return { tally, path: out };
  } finally {
    progress.stop();
    await result.close();
  }
}

/** Reads the members that an earlier run has dealt with; answers how many bytes of the export they take. */
async function skipEarlier(
  result: ResultFile,
  members: Members,
  wanted: IssueSettings,
  tally: Tally,
): Promise<number> {
  let done = 0;
  for await (const row of result.earlierRows()) {
    const { value: member } = await members.rows.next();
    if (!member || row.line !== String(member.line) || row.externalId !== asWritten(member.id))
      throw result.notOurs(`line ${row.line} of the members file was about another member`);
    if (row.campaignId !== wanted.campaignId || row.offerId !== wanted.offerId)
      throw result.notOurs('it is about another campaign or offer');
    if (wanted.reissue && leftFinished.some((outcome) => outcome === row.outcome))
      throw result.notOurs('that run was without --reissue');
    count(tally, row);
    done = member.end;
  }
  return done;
}

function count(
  tally: Tally,
  { outcome, line, message }: Pick<ResultRow, 'outcome' | 'line' | 'message'>,
): void {
  tally.add(isOutcome(outcome) ? outcome : 'failed', line, message);
}

function endOf(reason: unknown): Stopped | Interrupted {
  if (reason instanceof Stopped || reason instanceof Interrupted) return reason;
  throw reason;
}
