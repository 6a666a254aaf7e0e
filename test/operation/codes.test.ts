// The codes of what stops a run by itself, which templates and the webhook tell it by.
import * as z from 'zod';
import type { HttpRequest } from '../../operation/ask.ts';
import { limits } from '../../operation/list.ts';
import { run, send } from '../../operation/run.ts';
import { find, halt } from '../../operation/step.ts';
import { input, lookup, operation, rec, runtimeWith } from './thing.ts';

test.each(['.', '..'])('an ID “%s” never becomes a part of an address', async (id) => {
  const { runtime, requests } = runtimeWith();
  const read = { effect: 'reads', method: 'GET', path: '/thing/{id}', params: { id: input.id } } as const;
  const sent = send({ ...read, answer: z.unknown() }, { id }, runtime);
  await expect(sent).rejects.toMatchObject({ name: 'UserMistake', code: 'invalid_id' });
  expect(requests).toEqual([]);
});

test('without the pass type an operation of several is not run', async () => {
  const { runtime, requests } = runtimeWith();
  const plan = { steps: [], result: {} };
  const ofTwo = { ...operation(plan), plans: { thing: plan, other: plan } };
  await expect(run(ofTwo, {}, runtime)).rejects.toMatchObject({ code: 'missing_input' });
  expect(requests).toEqual([]);
});

test('a search that finds nothing in all that it may look through says so, and not that there is nothing', async () => {
  let shown = 0;
  const http = async ({ body }: HttpRequest) => {
    const { filters } = z.object({ filters: z.object({ limit: z.number() }) }).parse(JSON.parse(body ?? ''));
    const others = Array.from({ length: filters.limit }, (_, n) => ({ result: rec({ id: `${shown + n}` }) }));
    shown += filters.limit;
    return { status: 200, body: others.map((line) => JSON.stringify(line)).join('\n') };
  };
  const runtime = { http, pages: 'https://pages', timezone: 'UTC', now: new Date('2026-11-20T09:30:00Z') };
  const found = find('found', lookup, { by: { emailAddress: input.mail }, project: input.project });
  const searched = run(
    operation({ steps: [found], result: {} }, 'search'),
    { mail: 'a@b.c', project: 'P' },
    runtime,
  );
  await expect(searched).rejects.toMatchObject({ code: 'too_many' });
  expect(shown).toBeGreaterThanOrEqual(limits.searched);
});

// A step that stops for a name is run once more with the ID. Where it stops for anything else that could do a thing twice.
test('a step that stops says that a name was wrong only where it is told to', async () => {
  const { runtime } = runtimeWith();
  const stopped = run(operation({ steps: [halt('no', true, 'No.')], result: {} }), {}, runtime);
  await expect(stopped).rejects.toMatchObject({ name: 'Halt', code: 'no', message: 'No.', misnamed: false });
});
