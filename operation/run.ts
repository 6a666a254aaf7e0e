// Runs a declaration with any HTTP function: the Zapier app, the redemption page and the tests all come here.
import { PassKitError } from '../passkit/errors.ts';
import { problemCode } from '../passkit/problems.ts';
import { type Http, readList, request } from './ask.ts';
import { type Expr, evaluate, ref, type Scope } from './expression.ts';
import { type CleanInput, cleanInput, UserMistake } from './input.ts';
import { fieldFilter, limits, operatorOf, searchedThrough } from './list.ts';
import {
  type Bundle,
  type Dropdown,
  forType,
  type Operation,
  type OutputField,
  planFor,
} from './operation.ts';
import {
  type Call,
  type CallStep,
  type FindStep,
  type LookupKey,
  lookupKeys,
  lostOf,
  matches,
} from './step.ts';

/** What an operation runs in. */
export interface Runtime {
  http: Http;
  /** Where pass pages live. */
  pages: string;
  /** IANA name, for dates without an offset. */
  timezone: string;
  now: Date;
}

/**
 * The operation ended as declared, with a message for the user: nothing failed. `code` tells the reason to machines;
 * `misnamed` is whether what the user named is not there, or elsewhere.
 */
export class Halt extends Error {
  override name = 'Halt';
  readonly code: string;
  readonly misnamed: boolean;

  constructor(code: string, message: string, misnamed = false) {
    super(message);
    this.code = code;
    this.misnamed = misnamed;
  }
}

export type ResultBundle = Record<string, unknown>;

/**
 * Runs an operation on raw inputs: a create answers with one bundle, a search with one for each record found.
 * Every bundle has all of the operation's output keys; what is not known is null.
 * Throws UserMistake (before any request), Halt, or PassKitError.
 */
export async function run(
  operation: Operation,
  raw: Record<string, unknown>,
  runtime: Runtime,
): Promise<ResultBundle[]> {
  const input = cleanInput(operation.fields, raw, runtime.timezone, runtime.now);
  const plan = planFor(operation, input.passType);
  if (!plan) throw new UserMistake('Pass Type is missing. Fill it in.', 'passType', 'missing_input');
  const scope = newScope(input, runtime);
  let changed = false;
  for (const step of plan.steps) {
    if (step.kind === 'value') scope.result[step.name] = evaluate(step.value, scope);
    else if (step.kind === 'halt') {
      if (evaluate(step.when, scope)) {
        const message = String(evaluate(step.message, scope));
        throw new Halt(step.code, message, step.misnamed);
      }
    } else if (step.when === undefined || evaluate(step.when, scope)) {
      const found = await ask(step, scope, runtime.http).catch((error: unknown) => {
        if (error instanceof PassKitError) error.partly = changed;
        throw error;
      });
      if (!found && step.missing) {
        if (operation.kind === 'search') return [];
        toldMissing(step.missing, scope);
      }
      changed ||= step.kind === 'call' && step.call.effect !== 'reads';
    }
  }
  if (!plan.each) return [bundleOf(plan.result, operation.output, scope)];
  const records = scope.result[plan.each.name];
  if (!Array.isArray(records)) return [];
  return records.map((item) => bundleOf(plan.result, operation.output, { ...scope, item }));
}

/** Every output key with its value in the scope; what is not known is null. */
export const bundleOf = (bundle: Bundle, output: Record<string, OutputField>, scope: Scope): ResultBundle =>
  Object.fromEntries(
    Object.entries(output).map(([key, { type }]) => [
      key,
      evaluate(bundle[key], scope) ?? (type === 'keyValues' ? {} : null),
    ]),
  );

/** The values of a dropdown: page `page` (from 0) of its list. Empty while an input it needs is blank. */
export async function runDropdown(
  dropdown: Dropdown,
  input: CleanInput,
  page: number,
  runtime: Runtime,
): Promise<{ id: string; name: string }[]> {
  const source = forType(dropdown.sources, input.passType);
  if (!source || source.needs.some((key) => !input[key])) return [];
  const scope = newScope(input, runtime);
  const part = { limit: limits.page, offset: page * limits.page };
  const items = await readList(source.list, part, scope, runtime.http);
  return items.map((item) => ({
    id: String(evaluate(dropdown.id(ref('item')), { ...scope, item })),
    name: String(evaluate(dropdown.name(ref('item')), { ...scope, item }) ?? ''),
  }));
}

/** Sends one declared call outside of an operation, and answers with what PassKit said. */
export const send = <T>(call: Call<T>, input: CleanInput, runtime: Runtime): Promise<T> =>
  request(call, newScope(input, runtime), runtime.http);

export const newScope = (input: CleanInput, { now, pages, timezone }: Runtime): Scope => ({
  input,
  result: {},
  setting: { now: now.toISOString(), pages, zone: timezone },
});

