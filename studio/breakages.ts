// What can go wrong, tried on the embedded PassKit: what users read then, and what is true in PassKit afterwards.
import { problemOf } from '../passkit/problems.ts';
import type { Fault } from '../sandbox/index.ts';
import { stepOn } from './listed.ts';
import type { Asked, Breakage, BreakReport, Platform, RunResult, Values } from './types.ts';
import type { World } from './world.ts';

/** One trial: it does things, notes what its users read, and says what must be true of PassKit then. */
interface Trial {
  world: World;
  platform: Platform;
  report: BreakReport;
  /** An ID that no trial before had. */
  id: string;
}

interface Breaking extends Breakage {
  act(trial: Trial): Promise<void>;
}

let trials = 0;

const member = ({ world: { sandbox }, id }: Trial): Values => ({
  passType: 'membership',
  programId: sandbox.demo.programId,
  tierId: sandbox.demo.tiers.bronze,
  externalId: id,
  displayName: 'Jane Doe',
});

const couponOf = ({ world: { sandbox }, id }: Trial): Values => ({
  passType: 'coupon',
  campaignId: sandbox.demo.campaignId,
  offerId: sandbox.demo.offerId,
  externalId: id,
  displayName: 'Jane Doe',
  expiryDate: new Date(Date.now() + 86_400_000).toISOString(),
});

interface Running {
  what: string;
  input: Values;
  faults?: readonly Fault[];
  times?: number;
}

/** Runs Issue Pass, at once as often as it says, and notes what came of it. */
async function issue({ world, platform, report }: Trial, { what, input, faults = [], times = 1 }: Running) {
  const run = await world.run({
    platform,
    step: stepOn(platform, 'issue_pass'),
    input,
    times,
    together: times > 1,
    faults,
  });
  report.asked.push(...run.asked);
  report.ms += run.ms;
  for (const outcome of run.outcomes) report.steps.push({ what, ...said(outcome) });
  return run.outcomes;
}

function said(outcome: RunResult) {
  if ('problem' in outcome) return { kind: outcome.problem.kind, says: outcome.problem.message };
  const [bundle = {}] = outcome.bundles;
  return { kind: '', says: `${bundle.outcome}: ${bundle.passUrl}` };
}

const failed = (outcomes: readonly RunResult[]) => outcomes.some((outcome) => 'problem' in outcome);

const linkOf = (outcome: RunResult | undefined) =>
  outcome && 'bundles' in outcome ? outcome.bundles[0]?.passUrl : undefined;

/** Does something, and says whether PassKit has one pass more afterwards. */
async function onePassMore({ world, report }: Trial, act: () => Promise<unknown>): Promise<void> {
  const before = world.sandbox.passes();
  await act();
  const more = world.sandbox.passes() - before;
  report.facts.push({
    text: more === 1 ? 'PassKit has exactly one pass more.' : `PassKit has ${more} passes more.`,
    good: more === 1,
  });
}

/** A coupon with its permanent link, which a trial of the page opens. */
async function linked(trial: Trial) {
  const { world } = trial;
  const input = couponOf(trial);
  const [outcome] = await issue(trial, { what: 'A coupon is issued', input });
  const couponId = outcome && 'bundles' in outcome ? String(outcome.bundles[0]?.id) : '';
  const link = `/redeem?${new URLSearchParams({ externalId: trial.id, campaignId: world.sandbox.demo.campaignId })}`;
  return { link, status: () => world.sandbox.coupon(couponId)?.status };
}

const redemptions = (asked: readonly Asked[]) =>
  asked.filter(({ method, path, status }) => method === 'PUT' && path.endsWith('/redeem') && status === 200);

/** Does something with the page, and notes what PassKit was asked meanwhile. */
async function onPage<T>({ world, report }: Trial, act: () => Promise<T>): Promise<T> {
  const { result, asked, ms } = await world.alone(act);
  report.asked.push(...asked);
  report.ms += ms;
  return result;
}

const seen = (what: string, { heading, button }: { heading: string; button: string }) => ({
  what,
  kind: 'Page',
  says: button ? `${heading} · [${button}]` : heading,
});

