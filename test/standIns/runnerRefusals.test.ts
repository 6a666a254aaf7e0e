// Protects the strictness of the IML evaluator: what the documentation does not say is refused, so that no test
// of a generated app passes on a guess.

import { MakeError, ModelError } from '../../standIns/make/engine/errors.ts';
import { checkTemplate, evaluate } from '../../standIns/make/engine/iml.ts';
import { context, value } from './runnerContext.ts';

test.each([
  'if(1; 2; 3)',
  'parameters.tags[0]',
  'parameters.tags[two]',
  'unknown(1)',
  'constructor(1)',
  'capitalize(1)',
  'paramaters.name',
  'if(1, 2)',
  'lower()',
  'jwt(temp.claims, 1, 2, 3)',
  "md5('a', 'hex')",
  'true ? 1 : 2',
  '{a: 1}',
  '[1]',
  '1 +',
  '+ 1',
  '(1',
  '1)',
  '1 2',
  'a => 1',
  '"open',
  'parameters.',
  'parameters..name',
  'first(parameters.tags).length',
  '-parameters.two',
  '1 ++ 2',
  "'a\\'",
  "'a\\\\b'",
  '',
  'not_a_function',
])('{{%s}} does not compile', (expression) => {
  expect(() => checkTemplate(`{{${expression}}}`)).toThrow(ModelError);
});

test.each(['{{now', 'now}}', '{{now}', '{{now}} }}', '{{ {{now}} }}'])(
  '%s has unbalanced braces',
  (template) => {
    expect(() => checkTemplate(template)).toThrow(ModelError);
  },
);

test.each([
  // Sources disagree on strict or loose comparison, so unlike kinds are not compared.
  "parameters.two = '2'",
  "parameters.no != 'false'",
  'parameters.two = true',
  "switch(parameters.two, '2', 1, 0)",
  'now = now',
  'emptyarray = emptyarray',
  "'a' < 'b'",
  "'1' < 2",
  'null < 2',
  'now < timestamp',
  "'3' * 2",
  '1 / 0',
  'true + 1',
  "'a' + parameters.map",
  'item.id',
  'pagination.page',
  'parameters.people.name',
  'parameters.map[1]',
  'toString(parameters.tags)',
  'join(parameters.people, 1)',
  'merge(parameters.map)',
  'keys(parameters.tags)',
  'length(parameters.map)',
  "sort(parameters.tags, 'up')",
  "parseNumber('x')",
  'parseJSON(parameters.map)',
  'createJSON(undefined)',
  "formatDate(now, 'dddd')",
  "formatDate(now, 'YYYY', 'Mars/Base')",
  "formatDate(parameters.missing, 'YYYY')",
  "parseDate('')",
  'parseDate(1)',
  "get(parameters.record, '`members.tier.id`')",
  "sha256('a', 'latin1')",
  "sha256('a', 'hex', '')",
  "sha256('a', 'hex', 'key', 'binary')",
  "decodeURL('%')",
  "jwt(temp.claims, '')",
  "jwt(temp.claims, 'secret', 'HS512')",
  "jwt('claims', 'secret')",
])('{{%s}} is refused when it is evaluated', (expression) => {
  expect(() => checkTemplate(`{{${expression}}}`)).not.toThrow();
  expect(() => value(expression)).toThrow(ModelError);
});

test.each([
  "parseJSON('{')",
  "parseDate('soon')",
  "parseDate('1990-05', 'YYYY-MM-DD')",
  "parseDate('soon', 'X')",
])('{{%s}} is an error of Make', (expression) => {
  expect(() => value(expression)).toThrow(MakeError);
});

test.each<[string, unknown]>([
  ['a collection in text', 'x{{parameters.map}}'],
  ['a spread of text', { '{{...}}': '{{parameters.name}}' }],
  ['an expression as a key', { '{{parameters.name}}': 1 }],
])('%s is refused', (_, template) => {
  expect(() => evaluate(template, context)).toThrow(ModelError);
});
