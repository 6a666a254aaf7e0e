// Search Passes: the passes of a project, filtered, newest first.
import { agrees, agreesText, all, orElse, ref, within } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operatorOf } from '../operation/list.ts';
import { operation } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { recordBundle } from '../passes/bundle.ts';
import { anyProject, passTypeField, projectFields } from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import { searchFields } from '../passes/searchInputs.ts';
import type { PassRecord } from '../passkit/objects.ts';

const own = {
  ...searchFields,
  limit: { type: 'count', label: 'Limit', help: 'The largest number of passes to return; 10 when blank.' },
} satisfies Fields;
const input = inputsOf(own);

export default operation({
  kind: 'search',
  key: 'search_passes',
  noun: 'Pass',
  label: 'Find Passes',
  labels: { make: 'Search passes' },
  description: `Finds the passes of a ${anyProject}, the newest first.`,
  group: 'Passes',
  fields: { passType: passTypeField(), ...fieldsByType(projectFields()), ...own },
  plans: perPassType((kind) => {
    const passes = find('passes', kind.lookup, {
      by: {},
      project: ref('input', kind.project.key),
      where: [
        {
          field: kind.lookup.filterField.emailAddress,
          operator: operatorOf('emailAddress'),
          value: input.emailAddress,
        },
        { field: 'status', operator: 'eq', value: input.status },
        { field: 'created', operator: 'gte', value: input.createdAfter },
        { field: 'created', operator: 'lte', value: input.createdBefore },
      ],
      limit: orElse(input.limit, 10),
      keep: (record) => {
        const { status, created } = kind.view(record);
        return all(
          agreesText(input.emailAddress, record.person.emailAddress),
          agrees(input.status, status),
          within(created, input.createdAfter, input.createdBefore),
        );
      },
    });
    return { steps: [passes], each: passes, result: recordBundle(kind, ref<PassRecord>('item')) };
  }),
  output: passOutput,
  sample: sampleOf('membership'),
});
