// JSON, URLs, hashes and tokens: the functions of IML that encode and decode. Part of a MODEL of Make's engine.
import { createHash, createHmac } from 'node:crypto';
import { MakeError, ModelError } from '../errors.ts';
import { isNothing, isRecord, toText } from '../values.ts';
import { define } from './define.ts';

function parseJSON([value]: readonly unknown[]): unknown {
  if (typeof value !== 'string') throw new ModelError('parseJSON of a value that is not text');
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    throw new MakeError('RuntimeError', `parseJSON: not valid JSON: ${value.slice(0, 80)}`);
  }
}

function createJSON([value]: readonly unknown[]): string {
  if (isNothing(value)) throw new ModelError('createJSON of nothing: sources do not say what it is');
  return JSON.stringify(value);
}

/** A token as npm's jsonwebtoken signs it, with no `iat` of its own; HS256 only. */
function jwt([payload, secret, algorithm]: readonly unknown[]): string {
  if (!isRecord(payload)) throw new ModelError('jwt of a payload that is not a collection');
  if (typeof secret !== 'string' || secret === '') throw new ModelError('jwt without a secret');
  if (!isNothing(algorithm) && algorithm !== 'HS256') throw new ModelError(`jwt with ${toText(algorithm)}`);
  for (const claim of ['iat', 'exp']) {
    const time = payload[claim];
    if (time !== undefined && !Number.isInteger(time)) throw new ModelError(`jwt: ${claim} must be a number`);
  }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

/** `sha256(text, 'hex' | 'base64', key, 'text' | 'hex' | 'base64')`: with a key it is an HMAC. */
const hash =
  (algorithm: string) =>
  ([value, encoding, key, keyEncoding]: readonly unknown[]): string => {
    if (key === '') throw new ModelError(`${algorithm} with an empty key: sources do not say what it is`);
    const hashed = isNothing(key)
      ? createHash(algorithm)
      : createHmac(algorithm, Buffer.from(toText(key), encodingOf(keyEncoding, 'utf8')));
    return hashed.update(toText(value)).digest(encodingOf(encoding, 'hex') === 'base64' ? 'base64' : 'hex');
  };

function encodingOf(value: unknown, usual: 'utf8' | 'hex'): 'utf8' | 'hex' | 'base64' {
  if (isNothing(value)) return usual;
  if (value === 'text' && usual === 'utf8') return usual;
  if (value === 'hex' || value === 'base64') return value;
  throw new ModelError(`Unknown encoding ${toText(value)}`);
}

function decodeURL([value]: readonly unknown[]): string {
  try {
    return decodeURIComponent(toText(value));
  } catch {
    throw new ModelError(`decodeURL of '${toText(value)}': sources do not say what it is`);
  }
}

export const code = {
  parseJSON: define(1, 1, parseJSON),
  createJSON: define(1, 1, createJSON),
  encodeURL: define(1, 1, ([value]) => encodeURIComponent(toText(value))),
  base64: define(1, 1, ([value]) => Buffer.from(toText(value)).toString('base64')),
  decodeURL: define(1, 1, decodeURL),
  md5: define(1, 1, hash('md5')),
  sha1: define(1, 4, hash('sha1')),
  sha256: define(1, 4, hash('sha256')),
  sha512: define(1, 4, hash('sha512')),
  jwt: define(2, 3, jwt),
};
