// Send Pass: PassKit's own e-mail with the link to the pass, in the design of the project.
import { filled, not, ref, when } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call } from '../operation/step.ts';
import { passNameFields, passTypeField, projectsUnlessId } from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { emptyAnswer } from '../passkit/objects.ts';

const own = {
  ...passNameFields,
  emailAddress: {
    type: 'email',
    label: 'Email Address',
    help: 'Where to send it. Blank sends it to the address of the holder on the pass.',
  },
} satisfies Fields;
const input = inputsOf(own);
const byId = filled(input.id);

export default operation({
  kind: 'create',
  key: 'send_pass',
  noun: 'Pass',
  label: 'Send Pass',
  labels: { make: 'Send a pass by email' },
  description:
    'Sends the welcome e-mail of the project, with the link to a pass, once more or to another address.',
  notice: 'Every run sends an e-mail. Its text and design are those of the project in PassKit.',
  group: 'Messages',
  fields: { passType: passTypeField(), ...fieldsByType(projectsUnlessId()), ...own },
  plans: perPassType((kind) => {
    const sent = call('sent', {
      effect: 'adds',
      method: 'POST',
      path: '/distribution/email',
      body: {
        id: input.id,
        externalId: when(not(byId), input.externalId),
        classId: when(not(byId), ref<string>('input', kind.project.key)),
        protocol: kind.protocol.name,
        alternativeEmail: input.emailAddress,
      },
      answer: emptyAnswer,
    });
    return {
      steps: [sent],
      result: {
        id: input.id,
        externalId: input.externalId,
        passType: kind.passType,
        emailAddress: input.emailAddress,
        outcome: 'sent',
      },
    };
  }),
  output: {
    id: { label: 'PassKit ID', type: 'text' },
    externalId: { label: 'External ID', type: 'text' },
    passType: { label: 'Pass Type', type: 'text' },
    emailAddress: { label: 'Email Address', type: 'text' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: {
    id: '1aBcDeFgHiJkLmNoPqRsTu',
    externalId: 'row-1001',
    passType: 'membership',
    emailAddress: 'jane@example.com',
    outcome: 'sent',
  },
});
