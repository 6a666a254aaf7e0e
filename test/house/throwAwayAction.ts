// An action that nobody wants, written as CONTRIBUTING says: one file.
import { filled, text } from '../../operation/expression.ts';
import { inputsOf } from '../../operation/field.ts';
import { operation } from '../../operation/operation.ts';
import { call, halt } from '../../operation/step.ts';
import { linkTo } from '../../passes/bundle.ts';
import { externalIdField } from '../../passes/fields.ts';
import { membership } from '../../passes/membership.ts';
import { actionOutput, actionSample, sampleOf } from '../../passes/output.ts';
import { idAnswer } from '../../passkit/objects.ts';

const fields = { programId: membership.project.field, externalId: externalIdField };
const input = inputsOf(fields);

const thrown = call('thrown', {
  effect: 'ends',
  method: 'PUT',
  path: '/members/member/throw',
  body: { programId: input.programId, externalId: input.externalId },
  answer: idAnswer,
});

export const throwAwayAction = operation({
  kind: 'create',
  key: 'throw_away',
  noun: 'Thing',
  label: 'Throw Away',
  labels: { make: 'Throw a thing away' },
  description: 'Throws a thing away.',
  group: 'Passes',
  fields,
  plans: {
    membership: {
      steps: [
        halt('too_good', filled(input.externalId), text`“${input.externalId}” is too good to throw away.`),
        thrown,
      ],
      result: { id: thrown.result.id, passUrl: linkTo(thrown.result.id), outcome: 'thrown' },
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'thrown'),
});
