// What no call of this command can settle about e-mails and messages: somebody has to receive them.
import type { Checks } from './check.ts';

export const messages: Checks = {
  'email-without-address': {
    assumption:
      'PassKit refuses to send a pass whose holder has no e-mail address, or whose project has no e-mail, and says so.',
    where: ['creates/sendPass.ts', 'sandbox/messaging.ts'],
    settles: 'POST /distribution/email for such a pass',
  },
  'message-link': {
    assumption:
      'A message shows its link on Apple from `richTextContent`, where it stands in a line of its own, and on Google from `urls`.',
    where: ['creates/sendMessage.ts'],
    settles: 'POST /message with both, POST /message/send, then look at the pass on both phones',
  },
  'message-count': {
    assumption:
      'POST /message/send counts the passes that get it, takes a message once more, and `protocol` without `pagination` means every pass of the class.',
    where: ['creates/sendMessage.ts'],
    settles: 'POST /message/send to a draft project with a few passes, twice',
  },
  'message-lock-screen': {
    assumption: 'Whether a message makes the phone ring is not known; nothing here says it does.',
    where: ['creates/sendMessage.ts'],
    settles: 'POST /message/send to a pass on a locked phone',
  },
};
