// Protects the IML of scenarios, where it differs from that of app code: what separates arguments, and which
// variables there are.
import { SCENARIO } from '../../standIns/make/engine/dialect.ts';
import { checkTemplate, evaluate } from '../../standIns/make/engine/iml.ts';
import { ModelError } from '../../standIns/make/engine/index.ts';
import { checkScenarioTemplate } from '../../standIns/make/scenario/index.ts';

const context = {
  now: new Date('2026-11-20T09:30:00.000Z'),
  '1': { email: 'Jane@Example.com', blank: '', tags: ['a', 'b'] },
  '12': { values: { 'Pass Link': 'https://example.com' }, items: [{ id: 'i-1' }] },
};

test.each<[string, unknown]>([
  ['lower(1.email)', 'jane@example.com'],
  ["if(1.blank = ''; 'none'; 1.blank)", 'none'],
  ["switch(1.tags[2]; 'a'; 1; 'b'; 2)", 2],
  ['12.values.`Pass Link`', 'https://example.com'],
  ['12.items[1].id', 'i-1'],
  ['1.none.deeper', undefined],
  ['formatDate(now; "YYYY-MM-DD")', '2026-11-20'],
  // A number without a name behind it is a number.
  ['1', 1],
  ['1.5 + 1', 2.5],
  ["join(1.tags; ',')", 'a,b'],
])('{{%s}} in a scenario', (expression, expected) => {
  expect(evaluate(`{{${expression}}}`, context, SCENARIO)).toEqual(expected);
});

test('a scenario evaluates inside collections and arrays as app code does', () => {
  const template = { a: ["{{ifempty(1.blank; 'none')}} {{1.email}}"], b: true };
  expect(evaluate(template, context, SCENARIO)).toEqual({ a: ['none Jane@Example.com'], b: true });
});

test.each([
  'if(1, 2, 3)',
  'join(1.tags, "-")',
  'if(1; 2, 3)',
  'parameters.name',
  'body.id',
  'email',
  '`1`.email',
  '0.email',
  '1.',
  '1[1].email',
  '1.5.email',
  '1;2',
  // Known for the code of apps only
  "parseJSON('{}')",
  'createJSON(1.email)',
  "jwt(1.claims; 'secret')",
  'isArray(1.tags)',
])('{{%s}} does not compile in a scenario', (expression) => {
  expect(() => checkScenarioTemplate(`{{${expression}}}`)).toThrow(ModelError);
});

test.each(['if(1; 2; 3)', '1.email', 'lower(1.email)'])(
  '{{%s}} does not compile in app code',
  (expression) => {
    expect(() => checkTemplate(`{{${expression}}}`)).toThrow(ModelError);
  },
);

test('a module that has not run has no value', () => {
  expect(() => evaluate('{{2.email}}', context, SCENARIO)).toThrow(ModelError);
});

test('a checker sees the functions and modules of a template, in branches that would not run too', () => {
  expect(checkScenarioTemplate("{{if(!1.email; lower(2.x); 1 + sum(12.n))}} {{now}} {{'3.x'}}")).toEqual({
    functions: ['if', 'lower', 'sum'],
    modules: [1, 2, 12],
  });
});
