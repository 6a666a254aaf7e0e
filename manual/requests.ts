// What PassKit is asked by a step, in order: by the runner, which Zapier and Coda use, and by the module of Make.
import * as z from 'zod';
import { plansOf } from '../make/plans.ts';
import { requestsOf } from '../make/requests.ts';
import { ref } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { listsRecords, type Operation, type Plan } from '../operation/operation.ts';
import type { CallStep, FindStep, LookupKey } from '../operation/step.ts';
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
  const said = conditionIn(when === true ? undefined : when, source);
  return said ? `only when ${said}` : sometimes;
};
const words: Record<LookupKey, string> = {
  id: 'by the PassKit ID',
  externalId: 'by the external ID',
  emailAddress: 'by the e-mail address',
};

/** How a find asks: by each key that it may have, or for all that pass its filters. */
function findRequests({ lookup, by, where, when }: FindStep, source: Source, onlyWhen: string): Asked[] {
  // Asked for only where it is used: PassKit has no list of some records.
  const list = () => `POST ${lookup.list(any).path}`;
  if (where) return [{ request: list(), when: onlyWhen }];
  const keys = (['id', 'externalId', 'emailAddress'] as const).filter((key) => by[key]);
  return keys.map((key) => {
    const get = key === 'emailAddress' ? undefined : lookup.get(key, any, any);
    const how = keys.length > 1 ? words[key] : '';
    const due = onlyWhen || dueWhen(when, source);
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

/** Make has no step that only ends a run: a request that asks for nothing does. */
const endsOnly = '/user/profile';

/** What the module of Make asks for each pass type: it looks first. */
export function askedByMake(operation: Operation): Record<string, Asked[]> {
  const lists = listsRecords(operation);
  return Object.fromEntries(
    plansOf(operation).map(({ plan, module }) => {
      const steps = lists ? plan.steps.slice(0, -1) : plan.steps;
      const before = requestsOf({ ...plan, steps }, { ...module, several: false }).flatMap(
        (request): Asked[] => {
          const { data } = sent.safeParse(request);
          if (!data || data.url === endsOnly) return [];
          return [{ request: `${data.method} ${pathIn(data.url)}`, when: data.condition ? sometimes : '' }];
        },
      );
      const all = [...before, ...(lists && plan.each ? lastOnMake(plan.each) : [])];
      return [module.passType, named(all, askedByRunner(plan, operation.fields))];
    }),
  );
}

/** The requests with the names that PassKit's API has for the parts of an address. */
function named(asked: readonly Asked[], known: readonly Asked[]): Asked[] {
  const bare = (request: string) => request.replace(/\{\w+\}/g, '{}');
  return asked.map(({ request, when }) => ({
    request: known.find((one) => bare(one.request) === bare(request))?.request ?? request,
    when,
  }));
}

/** A search ends with one request: the record by its ID, or the list with a filter. */
function lastOnMake({ lookup, by, where, when }: FindStep): Asked[] {
  const due = when === undefined ? '' : sometimes;
  const list = { request: `POST ${lookup.list(any).path}`, when: due };
  if (where || !by.id) return [list];
  const { method, path } = lookup.get('id', any, any);
  return [
    { request: `${method} ${path}`, when: words.id },
    { ...list, when: 'by any other key' },
  ];
}
