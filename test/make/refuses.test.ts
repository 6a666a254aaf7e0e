// What Make would ignore or cannot say is refused while compiling, by name: never dropped.
import * as z from 'zod';
import { moduleOf } from '../../make/modules.ts';
import {
  equal,
  filled,
  mergeMaps,
  orElse,
  ref,
  text,
  toJson,
  toNumber,
  toPassKitDate,
} from '../../operation/expression.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import { call, find, halt, value } from '../../operation/step.ts';
import { coupon } from '../../passes/coupon.ts';
import { byExternalId, input, sets, thing } from './thing.ts';

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
    'an object on top of pairs',
    {
      steps: [
        call('sent', { ...sets, body: { a: mergeMaps(ref<object>('input', 'day'), { b: { c: 'x' } }) } }),
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
  [
    'a find among records of one kind that must be there',
    {
      steps: [
        find('found', coupon.lookup, {
          ...byExternalId,
          among: { field: 'status', is: 'ISSUED' },
          missing: { code: 'no', message: 'No.' },
        }),
      ],
    },
    'do_thing: coupon, found: Make finds one record in an action: no where, no limit, no among, no sparse',
  ],
  [
    'the filters of a find whose record must be there',
    {
      steps: [
        find('found', coupon.lookup, { ...byExternalId, where: [], missing: { code: 'no', message: 'No.' } }),
      ],
    },
    'do_thing: coupon, found: Make finds one record in an action: no where',
  ],
  [
    'a find in an action that pages of a list may hold none of',
    { steps: [find('found', coupon.lookup, { ...byExternalId, sparse: true })] },
    'do_thing: coupon, found: Make finds one record in an action: no where, no limit, no among, no sparse',
  ],
  [
    'a find by e-mail address in an action',
    {
      steps: [
        find('found', coupon.lookup, {
          by: { externalId: input.externalId, emailAddress: input.day },
          project: input.campaignId,
        }),
      ],
    },
    'do_thing: coupon, found: Make finds what may be missing by one key in an action',
  ],
  [
    'a find by an e-mail address alone in an action',
    { steps: [find('found', coupon.lookup, { by: { emailAddress: input.day }, project: input.campaignId })] },
    'do_thing: coupon, found: Make finds what may be missing by one key in an action, and by no e-mail address',
  ],
  [
    'a find by one of several keys in an action, where nothing may be found',
    {
      steps: [
        find('found', coupon.lookup, {
          by: { id: input.day, externalId: input.externalId },
          project: input.campaignId,
        }),
      ],
    },
    'do_thing: coupon, found: Make finds what may be missing by one key in an action',
  ],
  [
    'an earlier try that is kept for another reason than its owner',
    {
      steps: [
        find('found', coupon.lookup, {
          ...byExternalId,
          where: [{ field: 'owner.id', operator: 'eq', value: input.day }],
          among: { field: 'status', is: 'ISSUED' },
          keep: ({ status }) => filled(status),
        }),
      ],
    },
    'do_thing: coupon, found: Make keeps what is the owner’s, and nothing else',
  ],
  [
    'a GET with a body',
    { steps: [call('read', { ...sets, method: 'GET', body: { a: input.day } })] },
    'do_thing: coupon, read: Make sends no body with a GET',
  ],
  [
    'a hole of a path that nothing fills',
    { steps: [call('sent', { ...sets, path: '/x/{id}' })] },
    'do_thing: coupon, sent: /x/{id} has other holes than its parameters: ',
  ],
  [
    'a parameter of a path that has no hole for it',
    { steps: [call('sent', { ...sets, params: { id: input.day } })] },
    'do_thing: coupon, sent: /x has other holes than its parameters: id',
  ],
  [
    'a date as a part of what a record is read with',
    {
      steps: [
        find(
          'found',
          { ...coupon.lookup, get: () => ({ ...sets, body: { on: toPassKitDate(input.day) } }) },
          {
            ...byExternalId,
            missing: { code: 'no', message: 'No.' },
          },
        ),
      ],
    },
    'do_thing: coupon, found: Make has no place here for an object that may be empty',
  ],
  [
    'an expression that nobody can read',
    {
      steps: [
        value(
          'long',
          orElse(
            ...Array.from({ length: 40 }, (_, index) =>
              ref<string>('input', index % 2 ? 'day' : 'externalId'),
            ),
          ),
        ),
      ],
    },
    'do_thing: coupon, long: an expression of more than 500 characters: {{ifempty(',
  ],
  [
    'a bundle that nobody can read',
    { steps: [], result: { id: orElse(...Array.from({ length: 40 }, () => input.externalId)) } },
    'do_thing: coupon, result: an expression of more than 500 characters: {{ifempty(',
  ],
])('%s', (_name, plan, message) => {
  expect(() => moduleOf(thing(plan, 'create', { output: { id: { label: 'ID', type: 'text' } } }))).toThrow(
    message,
  );
});

