// From the steps of a declaration to the requests of a Make module, run one after the other.
import * as z from 'zod';
import { all, any, type Condition, filled, not, ref } from '../operation/expression.ts';
import { fieldFilter, listRequest } from '../operation/list.ts';
import type { Plan } from '../operation/operation.ts';
import { type CallStep, type FindStep, type ValueStep, value as valueStep } from '../operation/step.ts';
import { asJson, CannotCompile, compiling, imlOf, withMade } from './compile.ts';
import { blocksOf, jsonAlone, jsonOf, nothingHoisted } from './data.ts';
import { errorsUnlessRepeatable, printed, saidInJson, saidInLines } from './errors.ts';
import { decided, fieldOf, keysOf, type Looking, matching } from './find.ts';
import * as iml from './iml.ts';
import { fromList, records, textType, wholeList } from './listed.ts';
import { readOne } from './readOne.ts';
import { conditional, haltRequest, type Request, told, urlOf } from './request.ts';
import { inTemp, type Module, resolverIn, tempOf } from './resolve.ts';
import { whetherOneIs } from './whether.ts';

/** The requests of a plan, without its result. Throws CannotCompile for what Make would ignore. */
export function requestsOf(plan: Plan, module: Module): Request[] {
  return plan.steps.flatMap((step, index) =>
    compiling(`${module.passType}, ${step.kind === 'halt' ? `halt ${step.code}` : step.name}`, () => {
      switch (step.kind) {
        case 'find':
          return findRequests(step, step.when ?? true, module);
        case 'halt':
          return haltRequest(step, module);
        case 'value':
          return valueSteps(step, module);
        case 'call':
          return callRequests(step, plan.steps.slice(0, index), module);
      }
    }),
  );
}

/** A value with a name: a member of `temp`, after what it needs itself. */
function valueSteps({ name, value }: ValueStep, module: Module): Request[] {
  const hoisted = nothingHoisted(module);
  const json = jsonOf(value, resolverIn(module), hoisted) ?? null;
  if (typeof json === 'string') module.known?.set(json, tempOf(module, name));
  return [...blocksOf(hoisted).map((temp) => ({ temp })), { temp: inTemp(module, name, json) }];
}

/** Whether the whole step may be sent again when the answer of a call is lost. */
function mayRepeat({ call, unless, repeatable }: CallStep): Condition {
  if (repeatable !== undefined) return repeatable;
  if (call.effect !== 'adds') return true;
  return unless && !unless.found.optional
    ? any(...keysOf(unless.found).map((key) => filled(unless.found.by[key])))
    : false;
}

/** PassKit says `{}` when a record is gone. Silence, or an error in its place, is not that. */
const saidSo = `contains(body, "{") & !contains(body, '"error"')`;

/** What PassKit must have answered: silence, a page of a gateway or an error in its place is an answer that got lost. */
function answered({ method, answer }: CallStep['call'], module: Module): string {
  if (method === 'DELETE') return saidSo;
  const whole = answer instanceof z.ZodLazy ? answer.unwrap() : answer;
  const shape = whole instanceof z.ZodObject ? Object.entries(whole.shape) : [];
  const needed = shape.filter(([, part]) => !z.safeParse(part, undefined).success).map(([key]) => key);
  const said = [...needed.map((key) => filled(ref('item', key))), not(filled(ref('item', 'error')))];
  return imlOf(all(filled(ref('item')), ...said), resolverIn(module, 'body')).text;
}

