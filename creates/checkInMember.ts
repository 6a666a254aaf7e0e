// Check In Member: a visit, each time it runs. With a reference it is recorded once.
import { operation } from '../operation/operation.ts';
import { checkInFields, ifCheckedIn, visitOutput, visitPlan, visitSample } from '../passes/visits.ts';

export default operation({
  kind: 'create',
  key: 'check_in_member',
  noun: 'Member',
  label: 'Check In Member',
  labels: { make: 'Check in a member' },
  description: 'Records the visit of a member, and sets the status to checked in.',
  group: 'Members',
  fields: checkInFields,
  plans: {
    get membership() {
      return visitPlan({ call: 'checkIn', event: 'CHECKED_IN', outcome: 'checked_in', stop: ifCheckedIn });
    },
  },
  output: visitOutput,
  sample: visitSample('checked_in', 'CHECKED_IN'),
});
