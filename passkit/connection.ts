// A PassKit connection: what the user typed, checked, and the Authorization header made from it.
// Source of the rules: PassKit's official JWT generators and help article 5743688 (long-lived tokens).
import * as z from 'zod';
import { connectionMistakes } from './connectionMistakes.ts';
import { once } from './once.ts';
import { type Region, regionNames, regions } from './regions.ts';

/** Either a key pair that signs a JWT per request, or a long-lived token. */
export type Connection =
  | { readonly region: Region; readonly apiKey: string; readonly apiSecret: string }
  | { readonly region: Region; readonly apiToken: string };

const credential = (label: string) =>
  z
    .string({ error: `${label} must be text. Copy it again from PassKit.` })
    .nullish()
    .transform((value) => value?.trim() || undefined)
    .refine((value) => !value || !looksLikeHost(value), {
      error: `${label} holds a web address. That is PassKit's API prefix or SDK host; copy the ${label} itself from Settings > Developer Tools.`,
    })
    .refine((value) => !value || !/\s/.test(value), {
      error: `${label} contains a space or a line break. Copy it again from PassKit, without anything around it.`,
    });

const typed = once(() =>
  z.object({
    region: z.enum(regionNames, { error: 'Choose the Region: Europe (pub1) or United States (pub2).' }),
    apiKey: credential('API Key'),
    apiSecret: credential('API Secret'),
    apiToken: credential('Long-Lived Token'),
  }),
);

const looksLikeHost = (value: string) =>
  /:\/\/|passkit\.(io|com)|pskt\.io|^(api|grpc)\.|^pub[12]\b/i.test(value);

/**
 * The connection in what a platform hands over as credentials.
 * Throws an Error in plain English that names the field; it never contains a credential.
 */
export function parseConnection(raw: unknown): Connection {
  const result = typed().safeParse(raw ?? {});
  if (!result.success) throw new Error(result.error.issues[0]?.message);
  const { region, apiKey, apiSecret, apiToken } = result.data;
  if (apiToken && (apiKey || apiSecret)) {
    throw new Error(connectionMistakes.both(asTyped));
  }
  if (apiToken) return { region, apiToken };
  if (apiKey && apiSecret) return { region, apiKey, apiSecret };
  const { noSecret, noKey, none } = connectionMistakes;
  throw new Error((apiKey ? noSecret : apiSecret ? noKey : none)(asTyped));
}

const asTyped = (label: string) => label;

/** The last JWT of each connection. It tells whole seconds, so a second request in the same one would get it again. */
const lastSigned = new WeakMap<Connection, { seconds: number; jwt: Promise<string> }>();

/**
 * The Authorization header value for one request at `now`.
 * A JWT is signed per request, ten seconds back and fifty ahead: PassKit refuses one that is 60 seconds old.
 */
export async function authorization(connection: Connection, now: Date): Promise<string> {
  if ('apiToken' in connection) return `Bearer ${connection.apiToken}`;
  const seconds = Math.floor(now.getTime() / 1000);
  let signed = lastSigned.get(connection);
  if (signed?.seconds !== seconds) {
    const claims = { uid: connection.apiKey, iat: seconds - 10, exp: seconds + 50 };
    signed = { seconds, jwt: signJwt(claims, connection.apiSecret) };
    lastSigned.set(connection, signed);
  }
  return `Bearer ${await signed.jwt}`;
}

/** Whether its requests are signed one by one, as opposed to a token that was made long before. */
export const isSigned = (connection: Connection) => 'apiKey' in connection;

/** The headers of one request at `now`, with `body` as JSON when there is one. */
export async function requestHeaders(connection: Connection, now: Date, body?: string) {
  return {
    authorization: await authorization(connection, now),
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
}

/** An HS256 JWT; the secret is used as plain text. Web Crypto, so that it runs on edge runtimes too. */
async function signJwt(claims: object, secret: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const base64url = (data: Uint8Array) =>
    btoa(String.fromCharCode(...data))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const unsigned = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => base64url(bytes(JSON.stringify(part))))
    .join('.');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, bytes(unsigned));
  return `${unsigned}.${base64url(new Uint8Array(signature))}`;
}

/** The name of the region for people, such as "Europe (pub1)". */
export const regionLabel = (region: Region) => `${regions[region].name} (${region})`;
