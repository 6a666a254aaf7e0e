// The signature of PassKit's webhooks: header `x-passkit-signature`. PassKit does not document how it is made, so
// the likely ways are compared, and a signature that fits none is refused only once the way is known.

export const signatureHeader = 'x-passkit-signature';

/** UNVERIFIED. Set to true when a live delivery has shown that one of the ways below is PassKit's. */
const algorithmIsKnown = false;

/**
 * Whether a delivery may be taken: its signature fits the subscription's secret in one of the likely ways
 * (HMAC-SHA256 of the raw body, in hex or base64, with the secret as text or as base64), or cannot be judged.
 */
export async function mayBeGenuine(
  body: string,
  signature: string | undefined,
  secret: string | undefined,
  known = algorithmIsKnown,
): Promise<boolean> {
  if (!known || !secret) return true;
  const keys = [new TextEncoder().encode(secret), fromBase64(secret)].filter((key) => key.length > 0);
  const made = await Promise.all(keys.map((key) => hmac(key, body)));
  return made.some((bytes) => [hex(bytes), btoa(String.fromCharCode(...bytes))].includes(signature ?? ''));
}

/** The bytes of base64 text; none when it is not base64. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

async function hmac(secret: Uint8Array<ArrayBuffer>, body: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body)));
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
