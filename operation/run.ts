// Runs a declaration with any HTTP function: the Zapier app, the redemption page and the tests all come here.
import { PassKitError } from '../passkit/errors.ts';
import { type Http, readList, request } from './ask.ts';
import { type Expr, evaluate, ref, type Scope } from './expression.ts';
import { type CleanInput, cleanInput, UserMistake } from './input.ts';
import { type Dropdown, type Operation, planFor } from './operation.ts';
import { type Call, type CallStep, type Filter, type FindStep, type LookupKey, matches } from './step.ts';

/** What an operation runs in. */
export interface Runtime {
  http: Http;
  /** Where pass pages live. */
  pages: string;
  /** IANA name, for dates without an offset. */
  timezone: string;
  now: Date;
}

/** The operation ended as declared, with a message for the user: nothing failed. */
export class Halt extends Error {
  override name = 'Halt';
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
  const input = cleanInput(operation.fields, raw, runtime.timezone);
  const plan = planFor(operation.plan, input.passType);
  if (!plan) throw new UserMistake('Pass Type is missing. Fill it in.', 'passType');
  const scope = newScope(input, runtime);
  for (const step of plan.steps) {
    if (step.kind === 'halt') {
      if (evaluate(step.when, scope)) throw new Halt(String(evaluate(step.message, scope)));
    } else if (step.when === undefined || evaluate(step.when, scope)) {
      if (step.kind === 'find') scope.result[step.name] = await find(step, scope, runtime.http);
      else await makeCall(step, scope, runtime.http);
    }
  }
  const bundle = (item?: unknown) =>
    Object.fromEntries(
      Object.entries(operation.output).map(([key, { type }]) => [
        key,
        evaluate(plan.result[key], { ...scope, item }) ?? (type === 'keyValues' ? {} : null),
      ]),
    );
  if (!plan.each) return [bundle()];
  const records = scope.result[plan.each.name];
  return Array.isArray(records) ? records.map(bundle) : [];
}

/** The values of a dropdown: page `page` (from 0) of its list. Empty while an input it needs is blank. */
export async function runDropdown(
  dropdown: Dropdown,
  input: CleanInput,
  page: number,
  runtime: Runtime,
): Promise<{ id: string; name: string }[]> {
  const source = planFor(dropdown.source, input.passType);
  if (!source || source.needs.some((key) => !input[key])) return [];
  const scope = newScope(input, runtime);
  const items = await readList(
    source.list,
    { limit: pageSize, offset: page * pageSize },
    scope,
    runtime.http,
  );
  return items.map((item) => ({
    id: String(evaluate(dropdown.id(ref('item')), { ...scope, item })),
    name: String(evaluate(dropdown.name(ref('item')), { ...scope, item }) ?? ''),
  }));
}

/** Sends one declared call outside of an operation, and answers with what PassKit said. */
export const send = <T>(call: Call<T>, input: CleanInput, runtime: Runtime): Promise<T> =>
  request(call, newScope(input, runtime), runtime.http);

/** How many records a list is asked for at a time. */
const pageSize = 100;

/** How many are looked through at most: a Zap step has 30 seconds. */
const mostRecords = 3000;

export const newScope = (input: CleanInput, { now, pages }: Runtime): Scope => ({
  input,
  result: {},
  setting: { now: now.toISOString(), pages },
});

async function makeCall({ name, call, unless }: CallStep, scope: Scope, http: Http): Promise<void> {
  try {
    scope.result[name] = await request(call, scope, http);
  } catch (error) {
    if (!(error instanceof PassKitError)) throw error;
    const keyed = unless && keyFor(unless.found, scope);
    error.safeToRepeat = call.method !== 'POST' || keyed !== undefined;
    if (!keyed || !(error.refused || error.lost)) throw error;
    // Refused, or the answer was lost: the record itself tells whether there is anything left to do.
    const records = await find(unless.found, scope, http).catch(() => {
      throw error;
    });
    const found = { ...scope, result: { ...scope.result, [unless.found.name]: records } };
    if (!evaluate(unless.is, found)) throw error;
    scope.result = found.result;
  }
}

const lookupKeys: readonly LookupKey[] = ['id', 'externalId', 'emailAddress'];

function keyFor({ by }: FindStep, scope: Scope): { key: LookupKey; expr: Expr } | undefined {
  for (const key of lookupKeys) {
    const expr = by[key];
    if (expr && evaluate(expr, scope)) return { key, expr };
  }
  return undefined;
}

async function find(step: FindStep, scope: Scope, http: Http): Promise<unknown[]> {
  const { lookup, project, where } = step;
  const asked = keyFor(step, scope);
  if (where) return findAll(step, where, scope, http);
  if (!asked) return [];
  const { key, expr } = asked;
  if (key === 'emailAddress') {
    return findAll(step, [{ field: lookup.filterField[key], operator: 'eq', value: expr }], scope, http);
  }
  const record = await request(lookup.get(key, expr, project), scope, http).catch(nothingWhen404);
  return record !== undefined && evaluate(matches(step), { ...scope, item: record }) ? [record] : [];
}

/** The records that pass the filters, page by page, up to the limit of the step or of a single page. */
async function findAll(
  step: FindStep,
  filters: readonly Filter[],
  scope: Scope,
  http: Http,
): Promise<unknown[]> {
  const most = step.limit ? Number(evaluate(step.limit, scope)) : pageSize;
  const where = filters.flatMap(({ field, operator, value }) => {
    const wanted = evaluate(value, scope);
    return wanted === undefined ? [] : [{ field, operator, value: String(wanted) }];
  });
  const found: unknown[] = [];
  for (let offset = 0; found.length < most && offset < mostRecords; offset += pageSize) {
    const page = await readList(
      step.lookup.list(step.project),
      { limit: pageSize, offset, where },
      scope,
      http,
    );
    found.push(...page.filter((item) => evaluate(matches(step), { ...scope, item })));
    if (page.length < pageSize) break;
  }
  return found.slice(0, Math.max(0, most));
}

function nothingWhen404(error: unknown): undefined {
  if (error instanceof PassKitError && error.status === 404) return undefined;
  throw error;
}