test('a search that goes on after its find', () => {
  const found = find('found', coupon.lookup, byExternalId);
  const more = { steps: [found, value('x', input.day)], each: found };
  expect(() => moduleOf(thing(more, 'search'))).toThrow(
    'do_thing: coupon: a search ends with the find that it hands on',
  );
});

test('whether an object is sent is asked by the name of a value that says the same', () => {
  const given = value('given', filled(orElse(input.day, input.externalId)));
  const sent = call('sent', { ...sets, body: { holder: { born: input.day, name: input.externalId } } });
  const { communication } = moduleOf(thing({ steps: [given, sent] }));
  expect(communication).toContainEqual(
    expect.objectContaining({ body: { holder: '{{if(temp.coupon.given, temp.holder, undefined)}}' } }),
  );
});

test('the query of a call is sent', () => {
  const { communication } = moduleOf(
    thing({ steps: [call('sent', { ...sets, query: { day: input.day } })] }),
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
    () => thing({ steps: [value('x', ref('input', 'nobody'))] }),
    'do_thing, coupon, x: there is no input nobody',
  ],
  [
    'an input that is no field, deep in an expression',
    () => thing({ steps: [value('x', toJson({ a: orElse(filled(ref('input', 'nobody')), true) }))] }),
    'do_thing, coupon, x: there is no input nobody',
  ],
  [
    'a step that has not run yet',
    () => thing({ steps: [value('x', ref('result', 'later')), value('later', input.day)] }),
    'do_thing, coupon, x: there is no result later',
  ],
  [
    'two steps of one name',
    () => thing({ steps: [value('x', input.day), value('x', input.day)] }),
    'do_thing, coupon: two steps are named x',
  ],
  [
    'an output that is not declared',
    () => operation({ ...thing({ steps: [] }), plans: { coupon: { steps: [], result: { id: 'x' } } } }),
    'do_thing, coupon: there is no output id',
  ],
  [
    'several pass types without the input that chooses one',
    () => {
      const plan = { steps: [], result: {} };
      return operation({ ...thing({ steps: [] }), plans: { membership: plan, coupon: plan } });
    },
    'do_thing: the input passType is for several pass types',
  ],
  [
    'a setting that nobody makes',
    () => thing({ steps: [value('x', ref('setting', 'nothing'))] }),
    'do_thing, coupon, x: there is no setting nothing',
  ],
  [
    'an input that is no field, in what a find keeps',
    () =>
      thing({
        steps: [
          find('found', coupon.lookup, {
            ...byExternalId,
            keep: ({ id }) => equal(id, ref<string>('input', 'nobody')),
          }),
        ],
      }),
    'do_thing, coupon, found: there is no input nobody',
  ],
  [
    'an input that is no field, in the list that a find looks through',
    () => {
      const list = () => ({ ...coupon.lookup.list('x'), body: { a: ref<string>('input', 'nobody') } });
      return thing({ steps: [find('found', { ...coupon.lookup, list }, byExternalId)] });
    },
    'do_thing, coupon, found: there is no input nobody',
  ],
  [
    'an input that is no field, in the call that reads a record',
    () => {
      const get = () => ({ ...sets, query: { a: ref<string>('input', 'nobody') } });
      return thing({ steps: [find('found', { ...coupon.lookup, get }, byExternalId)] });
    },
    'do_thing, coupon, found: there is no input nobody',
  ],
  [
    'a condition of its own on what a call looks for',
    () => {
      const found = find('found', coupon.lookup, { ...byExternalId, when: filled(input.day) });
      return thing({ steps: [call('sent', sets, { unless: { found, is: true } })] });
    },
    'do_thing, coupon, sent: what it looks for has no condition of its own',
  ],
  [
    'each record handed on by an action',
    () => {
      const found = find('found', coupon.lookup, byExternalId);
      return thing({ steps: [found], each: found });
    },
    'do_thing, coupon: only a search hands on each record',
  ],
  [
    'an input that may stand in for another and is no field',
    () =>
      thing({ steps: [] }, 'create', {
        fields: { day: { type: 'date', label: 'Day', required: { unless: ['nobody'] } } },
      }),
    'do_thing: there is no input nobody',
  ],
  [
    'an input that the webhook needs and that is no field',
    () =>
      thing({ steps: [] }, 'create', {
        webhook: { action: 'do', needs: { fields: ['nobody'], because: 'of that' } },
      }),
    'do_thing: there is no input nobody',
  ],
  [
    'a field of a pass type that it is not for',
    () =>
      thing({ steps: [] }, 'create', {
        fields: { day: { type: 'date', label: 'Day', passTypes: ['membership'] } },
      }),
    'do_thing: it is not for the pass type membership',
  ],
])('a declaration with %s is refused on every platform', (_name, declare, message) => {
  expect(() => Object.values(declare().plans)).toThrow(message);
});
