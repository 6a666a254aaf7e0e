// Search Passes: the passes of a project, filtered, newest first.
import { all, any, equal, filled, not, notAfter, orElse, ref, sameText } from '../operation/expression.ts';
import { type Operation, perPassType } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { passBundle, passOutput, sample } from '../passes/bundle.ts';
import { passTypeField } from '../passes/fields.ts';
import { input } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';
import { projectField } from '../passes/projectFields.ts';
import type { PassRecord } from '../passkit/objects.ts';

const searchPasses: Operation = {
  kind: 'search',
  key: 'search_passes',
  noun: 'Pass',
  label: 'Find Passes',
  description: 'Finds the passes of a program, campaign or production, the newest first.',
  fields: {
    passType: passTypeField,
    ...projectField,
    emailAddress: { type: 'email', label: 'Email Address', help: 'Only passes of this holder.' },
    status: {
      type: 'choice',
      label: 'Status',
      help: 'Only passes with this status in PassKit.',
      choices: [
        { value: 'ENROLLED', label: 'Enrolled', passTypes: ['membership'] },
        { value: 'ACTIVE', label: 'Active', passTypes: ['membership'] },
        { value: 'CHECKED_IN', label: 'Checked In', passTypes: ['membership'] },
        { value: 'CHECKED_OUT', label: 'Checked Out', passTypes: ['membership'] },
        { value: 'EXPIRED', label: 'Expired', passTypes: ['membership'] },
        { value: 'UNREDEEMED', label: 'Unredeemed', passTypes: ['coupon'] },
        { value: 'ISSUED', label: 'Issued', passTypes: ['eventTicket'] },
        { value: 'REDEEMED', label: 'Redeemed', passTypes: ['coupon', 'eventTicket'] },
      ],
    },
    createdAfter: {
      type: 'dateTime',
      label: 'Created After',
      dateAlone: 'start',
      help: 'Only passes issued at this time or later.',
    },
    createdBefore: {
      type: 'dateTime',
      label: 'Created Before',
      help: 'Only passes issued at this time or earlier.',
    },
    limit: { type: 'number', label: 'Limit', help: 'The largest number of passes to return; 10 when blank.' },
  },
  plan: perPassType((passType) => {
    const kind = kinds[passType];
    const passes = find('passes', kind.lookup, {
      by: {},
      project: input[kind.projectKey],
      where: [
        { field: 'person.emailAddress', operator: 'eq', value: input.emailAddress },
        { field: 'status', operator: 'eq', value: input.status },
        { field: 'created', operator: 'gte', value: input.createdAfter },
        { field: 'created', operator: 'lte', value: input.createdBefore },
      ],
      limit: orElse(input.limit, 10),
      keep: (record) => {
        const { status, created } = kind.view(record);
        return all(
          any(not(filled(input.emailAddress)), sameText(record.person.emailAddress, input.emailAddress)),
          any(not(filled(input.status)), equal(status, input.status)),
          any(not(filled(input.createdAfter)), notAfter(input.createdAfter, created)),
          any(not(filled(input.createdBefore)), notAfter(created, input.createdBefore)),
        );
      },
    });
    const record = ref<PassRecord>('item');
    return { steps: [passes], each: passes, result: passBundle(kind, record.id, kind.view(record)) };
  }),
  output: passOutput,
  sample: sample.membership,
};

export default searchPasses;
