// A thing that PassKit could have, with its look-ups, and a PassKit that gives the answers it is told: for tests of the runner.
import * as z from 'zod';
import type { Http, HttpRequest } from '../../operation/ask.ts';
import { ref } from '../../operation/expression.ts';
import type { Fields } from '../../operation/field.ts';
import type { Operation, Plan } from '../../operation/operation.ts';
import type { Runtime } from '../../operation/run.ts';
import type { Lookup } from '../../operation/step.ts';
import { PassKitError } from '../../passkit/errors.ts';

export type Answer = { status: number; body: string; retryAfter?: number } | Error;

export const ok = (body: unknown): Answer => ({
  status: 200,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
export const fails = (status: number, error = `refused ${status}`): Answer => ({
  status,
  body: JSON.stringify({ error }),
});
export const lost = new PassKitError('no answer came');

/** A runtime in which PassKit gives these answers, in order, and what it was asked. */
export function runtimeWith(...answers: Answer[]): { runtime: Runtime; requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const http: Http = async (request) => {
    requests.push(request);
    const answer = answers[requests.length - 1];
    if (!answer) throw new Error(`a request too many: ${request.method} ${request.path}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    requests,
    runtime: { http, pages: 'https://pages', timezone: 'UTC', now: new Date('2026-11-20T09:30:00Z') },
  };
}

export async function failure(promise: Promise<unknown>): Promise<PassKitError> {
  const error: unknown = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  );
  if (error instanceof PassKitError) return error;
  throw error;
}

export const record = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string(),
  mail: z.string().optional(),
});
export type Rec = z.output<typeof record>;
export const rec = (changes: Partial<Rec> = {}): Rec => ({
  id: 'r1',
  key: 'row-1',
  project: 'P',
  ...changes,
});

export const lookup: Lookup<Rec> = {
  get: (key, value, project) =>
    key === 'id'
      ? { effect: 'reads', method: 'GET', path: '/thing/{id}', params: { id: value }, answer: record }
      : {
          effect: 'reads',
          method: 'GET',
          path: '/thing/{project}/{key}',
          params: { project, key: value },
          answer: record,
        },
  list: (project) => ({ path: '/things/{project}', params: { project }, filters: 'nested', item: record }),
  filterField: { id: 'id', externalId: 'key', emailAddress: 'person.mail' },
  valueIn: (found) => ({
    id: found.id,
    externalId: found.key,
    emailAddress: found.mail,
    project: found.project,
  }),
};

const fields: Fields = Object.fromEntries(
  ['id', 'key', 'project', 'mail', 'note'].map((key) => [key, { type: 'text', label: key }]),
);
export const input = ref<Record<'id' | 'key' | 'project' | 'mail' | 'note', string>>('input');
export const operation = (plan: Plan, kind: Operation['kind'] = 'create'): Operation => ({
  kind,
  key: 'do_thing',
  noun: 'Thing',
  label: 'Do Thing',
  description: 'Does a thing.',
  group: 'Passes',
  fields,
  plans: { thing: plan },
  output: { id: { label: 'ID', type: 'text' }, note: { label: 'Note', type: 'text' } },
  sample: {},
});
