// Live checks of the filters a list takes.
import redeemCoupon from '../../creates/redeemCoupon.ts';
import revokePass from '../../creates/revokePass.ts';
import type { PassType } from '../../passes/kinds.ts';
import countPasses from '../../searches/countPasses.ts';
import { type Checks, onAll } from './check.ts';
import { finding, show } from './finding.ts';
import { kindFiles, lists } from './paths.ts';
import { freshEmail, inDays } from './samples.ts';
import type { Trial } from './trial.ts';

/** Whether a new pass is found by its holder's e-mail address, written in some way. */
async function foundByEmail(trial: Trial, written: (emailAddress: string) => string): Promise<boolean> {
  const emailAddress = freshEmail();
  const { id } = await trial.issue({ emailAddress });
  return (await trial.findListed({ emailAddress: written(emailAddress) }))?.id === id;
}

/** How a pass ends, and the status it then has. */
const endings: Record<PassType, { end(trial: Trial, id: string): Promise<unknown>; status: string }> = {
  membership: { end: (trial, id) => trial.act(revokePass, { id }), status: 'EXPIRED' },
  coupon: { end: (trial, id) => trial.act(redeemCoupon, { id }), status: 'REDEEMED' },
  eventTicket: {
    end: (trial, id) => trial.put({ ticket: { ticketId: id } }, '/eventTickets/ticket/redeem'),
    status: 'REDEEMED',
  },
};

export const filtering: Checks = {
  'email-filter': {
    assumption: 'The filter field `person.emailAddress` with `like` finds passes by e-mail address.',
    where: kindFiles,
    settles: lists,
    run: onAll(async (trial) =>
      finding(await foundByEmail(trial, (emailAddress) => emailAddress), 'found', 'not found'),
    ),
  },
  'email-case': {
    assumption: 'That filter does not mind the case of letters.',
    where: ['operation/list.ts'],
    settles: lists,
    run: onAll(async (trial) =>
      finding(
        await foundByEmail(trial, (emailAddress) => emailAddress.toUpperCase()),
        'found in capitals',
        'not found in capitals: users must write it as on the pass',
      ),
    ),
  },
  'key-filters': {
    assumption: 'The filter fields `id` and `externalId` (tickets: `ticketNumber`) with `eq` find a pass.',
    where: kindFiles,
    settles: lists,
    run: onAll(async (trial) => {
      const { id, externalId } = await trial.issue();
      const { filterField } = trial.kind.lookup;
      const wanted = { [filterField.id]: id, [filterField.externalId]: externalId };
      const missed: string[] = [];
      for (const [field, value] of Object.entries(wanted)) {
        const page = { limit: 2, where: [{ field, operator: 'eq' as const, value }] };
        const ids = await trial.idsWhen(page, (found) => found.length > 0);
        if (show(ids) !== show([id])) missed.push(field);
      }
      return finding(missed.length === 0, 'both find it', `not found by ${missed.join(' and ')}`);
    }),
  },
  'status-filter': {
    assumption:
      'The filter field `status` with `eq` takes PassKit’s status words, also EXPIRED of memberships.',
    where: ['searches/searchPasses.ts'],
    settles: lists,
    run: onAll(async (trial) => {
      const { id } = await trial.issue();
      const listedAs = (value: string) =>
        trial.lists(id, { where: [{ field: 'status', operator: 'eq' as const, value }] });
      const fresh = await listedAs(trial.kind.issuedStatus);
      const { end, status } = endings[trial.passType];
      await end(trial, id);
      const ended = await listedAs(status);
      return finding(fresh && ended, 'both words work', `a new pass: ${fresh}; an ended one: ${ended}`);
    }),
  },
  'count-filters': {
    assumption: 'The counts of PassKit take the filters of its lists.',
    where: ['searches/countPasses.ts', ...kindFiles],
    settles: 'POST /members/count/{programId}, and its like for coupons and tickets',
    run: onAll(async (trial) => {
      const emailAddress = freshEmail();
      await trial.issue({ emailAddress });
      const { count } = await trial.until(
        () => trial.act(countPasses, { emailAddress }),
        (counted) => counted.count === 1,
      );
      return finding(count === 1, 'one was counted', `${count} were counted`);
    }),
  },
  'created-filter': {
    assumption:
      'The filter field `created` takes RFC 3339 times with `gte` and `lte`, and filters in a group are combined.',
    where: ['searches/searchPasses.ts', 'operation/ask.ts'],
    settles: lists,
    run: onAll(async (trial) => {
      const { id } = await trial.issue();
      const between = (from: number, to: number) => ({
        where: [
          { field: 'created', operator: 'gte' as const, value: inDays(from) },
          { field: 'created', operator: 'lte' as const, value: inDays(to) },
        ],
      });
      const has = await trial.lists(id, between(-1, 1));
      const later = await trial.idsIn(between(1, 2));
      return finding(
        has && later.length === 0,
        'both bounds work',
        `${has ? 'found' : 'not found'} between yesterday and tomorrow; ${later.length} from the future`,
      );
    }),
  },
};
