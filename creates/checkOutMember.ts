// Check Out Member: the end of a visit, each time it runs. With a reference it is recorded once.
import { operation } from '../operation/operation.ts';
import { visitFields, visitOutput, visitPlan, visitSample } from '../passes/visits.ts';

export default operation({
  kind: 'create',
  key: 'check_out_member',
  noun: 'Member',
  label: 'Check Out Member',
  labels: { make: 'Check out a member' },
  description: 'Records that a member has left, and sets the status to checked out.',
  group: 'Members',
  fields: visitFields,
  plans: {
    get membership() {
      return visitPlan({ call: 'checkOut', event: 'CHECKED_OUT', outcome: 'checked_out' });
    },
  },
  output: visitOutput,
  sample: visitSample('checked_out', 'CHECKED_OUT'),
});
