// PassKit's authentication: an HS256 token signed per request, or the account's long-lived token. It uses
// the real clock, because the sandbox clock may be moved by years.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { unauthorized } from './errors.ts';
import { account, credentials } from './ids.ts';
import { isMessage, type Message, text } from './messages.ts';

const MAX_AGE_SECONDS = 60;

/** Throws 401 unless the Authorization header carries a valid credential. */
export function authorize(header: string | undefined): void {
  const bearer = /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
  if (bearer === credentials.apiToken) return;
  const parts = (bearer ?? header ?? '').split('.');
  const [head = '', claims = '', signature = ''] = parts;
  if (parts.length !== 3 || part(head).alg !== 'HS256') throw unauthorized('Unauthorized');
  const expected = Buffer.from(sign(`${head}.${claims}`));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw unauthorized('signature is invalid');
  }
  checkClaims(part(claims));
}

function checkClaims(claims: Message): void {
  const now = Math.floor(Date.now() / 1000);
  if (claims.uid !== credentials.apiKey) throw unauthorized('Unauthorized');
  if (typeof claims.exp !== 'number' || claims.exp <= now) throw unauthorized('Token is expired');
  if (typeof claims.iat !== 'number' || now - claims.iat >= MAX_AGE_SECONDS) {
    throw unauthorized('jwt was issued too long ago');
  }
  if (claims.iat > now) throw unauthorized('Token used before issued');
}

/** POST /login: the long-lived token when the header asks for it, else a signed one. */
export function login(body: Message, longLived: boolean): Message {
  if (text(body, 'username') !== account.username || text(body, 'password') !== account.password) {
    throw unauthorized('Unauthorized');
  }
  if (longLived) return { token: credentials.apiToken };
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: Message) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { uid: credentials.apiKey, iat: now, exp: now + 3600 };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return { token: `${unsigned}.${sign(unsigned)}` };
}

const sign = (unsigned: string): string =>
  createHmac('sha256', credentials.apiSecret).update(unsigned).digest('base64url');

function part(encoded: string): Message {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return isMessage(value) ? value : {};
  } catch {
    return {};
  }
}
