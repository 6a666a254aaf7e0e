// What Make would ignore or mix up is refused while compiling: names in `temp`, inputs, searches, triggers, dropdowns.
import { moduleOf } from '../../make/modules.ts';
import { polling } from '../../make/polling.ts';
import { dropdownRpc } from '../../make/rpcs.ts';
import { orElse, ref, toJson } from '../../operation/expression.ts';
import type { Field, Fields } from '../../operation/field.ts';
import { call, type FindStep, find, type Step, value } from '../../operation/step.ts';
import type { PollingTrigger } from '../../operation/trigger.ts';
import { coupon } from '../../passes/coupon.ts';
import { membership } from '../../passes/membership.ts';
import { idAnswer } from '../../passkit/objects.ts';
import { pollingTriggers } from '../../triggers/index.ts';
import { byExternalId, fields, input, sets, thing } from './thing.ts';

const date: Field = { type: 'date', label: 'Date' };
const sent = (body: Parameters<typeof toJson>[0]) => [call('sent', { ...sets, body })];

test.each<[string, Step[], string]>([
  [
    'two objects under one key of a body',
    sent({ from: { address: { street: input.day } }, to: { address: { street: input.externalId } } }),
    'do_thing: coupon, sent: two things are named address in temp',
  ],
  [
    'two texts of JSON in a body',
    sent({ a: toJson({ b: input.day }), c: toJson({ d: input.externalId }) }),
    'do_thing: coupon, sent: two things are named json in temp',
  ],
  [
    'an object under the key of an input',
    sent({ day: { of: input.day } }),
    'do_thing: coupon, sent: two things are named day in temp',
  ],
  [
    'a step named bundle',
    [value('bundle', input.day)],
    'do_thing: coupon: two things are named bundle in temp',
  ],
  [
    'a step named like a part of another',
    [find('one', coupon.lookup, byExternalId), value('oneFound', input.day)],
    'do_thing: coupon: two things are named oneFound in temp',
  ],
])('%s', (_name, steps, message) => {
  expect(() => moduleOf(thing({ steps }))).toThrow(message);
});

const found = find('found', coupon.lookup, byExternalId);

test.each<[string, Fields, string]>([
  ['named like its pass type', { coupon: date }, 'do_thing: two things are named coupon in temp'],
  ['named like what a search keeps', { value: date }, 'do_thing: two things are named value in temp'],
  [
    'of pairs that are no custom fields',
    { pairs: { type: 'keyValues', label: 'Pairs' } },
    'do_thing: pairs: Make takes pairs as metaData alone',
  ],
  [
    'to choose from nothing',
    { method: { type: 'choice', label: 'Method' } },
    'do_thing: method: a choice among nothing',
  ],
])('an input %s', (_name, more, message) => {
  const search = thing({ steps: [found], each: found }, 'search', { fields: { ...fields, ...more } });
  expect(() => moduleOf(search)).toThrow(message);
});

const searching = (each: FindStep) => moduleOf(thing({ steps: [each], each }, 'search'));

test.each<[string, () => unknown, string]>([
  [
    'for records of one kind',
    () => searching(find('found', coupon.lookup, { ...byExternalId, among: { field: 'a', is: 'b' } })),
    'do_thing: coupon, found: the limit of a search is its input limit, or 10; it has no among',
  ],
  [
    'with a limit of its own',
    () =>
      searching(
        find('found', coupon.lookup, { ...byExternalId, limit: orElse(ref<number>('input', 'day'), 5) }),
      ),
    'do_thing: coupon, found: the limit of a search is its input limit, or 10; it has no among',
  ],
  [
    'that reads a record with a query',
    () => {
      const get = () => ({ ...sets, method: 'GET', query: { a: input.day }, answer: idAnswer }) as const;
      const by = { id: input.externalId, externalId: input.day };
      return searching(find('found', { ...coupon.lookup, get }, { by, project: input.campaignId }));
    },
    'do_thing: Make reads this by its address: a GET without a query',
  ],
  [
    'with other filters for another pass type',
    () => {
      const where = (field: string) => [{ field, operator: 'eq', value: input.externalId }] as const;
      const one = find('one', membership.lookup, { by: {}, project: input.campaignId, where: where('a') });
      const two = find('two', coupon.lookup, { by: {}, project: input.campaignId, where: where('b') });
      const plan = (each: FindStep) => ({ steps: [each], each, result: {} });
      const passType: Field = { type: 'choice', label: 'Pass Type', choices: [] };
      return moduleOf(
        thing({ steps: [] }, 'search', {
          fields: { passType, ...fields },
          plans: { membership: plan(one), coupon: plan(two) },
        }),
      );
    },
    'do_thing: a search has the same filters and keys for each pass type',
  ],
])('a search %s', (_name, compile, message) => {
  expect(compile).toThrow(message);
});

const triggerFor = (passTypes: readonly string[]): PollingTrigger => {
  const trigger = pollingTriggers.find((one) => one.passTypes.length >= passTypes.length);
  if (!trigger) throw new Error('no trigger looks at a list');
  return { ...trigger, passTypes, fields: { ...trigger.fields, day: date } };
};

test('a trigger for several pass types with a field of its own', () => {
  expect(() => polling(triggerFor(['membership', 'coupon']))).toThrow(
    'Make does not ask for day by pass type',
  );
});

test('a trigger that compares what nothing has read before', () => {
  const trigger = triggerFor(['coupon']);
  const { coupon: watched } = trigger.watched;
  if (!watched) throw new Error('it looks at no coupons');
  const keep = ref<boolean>('input', 'day');
  expect(() => polling({ ...trigger, watched: { coupon: { ...watched, keep } } })).toThrow(
    'Make reads no date here: day',
  );
});

test('a dropdown that needs an input which is neither project nor variant', () => {
  const [dropdown] = coupon.dropdowns;
  const { coupon: source } = dropdown?.sources ?? {};
  if (!dropdown || !source) throw new Error('a coupon has no dropdown');
  const sources = { coupon: { ...source, needs: ['color'] } };
  expect(() => dropdownRpc({ ...dropdown, sources })).toThrow('there is no input color');
});

test('the call that reads a record is sent whole', () => {
  const get = () => ({ ...sets, method: 'POST', path: '/read', body: { a: input.externalId } }) as const;
  const missing = { code: 'no', message: 'No.' };
  const { communication } = moduleOf(
    thing({ steps: [find('found', { ...coupon.lookup, get }, { ...byExternalId, missing })] }),
  );
  expect(communication).toContainEqual(
    expect.objectContaining({ url: '/read', method: 'POST', body: { a: '{{parameters.externalId}}' } }),
  );
});
