// Live checks of updating passes: what an update changes, and what it leaves alone.
import updatePass from '../../creates/updatePass.ts';
import { type Checks, onAll, onCoupons, onMembers, onMembersAndCoupons, onTickets } from './check.ts';
import { type Finding, finding, need, said, show } from './finding.ts';
import { kindFiles, updates } from './paths.ts';
import { customFields, differences, isUnset, type Json, part, sameBut } from './records.ts';
import { customA, filledIn } from './samples.ts';
import type { Trial } from './trial.ts';
import { answersWithId } from './tries.ts';

/** Whether an update of the surname leaves the rest of a pass alone. */
async function keptByUpdate(trial: Trial, more: Json = {}): Promise<Finding> {
  const { id } = await trial.issue({ ...filledIn(), ...more });
  const [before, raw] = [await trial.find({ id }), await trial.read(id)];
  await trial.act(updatePass, { id, surname: 'Changed' });
  const [after, rawAfter] = [await trial.find({ id }), await trial.read(id)];
  const different = differences({ ...before[0], surname: 'Changed' }, after[0] ?? {}, ['updated']);
  const lost = ['seatInfo', 'orderNumber', 'barcodeContents', 'optOut'].filter(
    (key) => show(raw[key]) !== show(rawAfter[key]),
  );
  return sameBut([...different, ...lost.map((key) => `${key} is ${show(rawAfter[key])}`)]);
}

export const updating: Checks = {
  'custom-field-cleared': {
    assumption: 'A custom field with an empty text shows as empty on the pass.',
    where: ['creates/updatePass.ts'],
    settles: 'PUT /members/member with `metaData: {"note": ""}`, then look at the pass',
  },
  'member-patch': {
    assumption: 'PUT /members/member changes only what it is sent, also inside `person`.',
    where: ['passes/membership.ts'],
    settles: 'PUT /members/member',
    run: onMembers((trial) => keptByUpdate(trial)),
  },
  'coupon-patch': {
    assumption: 'PUT /coupon/singleUse/coupon changes only what it is sent, also inside `person`.',
    where: ['passes/coupon.ts'],
    settles: 'PUT /coupon/singleUse/coupon',
    run: onCoupons((trial) => keptByUpdate(trial)),
  },
  'ticket-whole': {
    assumption: 'A ticket sent back whole keeps everything, and PassKit takes all of what it hands out.',
    where: ['passes/eventTicket.ts'],
    settles: 'PUT /eventTickets/ticket',
    run: onTickets((trial) =>
      keptByUpdate(trial, { seat: '1', row: 'A', orderNumber: 'live-check', barcodeContents: 'live-check' }),
    ),
  },
  'ticket-replace': {
    assumption: 'A ticket update may clear what it leaves out (if it does not, the read before it can go).',
    where: ['passes/eventTicket.ts'],
    settles: 'PUT /eventTickets/ticket',
    run: onTickets(async (trial) => {
      const { id } = await trial.issue({ forename: 'Live', orderNumber: 'live-check', ...customA });
      const error = await trial.put({ id, person: { surname: 'Check' } });
      const record = await trial.read(id);
      const kept = {
        orderNumber: record.orderNumber,
        forename: part(record, 'person').forename,
        metaData: customFields(record),
      };
      const clears = Object.values(kept).some(isUnset);
      return finding(error !== undefined || clears, `${said(error)}; then the ticket has ${show(kept)}`);
    }),
  },
  'custom-fields-whole': {
    assumption:
      'Custom fields sent as a whole map are all kept; whether PassKit merges a partial map is open.',
    where: kindFiles,
    settles: updates,
    run: onAll(async (trial) => {
      const { id } = await trial.issue(customA);
      await trial.act(updatePass, { id, metaData: { liveCheckB: '2' } });
      const fields = customFields(await trial.read(id));
      const kept = fields.liveCheckA === '1' && fields.liveCheckB === '2';
      if (!kept) return finding(false, `left are ${show(fields)}`);
      await trial.put({ id, metaData: { liveCheckC: '3' } });
      const merged = customFields(await trial.read(id)).liveCheckA === '1';
      return finding(
        true,
        merged ? 'PassKit also merges a partial map' : 'a partial map would replace the whole',
      );
    }),
  },
  'opt-out-off': {
    assumption: 'Opt Out can be switched off again: a `false` in an update is not taken for “not set”.',
    where: kindFiles,
    settles: updates,
    run: onAll(async (trial) => {
      const { id } = await trial.issue({ optOut: true });
      const before = (await trial.read(id)).optOut;
      need(before === true || before === 'ON', `a pass issued with optOut true has ${show(before)}`);
      await trial.act(updatePass, { id, optOut: 'no' });
      const after = (await trial.read(id)).optOut;
      return finding(after === false || after === 'OFF', `it was ${show(before)} and is ${show(after)}`);
    }),
  },
  'update-by-external-id': {
    assumption: 'An update may name the pass by external ID and project, and answers with its PassKit ID.',
    where: ['passes/membership.ts', 'passes/coupon.ts'],
    settles: 'PUT /members/member, PUT /coupon/singleUse/coupon',
    run: onMembersAndCoupons((trial) =>
      answersWithId(trial, { surname: 'Check' }, 'surname', (record) => part(record, 'person').surname),
    ),
  },
};
