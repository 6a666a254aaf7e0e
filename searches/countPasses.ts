// Count Passes: how many passes a project has, all of them or those that pass some filters. PassKit counts; none is read.
import { filled, orElse, ref, when } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { allOf, fieldFilter } from '../operation/list.ts';
import { operation } from '../operation/operation.ts';
import { call, type Filter } from '../operation/step.ts';
import { anyProject, passTypeField, projectFields } from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { searchFields } from '../passes/searchInputs.ts';

const own = {
  ...searchFields,
  emailAddress: {
    ...searchFields.emailAddress,
    help: 'Only passes of this holder. Write it as on the pass: PassKit may mind the case of letters here.',
  },
} satisfies Fields;
const input = inputsOf(own);

/** A filter that is not there where its value is blank. */
const asked = ({ field, operator, value }: Filter) =>
  fieldFilter(when(filled(value), field), when(filled(value), operator), value);

export default operation({
  kind: 'search',
  key: 'count_passes',
  noun: 'Pass',
  label: 'Find Pass Count',
  labels: { make: 'Count passes' },
  description: `Finds how many passes a ${anyProject} has.`,
  group: 'Passes',
  fields: { passType: passTypeField(), ...fieldsByType(projectFields()), ...own },
  plans: perPassType((kind) => {
    const fieldFilters = [
      // A list of filters that is empty is UNVERIFIED, so one is there that every pass meets.
      fieldFilter('created', 'gte', orElse(input.createdAfter, '1970-01-01T00:00:00Z')),
      asked({ field: 'created', operator: 'lte', value: input.createdBefore }),
      asked({ field: 'status', operator: 'eq', value: input.status }),
      // Nothing can be compared afterwards, and `like` would count other holders whose address contains this one.
      asked({ field: kind.lookup.filterField.emailAddress, operator: 'eq', value: input.emailAddress }),
    ];
    const counted = call(
      'counted',
      kind.count(ref<string>('input', kind.project.key), {
        filterGroups: allOf(fieldFilters),
      }),
    );
    return { steps: [counted], result: { passType: kind.passType, count: orElse(counted.result.total, 0) } };
  }),
  output: {
    passType: { label: 'Pass Type', type: 'text' },
    count: { label: 'Count', type: 'number' },
  },
  sample: { passType: 'membership', count: 120 },
});
