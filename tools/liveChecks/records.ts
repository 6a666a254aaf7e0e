// Reads the records PassKit sends, and compares the bundles made of them.
import * as z from 'zod';
import type { ResultBundle } from '../../operation/run.ts';
import { finding, show } from './finding.ts';

export type Json = Record<string, unknown>;
export const json = z.record(z.string(), z.unknown());

export const part = (record: Json, key: string): Json => json.catch({}).parse(record[key]);
export const customFields = (record: Json): Json => json.catch({}).parse(record.metaData ?? record.metadata);
export const walletStatus = (record: Json) => part(record, 'passMetaData').status;
export const isOver = (record: Json) => walletStatus(record) === 'PASS_INVALIDATED';

export const endingOf = (record: Json) =>
  show({ status: record.status, wallet: walletStatus(record), expiryDate: record.expiryDate });

export const isUnset = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every((each) => !each));

/** Where two bundles of one pass differ, but for what `except` names. */
export function differences(
  told: ResultBundle,
  found: ResultBundle,
  except: readonly string[] = [],
): string[] {
  const plain = (key: string, value: unknown) =>
    show(key === 'expiryDate' ? Date.parse(String(value)) : value);
  return Object.keys(found)
    .filter((key) => !except.includes(key) && plain(key, told[key]) !== plain(key, found[key]))
    .map((key) => `${key} is ${show(found[key])}, not ${show(told[key])}`);
}

export const sameBut = (different: string[]) =>
  finding(different.length === 0, 'everything is the same', different.join('; '));
