// A program, tier, campaign, offer, production or ticket type by its name, where a row says "Gold" and not an ID. An ID costs
// nothing more: only when PassKit has found nothing, or refused, is a value that may be a name looked up in its list.
import { type CleanInput, cleanInput, oneOf, UserMistake } from '../operation/input.ts';
import { limits } from '../operation/list.ts';
import type { Dropdown, Operation } from '../operation/operation.ts';
import { Halt, type ResultBundle, type Runtime, run, runDropdown } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { dropdownOf } from './dropdowns.ts';

/** Runs an operation on raw inputs as `run` does, and once more with IDs where names were given. */
export async function runByName(
  operation: Operation,
  raw: Record<string, unknown>,
  runtime: Runtime,
): Promise<ResultBundle[]> {
  const first = await run(operation, raw, runtime).catch((error: unknown) => {
    if (foundNothing(error)) return error;
    throw error;
  });
  if (Array.isArray(first) && first.length > 0) return first;
  const ids = await idsOfNames(operation, raw, runtime).catch((mistake: unknown) => {
    throw mistake instanceof UserMistake ? alsoSaying(first, mistake) : mistake;
  });
  if (ids) return run(operation, { ...raw, ...ids }, runtime);
  if (Array.isArray(first)) return first;
  throw first;
}

/** What went wrong, of the same class as before, with what is wrong about a name. */
function alsoSaying(first: unknown, mistake: UserMistake): unknown {
  if (first instanceof Halt) return new Halt(first.code, `${mistake.message} ${first.message}`);
  if (!(first instanceof PassKitError)) return mistake;
  const error = new PassKitError(`${first.message}. ${mistake.message.replace(/\.$/, '')}`, first.status);
  error.partly = first.partly;
  return error;
}

/**
 * Whether PassKit said that something it was told to use is not there or not right. What was done before that comes to the
 * same when the run is made once more.
 */
const foundNothing = (error: unknown) =>
  error instanceof Halt ? error.misnamed : error instanceof PassKitError && error.refused;

/** The IDs of what was named, by key; undefined when nothing was. Throws UserMistake where a name is not one thing's. */
async function idsOfNames(operation: Operation, raw: Record<string, unknown>, runtime: Runtime) {
  const input = cleanInput(operation.fields, raw, runtime.timezone);
  const ids: Record<string, string> = {};
  for (const [key, field] of Object.entries(operation.fields)) {
    const list = dropdownOf(field.dropdown);
    const given = input[key];
    if (!list?.byName || typeof given !== 'string' || new RegExp(list.byName.ids).test(given)) continue;
    const items = await itemsOf(list, { ...input, ...ids }, runtime).catch(() => undefined);
    if (!items || items.some(({ id }) => id === given)) continue;
    const named = items.filter(({ name }) => name === given);
    const [only] = named;
    if (!only || named.length > 1)
      throw new UserMistake(
        notOne(field.label, given, named.length > 1 ? named : items, named.length),
        key,
        'no_such_name',
      );
    ids[key] = only.id;
  }
  return Object.keys(ids).length > 0 ? ids : undefined;
}

async function itemsOf(list: Dropdown, input: CleanInput, runtime: Runtime) {
  const items: { id: string; name: string }[] = [];
  for (let page = 0; page < limits.polledPages; page++) {
    const more = await runDropdown(list, input, page, runtime);
    items.push(...more);
    if (more.length < limits.page) break;
  }
  return items;
}

function notOne(
  label: string,
  given: string,
  items: { id: string; name: string }[],
  matches: number,
): string {
  const shown = items.slice(0, 20).map(({ id, name }) => (matches > 1 ? `${name} (${id})` : `“${name}”`));
  const all = `${shown.join(', ')}${items.length > shown.length ? ' …' : ''}`;
  const what = label.toLowerCase();
  if (matches > 1)
    return `There are several of the name “${given}”. Use the ID of the ${what} instead: ${all}.`;
  return items.length > 0
    ? `There is no ${what} “${given}”. ${oneOf}${all}.`
    : `There is no ${what} “${given}”, and none to choose from. Check the fields before it.`;
}
