// Protects what triggers tell: a delivery that is about what was subscribed to and no other, and all that is new in a list.
import * as z from 'zod';
import { equal, filled, not, ref, text } from '../../operation/expression.ts';
import type { Runtime } from '../../operation/run.ts';
import { readDelivery, readNewest } from '../../operation/runTrigger.ts';
import { value } from '../../operation/step.ts';
import type { DeliveryReading } from '../../operation/trigger.ts';
import { input, lookup, operation, runtimeWith } from './thing.ts';

describe('a delivery', () => {
  const item = (key: string) => ref<string>('item', key);
  const reading: DeliveryReading = {
    told: item('event'),
    event: item('event'),
    passType: item('type'),
    project: item('project'),
    values: [[value('v', text`${item('id')}!`)], []],
    bundle: { id: ref('result', 'v'), note: ref('item', 'listened', '0') },
  };
  const { output } = operation({ steps: [], result: {} });
  const wanted = { events: ['a', 'b'], passType: 'coupon', project: 'P' };
  const read = (body: unknown) => readDelivery(reading, wanted, body, output, runtimeWith().runtime);
  const told = { id: 'r1', event: 'b', type: 'coupon', project: 'P' };

  test.each<[string, object]>([
    ['with all it is about', told],
    ['without its project', { ...told, project: undefined }],
    ['without its pass type', { ...told, type: undefined }],
    ['with empty text for its project and pass type', { ...told, project: '', type: '' }],
    ['with null for its project and pass type', { ...told, project: null, type: null }],
  ])('%s is handed on', (_name, body) => {
    expect(read(body)).toEqual([{ id: 'r1!', note: 'a' }]);
  });

  test.each<[string, unknown]>([
    ['another event', { ...told, event: 'c' }],
    ['no event', { ...told, event: undefined }],
    ['another project', { ...told, project: 'Q' }],
    ['another pass type', { ...told, type: 'membership' }],
    ['nothing', null],
  ])('of %s is none', (_name, body) => {
    expect(read(body)).toEqual([]);
  });
});

describe('the newest of a list', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const list = { ...lookup.list(input.project), item: z.looseObject({ id: z.string() }) };
  const { output } = operation({ steps: [], result: {} });
  const watched = { list, bundle: { id: ref('item', 'id') }, name: text`x` };
  /** Asks for the newest where every page is full and ends with a record of so many milliseconds ago. */
  const pagesAsked = async (
    ago: number | undefined,
    more: Partial<Parameters<typeof readNewest>[0]> = {},
    most?: number,
  ) => {
    const asked: number[][] = [];
    const created = ago === undefined ? undefined : new Date(now.getTime() - ago).toISOString();
    const http: Runtime['http'] = async ({ body }) => {
      const { limit, offset } = JSON.parse(body ?? '').filters;
      asked.push([offset, limit]);
      const line = (_: unknown, n: number) => JSON.stringify({ result: { id: `r${offset + n}`, created } });
      return { status: 200, body: Array.from({ length: limit }, line).join('\n') };
    };
    const runtime = { http, pages: '', timezone: 'UTC', now };
    const found = await readNewest(
      { ...watched, ...more },
      'created',
      output,
      { project: 'P' },
      runtime,
      most,
    );
    return { asked, found: found.length };
  };
  const hour = 3_600_000;

  test.each([
    ['an hour ago: one page', hour, 1],
    ['less than an hour ago: all there may be', hour - 1, 10],
    ['now: all there may be', 0, 10],
    ['at a time that is not told: one page', undefined, 1],
  ])('that ends %s', async (_name, ago, count) => {
    const { asked, found } = await pagesAsked(ago);
    expect(asked).toEqual(Array.from({ length: count }, (_, page) => [page * 100, 100]));
    expect(found).toBe(count * 100);
  });

  test('is asked for in the largest pages where not all of it is wanted', async () => {
    const none = { keep: not(filled(ref<string>('item', 'id'))) };
    expect(await pagesAsked(hour, none)).toEqual({ asked: [[0, 1000]], found: 0 });
    expect((await pagesAsked(hour, { keep: equal(ref<string>('item', 'id'), 'r7') })).found).toBe(1);
  });

  test('is asked for once where only so many are wanted', async () => {
    expect(await pagesAsked(0, {}, 3)).toEqual({ asked: [[0, 3]], found: 3 });
  });
});