function callRequests(step: CallStep, before: Plan['steps'], module: Module): Request[] {
  const { name, call, when = true, missing } = step;
  const unless = step.unless?.found.optional ? undefined : step.unless;
  const resolve = resolverIn(module);
  // Make cannot go on after a refusal, so it looks first.
  const looks = unless ? lookRequests(unless.found, when, before, module) : [];
  const hoisted = nothingHoisted(module);
  const body = jsonOf(call.body, resolve, hoisted);
  const qs = jsonOf(call.query, resolve, hoisted);
  const blocks = blocksOf(hoisted);
  const own = blocks.pop();
  const removes = call.method === 'DELETE';
  const safe = imlOf(call.effect === 'reads' ? true : mayRepeat(step), resolve);
  const request = {
    url: asJson(urlOf(call, resolve)) ?? '',
    method: call.method,
    ...(qs !== undefined && { qs }),
    ...(own && { temp: own }),
    ...(call.method !== 'GET' && { body: body ?? {} }),
    response: {
      ...(removes && { type: textType }),
      valid: {
        condition: `{{${answered(call, module)}}}`,
        ...printed(removes ? saidInLines(safe) : saidInJson(safe)),
      },
      ...errorsUnlessRepeatable(safe, missing && told(missing, module)),
      temp: inTemp(module, name, removes ? { done: true } : '{{body}}'),
    },
  };
  const needed = all(when, unless ? not(unless.is) : true);
  return [
    ...looks,
    ...blocks.map((temp) => ({ temp })),
    ...conditional(module, imlOf(needed, resolve), request),
  ];
}

/** Looks first, unless it is known already: what was found stays true while nothing was asked to change. */
function lookRequests(found: FindStep, when: Condition, before: Plan['steps'], module: Module): Request[] {
  const { again } = found;
  if (!again) return findRequests(found, when, module);
  const since = before.slice(
    before.findIndex((step) => step.kind === 'find' && step.name === again.name) + 1,
  );
  const changes = [
    ...(again.when === undefined ? [] : [not(again.when)]),
    ...since.flatMap((step) => (step.kind === 'call' ? [filled(step.result)] : [])),
  ];
  const known = tempOf(module, again.name);
  if (changes.length === 0) return [{ temp: inTemp(module, found.name, `{{${known.text}}}`) }];
  return findRequests(found, all(when, any(...changes)), module, known);
}

/** `otherwise` is what is known where nothing is asked. */
function findRequests(step: FindStep, when: Condition, module: Module, otherwise = iml.missing): Request[] {
  if (step.optional) return [];
  const { name, lookup, project, where, limit, among, sparse } = step;
  const isAmong = among && !step.missing;
  if (sparse || (!isAmong && (where || limit || among)))
    throw new CannotCompile('Make finds one record in an action: no where, no limit, no among, no sparse');
  if (step.missing) {
    if (otherwise.known) return readOne(step, when, module);
    const due = valueStep(`${name}Due`, all(when));
    return [
      { temp: inTemp(module, name, `{{${otherwise.text}}}`) },
      ...valueSteps(due, module),
      ...readOne(step, due.result, module),
    ];
  }
  if (among) return whetherOneIs(step, among, when, module, otherwise);
  const [only, another] = keysOf(step);
  if (another || only === 'emailAddress')
    throw new CannotCompile(
      'Make finds what may be missing by one key in an action, and by no e-mail address',
    );
  const resolve = resolverIn(module);
  const found = tempOf(module, `${name}Found`);
  const looking: Looking = { passType: module.passType, step, resolve: resolverIn(module, found.text) };
  const { key, value } = decided(looking);
  const field = fieldOf([looking], key);
  const request = listRequest(lookup.list(project), {
    limit: 1,
    offset: 0,
    fieldFilters: [fieldFilter(ref('made', 'field'), 'eq', ref('made', 'value'))],
  });
  const asked = iml.all(imlOf(when, resolve), iml.filled(value));
  const checked = iml.choose(matching([looking], { key, value, field }, imlOf(project, resolve)), found);
  const kept = otherwise.known ? checked : iml.choose(imlOf(when, resolve), checked, otherwise);
  return [
    ...conditional(module, asked, {
      url: asJson(urlOf(request, resolve)) ?? '',
      method: request.method,
      body: jsonAlone(request.body, withMade({ field, value }, resolve)) ?? {},
      response: {
        type: textType,
        valid: wholeList,
        temp: inTemp(module, `${name}Found`, fromList(`first(${records})`)),
      },
    }),
    { temp: inTemp(module, name, `{{${kept.text}}}`) },
  ];
}
