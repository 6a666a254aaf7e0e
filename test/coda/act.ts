// The pack as one of the platforms that are held equal: inputs as others take them become values of Coda's parameters, and
// what a formula answers with becomes bundles.
import { DateTime } from 'luxon';
import * as z from 'zod';
import { cutsOf } from '../../coda/cuts.ts';
import { pack } from '../../coda/pack.ts';
import { packOn } from '../../coda/testing.ts';
import { simple } from '../../operation/input.ts';
import type { Operation } from '../../operation/operation.ts';
import type { Sandbox } from '../../sandbox/index.ts';

type Input = Record<string, unknown>;

const timezone = 'Europe/London';

/** The operation of the pack for these inputs; none for a pass type that there is not. */
function cutFor(operation: Operation, { passType }: Input) {
  const cuts = cutsOf(operation);
  const [only] = cuts;
  return cuts.length > 1 ? cuts.find((cut) => simple(cut.passType) === simple(String(passType ?? ''))) : only;
}

/** What the pack wants and other platforms do not: why it is missing among these inputs. */
export function lacks(operation: Operation, input: Input): string | undefined {
  const cut = cutFor(operation, input);
  if (!cut) return 'a pass type';
  return Object.entries(cut.fields).find(([key, { required, choices }]) => {
    const given = String(input[key] ?? '').trim();
    const whole = operation.fields[key];
    if (given === '') return required === true && whole?.required !== true;
    // A choice that is for other pass types is not among those it offers.
    const offers = (from: typeof choices) => from?.some(({ value }) => value === given);
    return offers(whole?.choices) && !offers(choices);
  })?.[0];
}

/** Runs an operation with the same inputs as on other platforms. */
export const act =
  (sandbox: Sandbox) =>
  async (operation: Operation, input: Input): Promise<Input[]> => {
    const cut = cutFor(operation, input);
    if (!cut) throw new Error('The pack has no such pass type');
    const { passType: _, metaData, ...rest } = input;
    const custom = Object.entries(rest).filter(([key]) => key.startsWith('meta_'));
    const pairs = [
      ...Object.entries(z.record(z.string(), z.unknown()).parse(metaData ?? {})),
      ...custom.map(([key, value]) => [key.slice('meta_'.length), value] as const),
    ].filter(([, value], index, all) => String(value).trim() !== '' || index < all.length - custom.length);
    const values = Object.entries(cut.fields).map(([key, { type }]) => [key, cellOf(type, rest[key])]);
    const answer = await packOn(pack, sandbox, { timezone }).run(cut.formula, {
      ...Object.fromEntries(values),
      ...(pairs.length > 0 && { metaData: pairs.flat() }),
    });
    return z
      .array(answered)
      .parse(Array.isArray(answer) ? answer : [answer])
      .map(bundleOf);
  };

const answered = z.record(z.string(), z.unknown());

/** A value as a cell of Coda has it, by the type that is asked for. */
function cellOf(type: string, value: unknown): unknown {
  if (value === undefined || value === '') return undefined;
  if (type === 'number' || type === 'count') return Number(value);
  if (type === 'boolean') return value === true || value === 'true';
  if (type !== 'dateTime' && type !== 'date') return String(value);
  return DateTime.fromISO(String(value), { zone: timezone }).toJSDate();
}

/** A bundle again: what is left out is not known, and custom fields are pairs. */
function bundleOf({ chip: _, metaData, ...rest }: Input): Input {
  const own = Object.entries(rest).filter(([key]) => !key.startsWith('meta_'));
  return {
    ...Object.fromEntries(own),
    ...(metaData !== undefined && { metaData: JSON.parse(String(metaData)) }),
  };
}