/** Whether PassKit had what was asked for. */
async function ask(step: FindStep | CallStep, scope: Scope, http: Http): Promise<boolean> {
  if (step.kind === 'call') return makeCall(step, scope, http);
  const found = await find(step, scope, http);
  scope.result[step.name] = found;
  return found.length > 0;
}

/** A record that is not there ends the run. */
function toldMissing({ code, message }: NonNullable<FindStep['missing']>, scope: Scope): never {
  throw new Halt(code, String(evaluate(message, scope)), true);
}

async function makeCall(step: CallStep, scope: Scope, http: Http): Promise<boolean> {
  const { name, call, unless } = step;
  try {
    scope.result[name] = await request(call, scope, http);
  } catch (error) {
    if (!(error instanceof PassKitError)) throw error;
    if (step.missing && problemCode(error) === 'not_found') return false;
    const look = unless && keyFor(unless.found, scope) ? unless : undefined;
    const { repeatable = call.effect !== 'adds' || look !== undefined } = step;
    error.safeToRepeat = error.refused || evaluate(repeatable, scope) === true;
    if (!look || !(error.refused || error.lost)) throw error;
    // Refused, or the answer was lost: the record itself tells whether there is anything left to do.
    const records = await find(look.found, scope, http).catch((failure: unknown) => {
      throw graver(error, failure);
    });
    if (records.length === 0 && look.found.missing) {
      if (error.refused) toldMissing(look.found.missing, scope);
      // After a lost answer it is not known whether the record was there when it was asked for.
      throw error;
    }
    const found = { ...scope, result: { ...scope.result, [look.found.name]: records } };
    if (!evaluate(look.is, found)) throw error;
    scope.result = { ...found.result, [lostOf(name)]: error.lost };
  }
  return true;
}

/**
 * Of a call that failed and the look that failed after it, what the user is told. A look that only needs time, or a new
 * connection, or that the whole run was stopped in, tells that nothing is settled yet; what must not be sent again stays what it is.
 */
const graver = (error: PassKitError, failure: unknown): unknown =>
  error.safeToRepeat && !(failure instanceof PassKitError && failure.refused) ? failure : error;

function keyFor({ by }: FindStep, scope: Scope): { key: LookupKey; expr: Expr<string> } | undefined {
  for (const key of lookupKeys) {
    const expr = by[key];
    if (expr && evaluate(expr, scope)) return { key, expr };
  }
  return undefined;
}

async function find(step: FindStep, scope: Scope, http: Http): Promise<unknown[]> {
  const { lookup, project, where, by } = step;
  const asked = keyFor(step, scope);
  if (!asked && Object.keys(by).length > 0) return [];
  if (where) {
    // A filter whose value is blank does not count.
    const given = where.filter(({ value }) => evaluate(value, scope) !== undefined);
    return findAll(
      step,
      given.length > 0 ? given.map((one) => fieldFilter(one.field, one.operator, one.value)) : undefined,
      scope,
      http,
    );
  }
  if (!asked) return [];
  const { key, expr } = asked;
  if (key === 'emailAddress')
    return findAll(step, [fieldFilter(lookup.filterField[key], operatorOf(key), expr)], scope, http);
  const record = await request(lookup.get(key, expr, project), scope, http).catch(nothingWhen404);
  return record !== undefined && evaluate(matches(step), { ...scope, item: record }) ? [record] : [];
}

/** How many pages are asked for at the same time, once the first one was full. */
const atOnce = 4;

/** The records that pass the filters, page by page, up to the limit of the step or of a single page. */
async function findAll(
  step: FindStep,
  fieldFilters: Parameters<typeof readList>[1]['fieldFilters'],
  scope: Scope,
  http: Http,
): Promise<unknown[]> {
  const most = step.limit ? Number(evaluate(step.limit, scope)) : limits.page;
  const list = step.lookup.list(step.project);
  const check = matches(step);
  const found: unknown[] = [];
  const first = step.sparse ? limits.searchPage : Math.max(1, Math.min(most, limits.searchPage));
  let [limit, pages]: [number, number] = [first, 1];
  for (let offset = 0; found.length < most; ) {
    if (offset >= limits.searched)
      throw new UserMistake(searchedThrough(limits.searched), undefined, 'too_many');
    const part = { limit, fieldFilters };
    const read = await Promise.all(
      Array.from({ length: pages }, (_, page) =>
        readList(list, { ...part, offset: offset + page * part.limit }, scope, http),
      ),
    );
    found.push(...read.flat().filter((item) => evaluate(check, { ...scope, item })));
    if (read.some((page) => page.length < limit)) break;
    offset += pages * limit;
    // What was not found in as many as were wanted may be far down the list.
    const left = Math.ceil((most - found.length) / limits.searchPage);
    [limit, pages] = [limits.searchPage, Math.min(atOnce, left)];
  }
  return found.slice(0, Math.max(0, most));
}

function nothingWhen404(error: unknown): undefined {
  if (error instanceof PassKitError && problemCode(error) === 'not_found') return undefined;
  throw error;
}
