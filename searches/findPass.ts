// Find Pass: by PassKit ID, external ID or e-mail address.
import { ref } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { recordBundle } from '../passes/bundle.ts';
import { passNameFields, passTypeField, projectsUnlessId } from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import type { PassRecord } from '../passkit/objects.ts';

const own = {
  ...passNameFields,
  externalId: { ...passNameFields.externalId, required: { unless: ['id', 'emailAddress'] } },
  emailAddress: {
    type: 'email',
    label: 'Email Address',
    help: 'The e-mail address of the holder; used when the fields above are blank.',
  },
} satisfies Fields;
const input = inputsOf(own);

export default operation({
  kind: 'search',
  key: 'find_pass',
  noun: 'Pass',
  label: 'Find Pass',
  labels: { make: 'Search passes by ID or email' },
  description:
    'Finds a pass by its PassKit ID, external ID or e-mail address; by e-mail address the newest first.',
  group: 'Passes',
  fields: { passType: passTypeField(), ...fieldsByType(projectsUnlessId()), ...own },
  plans: perPassType((kind) => {
    const passes = find('passes', kind.lookup, {
      by: { id: input.id, externalId: input.externalId, emailAddress: input.emailAddress },
      project: ref('input', kind.project.key),
    });
    return { steps: [passes], each: passes, result: recordBundle(kind, ref<PassRecord>('item')) };
  }),
  output: passOutput,
  sample: sampleOf('membership'),
});
