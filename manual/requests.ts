// What PassKit is asked by a step, in order: by the runner, which Zapier and Coda use, and by the module of Make.
import * as z from 'zod';
import { plansOf } from '../make/plans.ts';
import { requestsOf } from '../make/requests.ts';
import type { Module } from '../make/resolve.ts';
import { filled, ref, references } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { listsRecords, type Operation, type Plan } from '../operation/operation.ts';
import { type CallStep, type FindStep, findOf, type LookupKey } from '../operation/step.ts';
import { conditionIn } from './conditions.ts';
import type { Source } from './sentences.ts';

/** A request, and when it is sent; always where nothing is said. */
export interface Asked {
  request: string;
  when: string;
}

const any = ref<string>('input', 'any');
const sometimes = 'only where it is needed';

/** When a step is due, in words; empty where it always is. */
const dueWhen = (when: CallStep['when'], source: Source): string => {
  if (when === undefined) return '';
  const said = conditionIn(when, source);
  if (said === undefined) return sometimes;
  return said && `only when ${said}`;
};
const words: Record<LookupKey, string> = {
  id: 'by the PassKit ID',
  externalId: 'by the external ID',
  emailAddress: 'by the e-mail address',
};

/** When a find asks at all: where what it looks for may be blank, only when it is filled in. */
function findDue({ by, when }: FindStep, source: Source): string {
  if (when !== undefined) return dueWhen(when, source);
  const [one, another] = Object.values(by);
  if (!one || another) return '';
  const sure = references(one).some(
    ([root, name = '']) => root === 'input' && source.fields[name]?.required === true,
  );
  const said = sure ? undefined : conditionIn(filled(one), source);
  return said ? `only when ${said}` : '';
}

/** How a find asks: by each key that it may have, or for all that pass its filters. */
function findRequests(step: FindStep, source: Source, onlyWhen: string): Asked[] {
  const { lookup, by, where } = step;
  // Asked for only where it is used: PassKit has no list of some records.
  const list = () => `POST ${lookup.list(any).path}`;
  if (where) return [{ request: list(), when: onlyWhen || findDue(step, source) }];
  const keys = (['id', 'externalId', 'emailAddress'] as const).filter((key) => by[key]);
  return keys.map((key) => {
    const get = key === 'emailAddress' ? undefined : lookup.get(key, any, any);
    const how = keys.length > 1 ? words[key] : '';
    const due = onlyWhen || findDue(step, source);
    return {
      request: get ? `${get.method} ${get.path}` : list(),
      when: [how, due].filter(Boolean).join(', '),
    };
  });
}

const callRequest = ({ call: { method, path }, when }: CallStep, source: Source): Asked => ({
  request: `${method} ${path}`,
  when: dueWhen(when, source),
});

/** What the runner asks: it acts, and looks only when PassKit refuses or its answer is lost. */
export const askedByRunner = ({ steps }: Plan, fields: Fields): Asked[] =>
  steps.flatMap((step) => {
    if (step.kind === 'find') return findRequests(step, { fields, steps }, '');
    if (step.kind !== 'call') return [];
    const look = step.unless
      ? findRequests(
          step.unless.found,
          { fields, steps },
          'only when that was refused, or its answer was lost',
        )
      : [];
    return [callRequest(step, { fields, steps }), ...look];
  });

const sent = z.object({ url: z.string(), method: z.string(), condition: z.string().optional() });

/** The address in an expression of Make: its texts, and the names of what stands between them. */
const pathIn = (url: string): string => {
  const inner = /^\{\{(.*)\}\}$/s.exec(url)?.[1];
  if (inner === undefined) return url;
  return [...inner.matchAll(/"([^"]*)"|encodeURL\((?:[^()]*\.)?(\w+)\)/g)]
    .map(([, text, name]) => text ?? `{${name}}`)
    .join('');
};

/** A request without the names of the parts of its address. */
const bare = (request: string): string => request.replace(/\{\w+\}/g, '{}');

/** Make has no step that only ends a run: a request that asks for nothing does. */
const endsOnly = '/user/profile';

/** The requests of some steps on Make, in order. */
function sentFor(
  plan: Plan,
  steps: Plan['steps'],
  module: Module,
): { request: string; conditional: boolean }[] {
  return requestsOf({ ...plan, steps }, { ...module, several: false }).flatMap((one) => {
    const { data } = sent.safeParse(one);
    if (!data || data.url === endsOnly) return [];
    return [{ request: `${data.method} ${pathIn(data.url)}`, conditional: data.condition !== undefined }];
  });
}

/** By which key a request of a find looks, where there are several. */
function keyOf({ lookup, by }: FindStep, request: string): string {
  const keys = (['id', 'externalId'] as const).filter((key) => by[key]);
  if (keys.length < 2) return '';
  const key = keys.find((one) => bare(`GET ${lookup.get(one, any, any).path}`) === bare(request));
  return key ? words[key] : '';
}

/** When the requests of a step are sent on Make: a call that may not be needed any more looks first. */
function whenOnMake(step: FindStep | CallStep, request: string, last: boolean, source: Source): string {
  if (step.kind === 'find') return [keyOf(step, request), findDue(step, source)].filter(Boolean).join(', ');
  if (!step.unless || step.unless.found.optional) return dueWhen(step.when, source);
  if (last) return 'only when it is not done yet';
  return [keyOf(step.unless.found, request), 'to see whether it is done already'].filter(Boolean).join(', ');
}

/** A look on Make asks for nothing where what it looks for is blank. */
function whenNamed(step: FindStep | CallStep, source: Source): string {
  const look = findOf(step);
  const [one] = Object.values(look?.by ?? {});
  const said = one && conditionIn(filled(one), source);
  return said ? `only when ${said}` : sometimes;
}

/** What the module of Make asks for each pass type: it looks first. */
export function askedByMake(operation: Operation): Record<string, Asked[]> {
  const { fields } = operation;
  const lists = listsRecords(operation);
  return Object.fromEntries(
    plansOf(operation).map(({ plan, module }) => {
      const steps = lists ? plan.steps.slice(0, -1) : plan.steps;
      const source = { fields, steps: plan.steps };
      // Some requests depend on the steps before: those of a step are what it adds to theirs.
      const before = steps.flatMap((step, index) => {
        if (step.kind !== 'find' && step.kind !== 'call') return [];
        const own = sentFor(plan, steps.slice(0, index + 1), module).slice(
          sentFor(plan, steps.slice(0, index), module).length,
        );
        return own.map(({ request, conditional }, at) => ({
          request,
          when: conditional
            ? whenOnMake(step, request, at === own.length - 1, source) || whenNamed(step, source)
            : '',
        }));
      });
      const all = [...before, ...(lists && plan.each ? lastOnMake(plan.each, source) : [])];
      return [module.passType, named(all, askedByRunner(plan, fields))];
    }),
  );
}

/** The requests with the names that PassKit's API has for the parts of an address. */
function named(asked: readonly Asked[], known: readonly Asked[]): Asked[] {
  return asked.map(({ request, when }) => ({
    request: known.find((one) => bare(one.request) === bare(request))?.request ?? request,
    when,
  }));
}

/** A search ends with one request: the record by its ID, or the list with a filter. */
function lastOnMake({ lookup, by, where, when }: FindStep, source: Source): Asked[] {
  const due = dueWhen(when, source);
  const list = { request: `POST ${lookup.list(any).path}`, when: due };
  if (where || !by.id) return [list];
  const { method, path } = lookup.get('id', any, any);
  return [
    { request: `${method} ${path}`, when: words.id },
    { ...list, when: 'by any other key' },
  ];
}
