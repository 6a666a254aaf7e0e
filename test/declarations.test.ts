// Protects the declarations: what plans, fields, outputs and samples say of each other is true, whatever is added.
import * as z from 'zod';
import { creates } from '../creates/index.ts';
import { isExpr, ref } from '../operation/expression.ts';
import { appliesTo } from '../operation/field.ts';
import { forType } from '../operation/operation.ts';
import { type Call, type FindStep, type LookupKey, lostOf, type Step } from '../operation/step.ts';
import { dropdowns } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { searches } from '../searches/index.ts';

const operations = [...searches, ...creates];
const plans = operations.flatMap((operation) =>
  Object.entries(operation.plans).map(([passType, plan]) => ({
    name: `${operation.key} ${passType}`,
    operation,
    passType,
    plan,
  })),
);
const eachOperation = operations.map((operation) => [operation.key, operation] as const);
const eachPlan = plans.map((each) => [each.name, each] as const);

const expression = z.union([
  z.object({ ref: z.array(z.string()) }),
  z.object({ fn: z.string(), args: z.array(z.unknown()) }),
]);

/** The data behind an expression; it stands under the one symbol an expression has. */
function dataOf(expr: object) {
  const [symbol = Symbol()] = Object.getOwnPropertySymbols(expr);
  return expression.parse(Reflect.get(expr, symbol));
}

/** Every path that a template refers to, however deep. */
function references(template: unknown): string[][] {
  if (isExpr(template)) {
    const data = dataOf(template);
    return 'ref' in data ? [data.ref] : data.args.flatMap(references);
  }
  return typeof template === 'object' && template !== null ? Object.values(template).flatMap(references) : [];
}

/** The second part of each path under `root`: the inputs, or the steps, that a template refers to. */
const named = (root: string, template: unknown) =>
  references(template).flatMap(([first, second]) => (first === root && second ? [second] : []));

/** The last words of a message; '' when they are not fixed. */
function ending(message: unknown): string {
  if (typeof message === 'string') return message;
  const data = isExpr(message) ? dataOf(message) : undefined;
  return data && 'fn' in data && data.fn === 'join' ? ending(data.args.at(-1)) : '';
}

type Request = Pick<Call<unknown>, 'path' | 'params' | 'query' | 'body'>;

function requestsOfFind({ lookup, by, project, where }: FindStep): Request[] {
  const filled: LookupKey[] = ['id', 'externalId', 'emailAddress'];
  return filled.flatMap((key) => {
    const value = by[key];
    if (!value) return [];
    return [where || key === 'emailAddress' ? lookup.list(project) : lookup.get(key, value, project)];
  });
}

const findsOf = (step: Step): FindStep[] =>
  step.kind === 'find' ? [step] : step.kind === 'call' && step.unless ? [step.unless.found] : [];
const requestsOf = (step: Step): Request[] => [
  ...(step.kind === 'call' ? [step.call] : []),
  ...findsOf(step).flatMap(requestsOfFind),
];

/** Every template of a step. */
const templatesOf = (step: Step): unknown[] => [
  step.kind === 'value' ? step.value : step.when,
  step.kind === 'halt' ? step.message : undefined,
  step.kind === 'call' ? step.unless?.is : undefined,
  ...requestsOf(step).flatMap(({ params, query, body }) => [params, query, body]),
  ...findsOf(step).flatMap((find) => [find.by, find.project, find.when, find.keep?.(ref('item'))]),
];

test('the walk sees what a plan refers to: references, their parts, and what is inside of functions', () => {
  const issue = plans.find(({ name }) => name === 'issue_pass coupon');
  const seen = new Set(issue?.plan.steps.flatMap((step) => named('input', templatesOf(step))));
  expect([...seen]).toEqual(
    expect.arrayContaining(['campaignId', 'offerId', 'externalId', 'metaData', 'ifExists', 'forename']),
  );
});

