// The signature of a webhook: never a reason to refuse while PassKit's way is unknown, and one when it is known.
import { createHmac } from 'node:crypto';
import { mayBeGenuine } from '../../passkit/signature.ts';

const body = '{"event":"PASS_EVENT_INSTALLED","pass":{"id":"Zoë"}}';
const secret = Buffer.from('a secret of 32 bytes, or about so').toString('base64');
const hmac = (key: string | Buffer) => createHmac('sha256', key).update(body);
const bytes = Buffer.from(secret, 'base64');

test.each([
  ['hex, secret as text', hmac(secret).digest('hex')],
  ['base64, secret as text', hmac(secret).digest('base64')],
  ['hex, secret as base64', hmac(bytes).digest('hex')],
  ['base64, secret as base64', hmac(bytes).digest('base64')],
])('a genuine delivery is taken: %s', async (_name, signature) => {
  expect(await mayBeGenuine(body, signature, secret, true)).toBe(true);
  expect(await mayBeGenuine(`${body} `, signature, secret, true)).toBe(false);
});

test.each([undefined, '', 'wrong'])(
  'a wrong signature is refused once the way is known: %s',
  async (signature) => {
    expect(await mayBeGenuine(body, signature, secret, true)).toBe(false);
    expect(await mayBeGenuine(body, signature, secret, false)).toBe(true);
  },
);

test('without a secret nothing can be judged', async () => {
  expect(await mayBeGenuine(body, 'anything', undefined, true)).toBe(true);
});

test('a secret that is no base64 is text', async () => {
  expect(await mayBeGenuine(body, hmac('no base64!').digest('hex'), 'no base64!', true)).toBe(true);
});