const breaking: readonly Breaking[] = [
  {
    key: 'slow',
    title: 'PassKit is slow',
    text: 'Every answer takes its time. Nothing is asked twice because of that.',
    ofPage: false,
    act: (trial) =>
      onePassMore(trial, () =>
        issue(trial, {
          what: 'A row is sent; each answer takes 0.4 s',
          input: member(trial),
          faults: [{ delayMs: 400, times: 50 }],
        }),
      ),
  },
  {
    key: 'down',
    title: 'PassKit is down',
    text: 'It answers 503, and is back later. The row is sent again.',
    ofPage: false,
    act: (trial) =>
      onePassMore(trial, async () => {
        const [status] = problemOf('busy').statuses;
        await issue(trial, {
          what: 'A row is sent while PassKit is down',
          input: member(trial),
          faults: [{ status, body: { code: 14, message: 'unavailable', details: [] }, times: 50 }],
        });
        await issue(trial, { what: 'The same row again, when it is back', input: member(trial) });
      }),
  },
  {
    key: 'lost',
    title: 'The answer is lost',
    text: 'PassKit has issued the pass, and the connection breaks before it could say so.',
    ofPage: false,
    act: (trial) =>
      onePassMore(trial, async () => {
        const input = member(trial);
        // Make looks for the pass before it issues, by a request of the same address.
        const skip = trial.platform === 'make' ? 1 : 0;
        const faults: Fault[] = [{ method: 'POST', path: '/members/member', reset: 'after', skip }];
        const outcomes = await issue(trial, { what: 'A row is sent; the answer is lost', input, faults });
        if (failed(outcomes)) await issue(trial, { what: 'The scenario runs again', input });
      }),
  },
  {
    key: 'twice',
    title: 'The same row, twice at once',
    text: 'Two runs start at the same moment with the same row.',
    ofPage: false,
    act: (trial) =>
      onePassMore(trial, async () => {
        const input = member(trial);
        let outcomes = await issue(trial, { what: 'One of two runs at once', input, times: 2 });
        if (failed(outcomes))
          outcomes = [
            ...outcomes,
            ...(await issue(trial, { what: 'The one that failed runs again', input })),
          ];
        const links = new Set(outcomes.flatMap((outcome) => linkOf(outcome) ?? []));
        trial.report.facts.push({ text: 'Both rows get the same link.', good: links.size === 1 });
      }),
  },
  {
    key: 'wrong',
    title: 'The row says something wrong',
    text: 'A tier that the program does not have.',
    ofPage: false,
    act: async (trial) => {
      const before = trial.world.sandbox.passes();
      await issue(trial, {
        what: 'A row with the tier “platinum”',
        input: { ...member(trial), tierId: 'platinum' },
      });
      const good = trial.world.sandbox.passes() === before;
      trial.report.facts.push({ text: 'Nothing was issued.', good });
    },
  },
  {
    key: 'region',
    title: 'The other region',
    text: 'Somebody connects with the United States, and the account is in Europe.',
    ofPage: false,
    act: async (trial) => {
      const { world, platform, report } = trial;
      const side = world.sides[platform];
      const { result, asked, ms } = await world.alone(() =>
        side.connect('pub2').then(
          (label) => ({ kind: '', says: label }),
          (error: unknown) => {
            const { kind, message } = side.problem(error);
            return { kind, says: message };
          },
        ),
      );
      report.steps.push({ what: 'The connection is tested', ...result });
      report.facts.push({
        text: 'The connection is refused before any step runs with it.',
        good: result.kind !== '',
      });
      report.asked.push(...asked);
      report.ms += ms;
    },
  },
  {
    key: 'scanner',
    title: 'A mail scanner opens the link',
    text: 'Links in e-mails are opened by machines before people see them.',
    ofPage: true,
    act: async (trial) => {
      const { page } = trial.world;
      const { link, status } = await linked(trial);
      for (let count = 0; count < 3; count++) await onPage(trial, () => page.open(link));
      const opened = await onPage(trial, () => page.open(link));
      trial.report.steps.push(seen('The link was opened four times, the last time by Jane', opened));
      trial.report.facts.push({ text: 'The coupon is not redeemed yet.', good: status() === 'UNREDEEMED' });
      trial.report.steps.push(seen('Jane redeems it', await onPage(trial, () => page.tap(opened))));
      trial.report.facts.push({ text: 'Now it is redeemed.', good: status() === 'REDEEMED' });
    },
  },
  {
    key: 'taps',
    title: 'Two people tap at once',
    text: 'The link was forwarded. Both have the page open, and tap in the same moment.',
    ofPage: true,
    act: async (trial) => {
      const { page } = trial.world;
      const { link, status } = await linked(trial);
      const pages = await onPage(trial, () => Promise.all([page.open(link), page.open(link)]));
      const from = trial.report.asked.length;
      const tapped = await onPage(trial, () => Promise.all(pages.map((opened) => page.tap(opened))));
      tapped.forEach((one, index) => {
        trial.report.steps.push(seen(index === 0 ? 'One of them sees' : 'The other sees', one));
      });
      const once = redemptions(trial.report.asked.slice(from)).length === 1;
      trial.report.facts.push({
        text: 'PassKit has redeemed it once.',
        good: once && status() === 'REDEEMED',
      });
    },
  },
];

export const breakages: readonly Breakage[] = breaking.map(({ act: _act, ...told }) => told);

/** Tries one of them. */
export async function runBreakage(world: World, platform: Platform, key: string): Promise<BreakReport> {
  const found = breaking.find((one) => one.key === key);
  if (!found) throw new Error(`There is no ${key}`);
  trials++;
  const report: BreakReport = { steps: [], facts: [], asked: [], ms: 0 };
  await found.act({ world, platform, report, id: `try-${process.pid}-${trials}` });
  return report;
}
