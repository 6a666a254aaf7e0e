// What Make would ignore or cannot say is refused while compiling, by name: never dropped.
import * as z from 'zod';
import { moduleOf } from '../../make/modules.ts';
import {
  filled,
  mergeMaps,
  orElse,
  ref,
  text,
  toJson,
  toNumber,
  toPassKitDate,
} from '../../operation/expression.ts';
import { inputsOf } from '../../operation/field.ts';
import { type Operation, operation, type Plan } from '../../operation/operation.ts';
import { call, find, halt, value } from '../../operation/step.ts';
import { coupon } from '../../passes/coupon.ts';
import { idAnswer } from '../../passkit/objects.ts';

const fields = {
  campaignId: { type: 'text', label: 'Campaign' },
  externalId: { type: 'text', label: 'External ID' },
  day: { type: 'date', label: 'Day' },
} as const;
const input = inputsOf(fields);

const operationOf = (plan: Omit<Plan, 'result'>, kind: Operation['kind'] = 'create') =>
  operation({
    kind,
    key: 'do_thing',
    noun: 'Thing',
    label: 'Do Thing',
    description: 'Does a thing.',
    group: 'Coupons',
    fields,
    plans: { coupon: { ...plan, result: {} } },
    output: {},
    sample: {},
  });

const byExternalId = { by: { externalId: input.externalId }, project: input.campaignId };
const sets = { effect: 'sets', method: 'PUT', path: '/x', answer: idAnswer } as const;

test.each([
  [
    'filters of a find in an action',
    { steps: [find('found', coupon.lookup, { ...byExternalId, where: [] })] },
    'do_thing: coupon, found: Make finds one record in an action: no where, no limit',
  ],
  [
    'the limit of a find in an action',
    { steps: [find('found', coupon.lookup, { ...byExternalId, limit: toNumber('2') })] },
    'do_thing: coupon, found: Make finds one record in an action: no where, no limit',
  ],
  [
    'a find without a key',
    { steps: [find('found', coupon.lookup, { by: {}, project: input.campaignId })] },
    'do_thing: coupon, found: Make finds by a key',
  ],
  [
    'a date of PassKit’s inside of an expression',
    { steps: [value('day', orElse(toPassKitDate(input.day)))] },
    'do_thing: coupon, day: IML has no objects: toPassKitDate can only be a value of its own',
  ],
  [
    'an object in a branch',
    {
      steps: [
        call('sent', { ...sets, body: { a: orElse(mergeMaps(ref<object>('input', 'day'), { b: 'x' })) } }),
      ],
    },
    'do_thing: coupon, sent: IML has no objects: this one can only be a value of its own',
  ],
  [
    'JSON of an object inside of a text',
    { steps: [halt('no', filled(input.day), text`${toJson({ a: input.day })}`)] },
    'do_thing: coupon, halt no: IML has no objects: this one can only be a value of its own',
  ],
  [
    'a text that no literal of IML holds',
    { steps: [call('sent', { ...sets, body: { a: text`"it's" ${input.day}` } })] },
    'do_thing: coupon, sent: IML has no literal for "it\'s" ',
  ],
])('%s', (_name, plan, message) => {
  expect(() => moduleOf(operationOf(plan))).toThrow(message);
});

test('a search that goes on after its find', () => {
  const found = find('found', coupon.lookup, byExternalId);
  const more = { steps: [found, value('x', input.day)], each: found };
  expect(() => moduleOf(operationOf(more, 'search'))).toThrow(
    'do_thing: coupon: a search ends with the find that it hands on',
  );
});

test('the query of a call is sent', () => {
  const { communication } = moduleOf(
    operationOf({ steps: [call('sent', { ...sets, query: { day: input.day } })] }),
  );
  const sent = z
    .array(z.looseObject({ url: z.string().optional() }))
    .parse(communication)
    .find(({ url }) => url === '/x');
  expect(sent?.qs).toEqual({ day: '{{temp.day}}' });
});

test.each<[string, () => Operation, string]>([
  [
    'an input that is no field',
    () => operationOf({ steps: [value('x', ref('input', 'nobody'))] }),
    'do_thing, coupon, x: there is no input nobody',
  ],
  [
    'an input that is no field, deep in an expression',
    () => operationOf({ steps: [value('x', toJson({ a: orElse(filled(ref('input', 'nobody')), true) }))] }),
    'do_thing, coupon, x: there is no input nobody',
  ],
  [
    'a step that has not run yet',
    () => operationOf({ steps: [value('x', ref('result', 'later')), value('later', input.day)] }),
    'do_thing, coupon, x: there is no result later',
  ],
  [
    'two steps of one name',
    () => operationOf({ steps: [value('x', input.day), value('x', input.day)] }),
    'do_thing, coupon: two steps are named x',
  ],
  [
    'an output that is not declared',
    () => operation({ ...operationOf({ steps: [] }), plans: { coupon: { steps: [], result: { id: 'x' } } } }),
    'do_thing, coupon: there is no output id',
  ],
  [
    'several pass types without the input that chooses one',
    () => {
      const plan = { steps: [], result: {} };
      return operation({ ...operationOf({ steps: [] }), plans: { membership: plan, coupon: plan } });
    },
    'do_thing: the input passType is for several pass types',
  ],
])('a declaration with %s is refused on every platform', (_name, declare, message) => {
  expect(() => Object.values(declare().plans)).toThrow(message);
});
