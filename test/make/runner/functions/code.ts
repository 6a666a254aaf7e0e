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

const hash = (algorithm: string) => (value: unknown) =>
  createHash(algorithm).update(toText(value)).digest('hex');

export const code = {
  parseJSON: define(1, 1, parseJSON),
  createJSON: define(1, 1, createJSON),
  encodeURL: define(1, 1, ([value]) => encodeURIComponent(toText(value))),
  base64: define(1, 1, ([value]) => Buffer.from(toText(value)).toString('base64')),
  md5: define(1, 1, ([value]) => hash('md5')(value)),
  sha256: define(1, 1, ([value]) => hash('sha256')(value)),
  jwt: define(2, 3, jwt),
};
