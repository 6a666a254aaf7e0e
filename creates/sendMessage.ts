// Send Message: a message on one pass, or on every pass of a project.
import {
  all,
  any,
  equal,
  filled,
  not,
  notAfter,
  now,
  orElse,
  readableTime,
  ref,
  text,
  when,
} from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, halt, value } from '../operation/step.ts';
import {
  anyProject,
  passNameFields,
  passNotFound,
  passTypeField,
  projectFields,
} from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { idAnswer, sentAnswer } from '../passkit/objects.ts';

const own = {
  sendTo: {
    type: 'choice',
    label: 'Send To',
    help: `Blank sends it to one pass. Everybody is every pass of the ${anyProject}: such a message cannot be called back once it is read.`,
    choices: [
      { value: 'one', label: 'One pass' },
      { value: 'everybody', label: 'Everybody' },
    ],
  },
  id: passNameFields.id,
  externalId: {
    ...passNameFields.externalId,
    required: { unless: ['id', 'sendTo'] },
    help: 'Your own ID for the pass, such as the row ID; not needed to send to everybody.',
  },
  title: {
    type: 'text',
    label: 'Title',
    required: { unless: ['messageId'] },
    help: 'Shown above the text.',
  },
  text: {
    type: 'text',
    label: 'Text',
    required: { unless: ['messageId'] },
    help: 'Plain text, without links.',
  },
  link: { type: 'url', label: 'Link', help: 'A link below the text.' },
  displayUntil: {
    type: 'dateTime',
    advanced: true,
    label: 'Display Until',
    help: 'When the message leaves the pass. A date alone means the end of that day.',
  },
  messageId: {
    type: 'text',
    advanced: true,
    label: 'Existing Message',
    help: 'The message ID of an earlier step, to send that message once more. Title, text, link and date are not used then.',
  },
} satisfies Fields;
const input = inputsOf(own);
const everybody = equal(input.sendTo, 'everybody');
const isNew = not(filled(input.messageId));

export default operation({
  kind: 'create',
  key: 'send_message',
  noun: 'Message',
  label: 'Send Message',
  description: `Sends a message to one pass, or to every pass of a ${anyProject}.`,
  notice: 'Every run sends a message. Use a draft project to try it out.',
  group: 'Messages',
  fields: { passType: passTypeField(), ...fieldsByType(projectFields()), ...own },
  plans: perPassType((kind) => {
    const project = ref<string>('input', kind.project.key);
    const unnamed = halt(
      'no_pass',
      not(any(everybody, filled(orElse(input.id, input.externalId)))),
      'Which pass should get the message? Fill in Pass or External ID, or set Send To to everybody. Nothing was sent.',
    );
    // PassKit sends to PassKit IDs only.
    const looks = value('looks', all(not(everybody), not(filled(input.id))));
    const found = find('found', kind.lookup, {
      by: { externalId: input.externalId },
      project,
      when: looks.result,
      missing: passNotFound(kind),
    });
    const created = call(
      'created',
      {
        effect: 'adds',
        method: 'POST',
        path: '/message',
        body: {
          title: input.title,
          plainTextContent: input.text,
          // The plain text may hold no links. That Apple shows one in this text is UNVERIFIED.
          richTextContent: when(filled(input.link), text`${input.text}\n${input.link}`),
          urls: [{ url: input.link, title: when(filled(input.link), input.title) }],
          displayUntil: input.displayUntil,
        },
        answer: idAnswer,
      },
      // A message that was made and never sent is seen by nobody.
      { when: isNew, repeatable: true },
    );
    const messageId = orElse(created.result.id, input.messageId);
    const send = (name: string, target: object, due: ReturnType<typeof not>) =>
      call(
        name,
        {
          effect: 'adds',
          method: 'POST',
          path: '/message/send',
          body: { messageId, ...target },
          answer: sentAnswer,
        },
        { when: due },
      );
    const one = send('one', { passIds: { ids: [orElse(input.id, found.result.id)] } }, not(everybody));
    const every = send('every', { protocol: { protocol: kind.protocol.name, classId: project } }, everybody);
    const count = orElse(one.result.count, every.result.count, 0);
    const over = halt(
      'display_over',
      all(isNew, notAfter(input.displayUntil, now)),
      text`Display Until is ${readableTime(input.displayUntil)}, which is over: nobody would see the message. Nothing was sent.`,
    );
    const nobody = halt(
      'nobody',
      equal(count, 0),
      'PassKit says that no pass got the message. Check the pass or the project: there may be no such pass in this connection’s region.',
      { misnamed: true },
    );
    return {
      steps: [unnamed, over, looks, found, created, one, every, nobody],
      result: { passType: kind.passType, messageId, count, outcome: 'sent' },
    };
  }),
  output: {
    passType: { label: 'Pass Type', type: 'text' },
    messageId: { label: 'Message ID', type: 'text' },
    count: { label: 'Count', type: 'number' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: { passType: 'membership', messageId: '5aBcDeFgHiJkLmNoPqRsTu', count: 1, outcome: 'sent' },
});
