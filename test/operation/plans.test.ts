// Protects what is told to whoever declares an operation that does not hold together, and what others read from a declaration.
import * as z from 'zod';
import { equal, filled, ref, text } from '../../operation/expression.ts';
import {
  effectOf,
  forType,
  listsRecords,
  type Operation,
  operation,
  planFor,
} from '../../operation/operation.ts';
import { type Call, call, type Effect, find, halt, type Step, value } from '../../operation/step.ts';
import { input, lookup, operation as thing } from './thing.ts';

const nowhere = ref<string>('result', 'nowhere');
const noInput = ref<string>('input', 'noInput');
const noSetting = ref<string>('setting', 'moon');
const { project } = input;

const request: Call<{ id: string }> = {
  effect: 'sets',
  method: 'PUT',
  path: '/thing',
  answer: z.object({ id: z.string() }),
};
const found = find('found', lookup, { by: { id: input.id }, project });
const put = (more: Partial<Call<{ id: string }>>) => call('put', { ...request, ...more });

/** What is said of a plan when it is looked at; undefined when it holds together. */
function complaint(
  steps: readonly Step[],
  result: Operation['plans'][string]['result'] = {},
): string | undefined {
  const declared = operation(thing({ steps, result }));
  try {
    return declared.plans.thing ? undefined : 'no plan';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

test.each<[string, Step, string]>([
  [
    'the condition of a halt',
    halt('stopped', filled(nowhere), 'x'),
    'halt stopped: there is no result nowhere',
  ],
  [
    'the message of a halt',
    halt('stopped', true, text`${noInput}`),
    'halt stopped: there is no input noInput',
  ],
  ['a value', value('v', noSetting), 'v: there is no setting moon'],
  [
    'the condition of a call',
    call('put', request, { when: filled(nowhere) }),
    'put: there is no result nowhere',
  ],
  [
    'whether a call may be repeated',
    call('put', request, { repeatable: filled(nowhere) }),
    'put: there is no result nowhere',
  ],
  [
    'what is told where there is no record for a call',
    call('put', request, { missing: { code: 'gone', message: nowhere } }),
    'put: there is no result nowhere',
  ],
  ['a parameter of a call', put({ params: { id: nowhere } }), 'put: there is no result nowhere'],
  ['the query of a call', put({ query: { id: nowhere } }), 'put: there is no result nowhere'],
  ['the body of a call', put({ body: { id: [{ a: nowhere }] } }), 'put: there is no result nowhere'],
  [
    'what a call looks for',
    call('put', request, {
      unless: { found: find('f', lookup, { by: { id: nowhere }, project }), is: true },
    }),
    'put: there is no result nowhere',
  ],
  [
    'what must be true of the record that a call looks for',
    call('put', request, { unless: { found, is: filled(nowhere) } }),
    'put: there is no result nowhere',
  ],
  [
    'the key of a find',
    find('f', lookup, { by: { externalId: nowhere }, project }),
    'f: there is no result nowhere',
  ],
  ['the project of a find', find('f', lookup, { by: {}, project: nowhere }), 'f: there is no result nowhere'],
  [
    'the condition of a find',
    find('f', lookup, { by: {}, project, when: filled(nowhere) }),
    'f: there is no result nowhere',
  ],
  [
    'the limit of a find',
    find('f', lookup, { by: {}, project, limit: ref<number>('result', 'nowhere') }),
    'f: there is no result nowhere',
  ],
  [
    'what a find keeps',
    find('f', lookup, { by: {}, project, keep: () => filled(nowhere) }),
    'f: there is no result nowhere',
  ],
  [
    'the filter of a find',
    find('f', lookup, { by: {}, project, where: [{ field: 'a', operator: 'eq', value: nowhere }] }),
    'f: there is no result nowhere',
  ],
  [
    'what is told where a find has nothing',
    find('f', lookup, { by: {}, project, missing: { code: 'gone', message: nowhere } }),
    'f: there is no result nowhere',
  ],
])('%s must not refer to what is not there', (_name, step, expected) => {
  expect(complaint([step])).toBe(`do_thing, thing, ${expected}`);
});

test('a step is known to those after it, and to no one before', () => {
  const first = value('first', input.key);
  const second = value('second', first.result);
  expect(complaint([first, second])).toBeUndefined();
  expect(complaint([second, first])).toBe('do_thing, thing, second: there is no result first');
});

test('that an answer was lost is known of a call alone', () => {
  const lost = (of: string) => value('v', ref<string>('result', `${of}Lost`));
  expect(complaint([put({}), lost('put')])).toBeUndefined();
  expect(complaint([value('put', input.key), lost('put')])).toBe(
    'do_thing, thing, v: there is no result putLost',
  );
});

test('the condition of a look sees what was found, and so do the steps after it', () => {
  const steps = [
    call('put', request, { unless: { found, is: equal(found.result.key, input.key) } }),
    value('v', found.result.id),
  ];
  expect(complaint(steps)).toBeUndefined();
});

test('the bundle refers to steps that are there, and has outputs that are', () => {
  expect(complaint([found], { id: found.result.id })).toBeUndefined();
  expect(complaint([], { id: found.result.id })).toBe('do_thing, thing, result: there is no result found');
  expect(complaint([], { one: 'x', id: 'x', two: 'y' })).toBe('do_thing, thing: there is no output one, two');
});

test('the input passType is there for several pass types, and for several alone', () => {
  const plan = { steps: [], result: {} };
  const one = thing(plan);
  const passType = { type: 'choice', label: 'Pass Type' } as const;
  const several = { ...one, plans: { membership: plan, coupon: plan } };
  const message = 'do_thing: the input passType is for several pass types';
  expect(() => operation(several)).toThrow(message);
  expect(() => operation({ ...one, fields: { ...one.fields, passType } })).toThrow(message);
  expect(() => operation({ ...several, fields: { ...one.fields, passType } })).not.toThrow();
});

test('two steps never have one name', () => {
  expect(complaint([value('v', input.id), value('v', input.key)])).toBe(
    'do_thing, thing: two steps are named v',
  );
});

describe('what stands for a pass type', () => {
  const both = { membership: 1, coupon: 2 };

  test.each<[Record<string, number>, string | undefined, number | undefined]>([
    [both, 'coupon', 2],
    [both, 'eventTicket', undefined],
    [both, undefined, undefined],
    [both, 'constructor', undefined],
    [{ coupon: 2 }, undefined, 2],
    [{ coupon: 2 }, 'membership', 2],
    [{}, 'coupon', undefined],
  ])('in %j for %s is %s', (record, passType, expected) => {
    expect(forType(record, passType)).toBe(expected);
  });

  test('of an operation is its plan', () => {
    const plans = {
      membership: { steps: [], result: { id: 'm' } },
      coupon: { steps: [], result: { id: 'c' } },
    };
    expect(planFor({ plans }, 'coupon')).toBe(plans.coupon);
    expect(planFor({ plans }, undefined)).toBeUndefined();
  });
});

test.each<[string, Operation['plans'], boolean]>([
  [
    'where any of its plans does',
    { a: { steps: [], result: {} }, b: { steps: [found], result: {}, each: found } },
    true,
  ],
  ['where all of them do', { a: { steps: [found], result: {}, each: found } }, true],
  ['and otherwise ends in one bundle', { a: { steps: [found], result: {} } }, false],
])('an operation hands on each record %s', (_name, plans, lists) => {
  expect(listsRecords({ plans })).toBe(lists);
});

test.each<[Effect[][], Effect]>([
  [[[]], 'reads'],
  [[['reads', 'sets']], 'sets'],
  [[['sets', 'reads']], 'sets'],
  [[['ends', 'sets']], 'ends'],
  [[['sets', 'ends', 'reads']], 'ends'],
  [[['adds', 'ends', 'sets', 'reads']], 'adds'],
  [[['ends', 'adds']], 'adds'],
  [[['reads'], [], ['adds'], ['sets']], 'adds'],
  [[['ends'], ['reads']], 'ends'],
])('what an operation does is the most of its calls: of %j it is %s', (effects, most) => {
  const plans = effects.map((each) => ({
    steps: [found, ...each.map((effect) => put({ effect })), halt('h', false, 'x')],
    result: {},
  }));
  expect(
    effectOf({ ...thing({ steps: [], result: {} }), plans: Object.fromEntries(Object.entries(plans)) }),
  ).toBe(most);
});
