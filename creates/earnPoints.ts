// Earn Points: adds to the balance of a member. With a reference it adds once, however often it runs.
import { filled } from '../operation/expression.ts';
import { inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { readMember } from '../passes/member.ts';
import { movePoints, pointsFields, pointsOutput, pointsSample } from '../passes/points.ts';

const fields = pointsFields('earn');
const input = inputsOf(fields);

export default operation({
  kind: 'create',
  key: 'earn_points',
  noun: 'Member',
  label: 'Earn Points',
  labels: { make: 'Earn points' },
  description: 'Adds points to the balance of a member, and returns the new balance.',
  group: 'Members',
  fields,
  plans: {
    get membership() {
      return movePoints({
        verb: 'earn',
        outcome: 'earned',
        event: 'POINTS_EARNED',
        who: readMember('who', filled(input.reference)),
        checks: () => [],
      });
    },
  },
  output: pointsOutput,
  sample: pointsSample('earned'),
});
