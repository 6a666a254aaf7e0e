// Find Pass: by PassKit ID, external ID or e-mail address.
import { ref } from '../operation/expression.ts';
import { type Operation, perPassType } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { passBundle, passOutput, sample } from '../passes/bundle.ts';
import { passFields } from '../passes/fields.ts';
import { input } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';
import type { PassRecord } from '../passkit/objects.ts';

const findPass: Operation = {
  kind: 'search',
  key: 'find_pass',
  noun: 'Pass',
  label: 'Find Pass',
  description:
    'Finds a pass by its PassKit ID, external ID or e-mail address; by e-mail address the newest first.',
  fields: {
    ...passFields,
    externalId: { ...passFields.externalId, required: { unless: ['id', 'emailAddress'] } },
    emailAddress: {
      type: 'email',
      label: 'Email Address',
      help: 'The e-mail address of the holder; used when the fields above are blank.',
    },
  },
  plan: perPassType((passType) => {
    const kind = kinds[passType];
    const passes = find('passes', kind.lookup, {
      by: { id: input.id, externalId: input.externalId, emailAddress: input.emailAddress },
      project: input[kind.projectKey],
    });
    const record = ref<PassRecord>('item');
    return { steps: [passes], each: passes, result: passBundle(kind, record.id, kind.view(record)) };
  }),
  output: passOutput,
  sample: sample.membership,
};

export default findPass;
