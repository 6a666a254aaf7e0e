// Live checks of what only memberships have: tiers and points.
import updatePass from '../../creates/updatePass.ts';
import { runDropdown } from '../../operation/run.ts';
import { dropdowns } from '../../passes/dropdowns.ts';
import { type Checks, onMembers } from './check.ts';
import { finding, need, said, show } from './finding.ts';
import { differences, sameBut } from './records.ts';
import { holder, inDays } from './samples.ts';
import type { Trial } from './trial.ts';
import { answersWithId } from './tries.ts';

const pointsPath = '/members/member/points/set';

async function otherTier(trial: Trial): Promise<string> {
  const tiers = dropdowns.find(({ key }) => key === 'tier_list');
  const found = tiers ? await runDropdown(tiers, trial.project, 0, trial.runtime) : [];
  const other = found.find(({ id }) => id !== trial.project.tierId);
  need(other !== undefined, 'the program has only one tier');
  return other.id;
}

export const members: Checks = {
  'tier-by-update': {
    assumption: 'PUT /members/member does not move a member to another tier.',
    where: ['passes/membership.ts'],
    settles: 'PUT /members/member',
    run: onMembers(async (trial) => {
      const tierId = await otherTier(trial);
      const { id } = await trial.issue();
      const error = await trial.put({ id, tierId, person: { surname: 'Check' } });
      const moved = (await trial.read(id)).tierId === tierId;
      return finding(
        !moved,
        `${said(error)}; the tier is ${moved ? 'the new one: the call for tiers could go' : 'the old one'}`,
      );
    }),
  },
  'tier-call': {
    assumption: 'PUT /members/member/tier moves a member, changes nothing else and answers with the member.',
    where: ['passes/membership.ts', 'passkit/objects.ts'],
    settles: 'PUT /members/member/tier',
    run: onMembers(async (trial) => {
      const tierId = await otherTier(trial);
      const { id, externalId } = await trial.issue({ ...holder(), points: 7, expiryDate: inDays(1) });
      const [before = {}] = await trial.find({ id });
      const told = await trial.act(updatePass, { externalId, tierId });
      const [after = {}] = await trial.find({ id });
      const different = differences({ ...before, tierId }, after, ['updated']);
      return sameBut(
        told.id === id ? different : [...different, `the answer’s member ID is ${show(told.id)}`],
      );
    }),
  },
  'points-zero': {
    assumption:
      'A balance is set to zero by `points` 0 with `resetPoints` true; without that flag zero means “not set”.',
    where: ['passes/membership.ts'],
    settles: `PUT ${pointsPath}`,
    run: onMembers(async (trial) => {
      const { id } = await trial.issue({ points: 7 });
      const error = await trial.put({ id, points: 0 }, pointsPath);
      const between = (await trial.read(id)).points;
      await trial.act(updatePass, { id, points: 0 });
      const { points } = await trial.read(id);
      return finding(
        !points,
        `without the flag ${said(error)} and the balance was ${show(between)}; with it ${show(points)}`,
      );
    }),
  },
  'points-answer': {
    assumption: 'Setting points by external ID answers with the member’s PassKit ID.',
    where: ['passes/membership.ts', 'passkit/objects.ts'],
    settles: `PUT ${pointsPath}`,
    run: onMembers((trial) => answersWithId(trial, { points: 9 }, 'balance', ({ points }) => points)),
  },
};