describe.each(eachPlan)('the plan of %s', (_name, { operation, passType, plan }) => {
  test('sends only inputs that are fields of the operation', () => {
    const sent = plan.steps.flatMap((step) => named('input', templatesOf(step)));
    expect(sent.filter((key) => !(key in operation.fields))).toEqual([]);
  });

  test('refers only to its own steps, each with a name of its own', () => {
    const names = plan.steps.flatMap((step) => [
      ...(step.kind === 'halt' ? [] : [step.name]),
      ...(step.kind === 'call' ? [lostOf(step.name)] : []),
      ...(step.kind === 'call' && step.unless ? [step.unless.found.name] : []),
    ]);
    const used = [...plan.steps.flatMap(templatesOf), plan.result].flatMap((template) =>
      named('result', template),
    );
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
    const own = plan.steps.flatMap((step) => (step.kind === 'halt' ? [] : [step.name]));
    expect(new Set(own).size).toBe(own.length);
  });

  test('looks at a found record only when it is a search that lists records', () => {
    const items = references(plan.result).filter(([root]) => root === 'item');
    expect(items.length > 0).toBe(plan.each !== undefined);
    if (plan.each) expect(operation.kind).toBe('search');
  });

  test('fills each hole of a path, and has no parameter without a hole', () => {
    for (const { path, params = {} } of plan.steps.flatMap(requestsOf)) {
      const holes = [...path.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole);
      expect({ path, params: Object.keys(params).sort() }).toEqual({ path, params: holes.sort() });
    }
  });

  test('gives every output but those that only other pass types have, and nothing else', () => {
    expect(plan.result.passType).toBe(passType);
    const viewed = passTypes.map(
      (type) => [type, Object.keys(kindOf(type).view(ref<PassRecord>('item')))] as const,
    );
    const own = viewed.flatMap(([type, keys]) => (type === passType ? keys : []));
    const others = viewed.flatMap(([, keys]) => keys).filter((key) => !own.includes(key));
    const expected = Object.keys(operation.output).filter((key) => !others.includes(key));
    const given = Object.keys(plan.result);
    expect(expected.filter((key) => !given.includes(key))).toEqual([]);
    expect(given.filter((key) => !(key in operation.output))).toEqual([]);
  });

  test('halts with whole sentences', () => {
    const messages = plan.steps.flatMap((step) => (step.kind === 'halt' ? [ending(step.message)] : []));
    expect(messages.filter((end) => !end.endsWith('.'))).toEqual([]);
  });

  test('has fields whose labels are unique for its pass type', () => {
    const labels = Object.values(operation.fields)
      .filter((field) => appliesTo(field, passType))
      .map(({ label }) => label);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });

  test('has dropdowns that need only inputs beside them', () => {
    for (const [key, { dropdown, ...field }] of Object.entries(operation.fields)) {
      if (!dropdown || !appliesTo(field, passType)) continue;
      const sources = dropdowns.find((candidate) => candidate.key === dropdown)?.sources;
      const needs = sources && forType(sources, passType)?.needs;
      expect({ key, missing: needs?.filter((need) => !(need in operation.fields)) }).toEqual({
        key,
        missing: [],
      });
    }
  });
});

describe.each(eachOperation)('%s', (_key, { fields, output, sample, plans: its }) => {
  test('has a sample with exactly its outputs, in order', () => {
    expect(Object.keys(sample)).toEqual(Object.keys(output));
  });

  test('has the input passType exactly when it is for several pass types', () => {
    expect('passType' in fields).toBe(Object.keys(its).length > 1);
  });

  test('calls advanced only what is not required', () => {
    expect(Object.entries(fields).filter(([, { advanced, required }]) => advanced && required)).toEqual([]);
  });

  test('names only fields that it has, and dropdowns that exist', () => {
    const unless = Object.values(fields).flatMap(({ required }) =>
      typeof required === 'object' ? required.unless : [],
    );
    expect(unless.filter((key) => !(key in fields))).toEqual([]);
    const keys = dropdowns.map(({ key }) => key);
    const lists = Object.values(fields).flatMap(({ dropdown }) => dropdown ?? []);
    expect(lists.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('has choices where there is something to choose, each with a value of its own', () => {
    for (const { type, choices, label } of Object.values(fields)) {
      const values = choices?.map(({ value }) => value) ?? [];
      expect({ label, isChoice: values.length > 1 }).toEqual({
        label,
        isChoice: type === 'choice' || type === 'choices',
      });
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('lists each field of a pass type for pass types there are', () => {
    const of = Object.values(fields).flatMap((field) =>
      [field, ...(field.choices ?? [])].flatMap((item) => item.passTypes ?? []),
    );
    expect(of.filter((passType) => !(passType in its))).toEqual([]);
  });
});

test.each(
  dropdowns.flatMap((dropdown) =>
    Object.keys(dropdown.sources).map((type) => [dropdown.key, type, dropdown] as const),
  ),
)('the dropdown %s (%s) asks with what it needs, and shows what it found', (_key, passType, dropdown) => {
  const source = forType(dropdown.sources, passType);
  const { path, params, body } = source?.list ?? { path: '' };
  expect(path).toMatch(/^\//);
  expect([...new Set(named('input', [params, body]))].sort()).toEqual(
    [...(source?.needs ?? ['a source'])].sort(),
  );
  const shown = [dropdown.id(ref('item')), dropdown.name(ref('item'))];
  expect(shown.map((template) => references(template).map(([root]) => root))).not.toContainEqual([]);
  expect(new Set(references(shown).map(([root]) => root))).toEqual(new Set(['item']));
});

test('keys, labels and webhook words of operations, and keys of dropdowns, are unique', () => {
  const names = [
    operations.map(({ key }) => key),
    operations.map(({ label }) => label),
    dropdowns.map(({ key }) => key),
    operations.flatMap(({ webhook }) => webhook?.action ?? []),
  ];
  for (const list of names) expect(list.filter((name, index) => list.indexOf(name) !== index)).toEqual([]);
});
