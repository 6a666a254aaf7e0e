// Burn Points: takes from the balance of a member, never more than is there. With a reference it takes once.
import { all, any, below, filled, not, orElse, text } from '../operation/expression.ts';
import { inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { halt, value } from '../operation/step.ts';
import { readMember } from '../passes/member.ts';
import { movePoints, pointsFields, pointsOutput, pointsSample } from '../passes/points.ts';

const fields = pointsFields('burn');
const input = inputsOf(fields);

function plan(): Plan {
  // What PassKit says of a balance that is too low is not known, and a tier may allow it: so it is read before.
  const who = readMember('who');
  const names = ['points', 'secondaryPoints', 'tierPoints'] as const;
  const has = (name: (typeof names)[number]) => orElse<number>(who.result[name], 0);
  const short = value('short', any(...names.map((name) => below(has(name), input[name]))));

  return movePoints({
    verb: 'burn',
    outcome: 'burned',
    event: 'POINTS_BURNED',
    who,
    checks: (earlier) => [
      short,
      halt(
        'not_enough_points',
        all(not(filled(earlier.result)), short.result),
        text`The balance of the member “${orElse(input.externalId, input.id)}” is too low: it is ${has('points')} points, ${has('secondaryPoints')} secondary points and ${has('tierPoints')} tier points. Nothing was burned.`,
      ),
    ],
  });
}

export default operation({
  kind: 'create',
  key: 'burn_points',
  noun: 'Member',
  label: 'Burn Points',
  labels: { make: 'Burn points' },
  description:
    'Takes points from the balance of a member, and returns the new balance. It never takes more than there are.',
  group: 'Members',
  fields,
  plans: {
    get membership() {
      return plan();
    },
  },
  output: pointsOutput,
  sample: pointsSample('burned'),
});
