// Protects the IML evaluator of the test runner: paths, literals, operators and templates mean what Make's
// documentation says. Functions and refusals have files of their own.

import { checkTemplate, evaluate } from '../../standIns/make/engine/iml.ts';
import { context, value } from '../standIns/runnerContext.ts';

test.each<[string, unknown]>([
  // Paths
  ['parameters.two', 2],
  ['parameters.missing', undefined],
  ['parameters.missing.deeper', undefined],
  ['parameters.nothing.deeper', undefined],
  ['parameters.name.length', undefined],
  ['parameters.map.constructor', undefined],
  ['parameters.map.`b-c`', 2],
  ['parameters.people[].id', 'p1'],
  ['parameters.people[1].id', 'p1'],
  ['parameters.people[2].team.name', 'y'],
  ['parameters.people[-1].id', 'p2'],
  ['parameters.people[3].id', undefined],
  ['parameters.missing[1]', undefined],
  // Literals and keywords
  ['12.5', 12.5],
  ['-3', -3],
  ['\'a "b" }} c\'', 'a "b" }} c'],
  ['"it\'s"', "it's"],
  ['true', true],
  ['false', false],
  ['null', null],
  ['erase', null],
  ['undefined', undefined],
  ['ignore', undefined],
  ['emptystring', ''],
  ['emptyarray', []],
  ["newline + tab + space + '.'", '\n\t .'],
  // Operators: the highest binds first, equals from the left
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['7 - 2 - 1', 4],
  ['7 % 4 / 2', 1.5],
  ['0.1 + 0.2', 0.3],
  ['1 + 1 = 2', true],
  ['1 < 2 = true', true],
  ['!false & true', true],
  ['true | false & false', true],
  ['(true | false) & false', false],
  ['2 >= 2 & 2 <= 2 & 3 > 2 & 1 < 2', true],
  ['1 == 1 && 1 === 1 && 1 != 2 && 1 !== 2 || false', true],
  ['!parameters.zero', true],
  ["'a' & 1", true],
  ["'' | 0", false],
  ["'a' + 1", 'a1'],
  ["1 + 'a'", '1a'],
  ["'at ' + now", 'at 2026-11-20T09:30:00.000Z'],
  ['null + 1', 1],
  ["'a' + undefined", 'a'],
  ["'a' = 'a'", true],
  ["'a' != 'b'", true],
  ['null = undefined', true],
  ['parameters.zero = null', false],
  ['addDays(now, 1) > now', true],
  ['timestamp - 10', 1795166990],
])('{{%s}}', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test.each<[string, unknown, unknown]>([
  ['one expression keeps its type', '{{parameters.two}}', 2],
  ['text around an expression makes text', 'n={{parameters.two}}.', 'n=2.'],
  ['two expressions make text', '{{parameters.two}}{{parameters.two}}', '22'],
  ['what is missing is empty text', '[{{parameters.missing}}{{null}}]', '[]'],
  ['a date in text is ISO', 'at {{now}}', 'at 2026-11-20T09:30:00.000Z'],
  ['single braces are text', 'a { b } c', 'a { b } c'],
  ['values that are not text stay', [1, true, null, 'x'], [1, true, null, 'x']],
  ['collections and arrays are evaluated inside', { a: [{ b: '{{1 + 1}}' }] }, { a: [{ b: 2 }] }],
  [
    '{{...}} spreads in the order of the keys',
    { a: 0, z: 1, '{{...}}': '{{parameters.map}}', z2: 2, 'b-c': 3 },
    { a: 1, z: 1, 'b-c': 3, constructed: true, z2: 2 },
  ],
  ['{{...}} of nothing adds nothing', { a: 1, '{{...}}': '{{parameters.missing}}' }, { a: 1 }],
  ['a value is not evaluated again', '{{"{" + "{now}" + "}"}}', '{{now}}'],
])('in a template %s', (_, template, expected) => {
  expect(evaluate(template, context)).toEqual(expected);
});

test('a member that is undefined is dropped from JSON, and null is kept', () => {
  const body = evaluate({ a: '{{parameters.missing}}', b: '{{parameters.nothing}}' }, context);
  expect(JSON.stringify(body)).toBe('{"b":null}');
});

test('a checker sees the functions and variables of a template, in branches that would not run too', () => {
  expect(checkTemplate("a{{if(!now, lower(body.x[1]), 1 + sum(temp.a))}}{{now}}b {{'body'}}")).toEqual({
    functions: ['if', 'lower', 'sum'],
    roots: ['now', 'body', 'temp'],
  });
});
