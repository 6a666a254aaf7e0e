// Protects the built-in functions of IML as the test runner models them: the documented results, table by table.
import { createHmac } from 'node:crypto';
import { value } from './runnerContext.ts';

// The known answer of RFC 4231 for the key Jefe.
const jefe = 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=';

test.each<[string, unknown]>([
  // General
  ["if(parameters.two, 'yes', parseJSON('{'))", 'yes'],
  ["if(parameters.zero, parseJSON('{'), 'no')", 'no'],
  ["ifempty(parameters.empty, 'other')", 'other'],
  ["ifempty(parameters.nothing, 'other')", 'other'],
  ["ifempty(parameters.missing, 'other')", 'other'],
  ["ifempty(parameters.zero, 'other')", 0],
  ["ifempty(parameters.no, 'other')", false],
  ["ifempty(emptyarray, 'other')", []],
  ["switch(parameters.two, 1, 'one', 2, 'two', 'many')", 'two'],
  ["switch(3, 1, 'one', 2, 'two', 'many')", 'many'],
  ["switch(3, 1, 'one')", undefined],
  ['isArray(parameters.tags)', true],
  ['isArray(parameters.map)', false],
  ["parseNumber('12.5')", 12.5],
  ["parseNumber('12,5', ',')", 12.5],
  ['round(1.5) + floor(1.9) + ceil(1.1)', 5],
  ['min(3, 1, 2)', 1],
  ["max(map(parameters.people, 'age'))", 30],
  ['sum(1, 2, 3)', 6],
  // Text
  ['length(parameters.name)', 6],
  ['length(parameters.tags)', 3],
  ['length(parameters.missing)', 0],
  ["lower('Ab') + upper('Ab')", 'abAB'],
  ['lower(parameters.missing)', ''],
  ['trim(parameters.name)', 'Jane'],
  ['toString(12)', '12'],
  ["substring('abcdef', 1, 3)", 'bc'],
  ["substring('abcdef', 4)", 'ef'],
  ["contains('abc', 'b')", true],
  ["contains(parameters.tags, 'a')", true],
  ["contains(parameters.tags, 'c')", false],
  ["contains(parameters.missing, 'b')", false],
  ["indexOf('abcb', 'b')", 1],
  ["indexOf('abcb', 'b', 2)", 3],
  ["indexOf('abc', 'x')", -1],
  ["replace('a.b.c', '.', '$&')", 'a$&b$&c'],
  ["replace('a1b22', '/\\d+/g', '-')", 'a-b-'],
  ["replace('a1b2', '/\\d/', '')", 'ab2'],
  ["split(' a, ,b,', ',')", ['a', 'b']],
  ["split(parameters.missing, ',')", []],
  ['split(body, newline)', ['{"a":1}', '{"a":2}']],
  ["join(parameters.tags, '-')", 'b-a-B'],
  ["join(parameters.missing, '-')", ''],
  // Arrays
  ['first(parameters.tags)', 'b'],
  ['last(parameters.tags)', 'B'],
  ['first(parameters.missing)', undefined],
  ["add(parameters.tags, 'c', 'd')", ['b', 'a', 'B', 'c', 'd']],
  ['merge(parameters.tags, null, emptyarray, parameters.tags)', ['b', 'a', 'B', 'b', 'a', 'B']],
  ["remove(parameters.tags, 'a', 'x')", ['b', 'B']],
  ["flatten(parseJSON('[1,[2,[3]]]'))", [1, 2, [3]]],
  ['slice(parameters.tags, 1, 2)', ['a']],
  ['reverse(parameters.tags)', ['B', 'a', 'b']],
  ["map(parameters.people, 'team.name')", ['x', 'y']],
  ["map(parameters.people, 'id', 'name', 'Joe,Jim')", ['p2']],
  ["distinct(parseJSON('[1,1,2]'))", [1, 2]],
  ["distinct(add(parameters.tags, 'b', 'c'))", ['b', 'a', 'B', 'c']],
  ["map(distinct(merge(parameters.people, parameters.people), 'id'), 'id')", ['p1', 'p2']],
  ['sort(parameters.tags)', ['B', 'a', 'b']],
  ["sort(parameters.tags, 'desc')", ['b', 'a', 'B']],
  ["sort(parameters.tags, 'asc ci')", ['a', 'b', 'B']],
  ["map(sort(parameters.people, 'asc', 'age'), 'id')", ['p2', 'p1']],
  // Collections
  ["get(parameters.people, '2.name')", 'Joe'],
  ["get(parameters, 'people[1].team.name')", 'x'],
  ["get(first(parameters.people), 'team')", { name: 'x' }],
  ["get(parameters.missing, 'a.b')", undefined],
  ['keys(parameters.map)', ['a', 'b-c', 'constructed']],
  ['keys(parameters.missing)', []],
  ["omit(parameters.map, 'a', 'constructed')", { 'b-c': 2 }],
  ["pick(parameters.map, 'a', 'missing')", { a: 1 }],
  ["toCollection(parameters.pairs, 'key', 'value')", { a: '1', b: '2' }],
  ["toCollection(parameters.missing, 'key', 'value')", {}],
  ["toArray(pick(parameters.map, 'a'))", [{ key: 'a', value: 1 }]],
  // JSON, URLs, hashes
  ["parseJSON('[' + join(split(body, newline), ',') + ']')", [{ a: 1 }, { a: 2 }]],
  ["parseJSON('[' + join(split(emptystring, newline), ',') + ']')", []],
  ['createJSON(temp.claims)', '{"uid":"key","iat":1,"exp":2}'],
  ["encodeURL('a b/ü?')", 'a%20b%2F%C3%BC%3F'],
  ["base64('hi')", 'aGk='],
  ["decodeURL('a%20b%2F%C3%BC')", 'a b/ü'],
  ["md5('hi')", '49f68a5c8493ec2c0bf489821c21fc3b'],
  ["sha1('abc')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ["sha256('abc', 'base64')", 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  ["length(sha512('abc', 'hex'))", 128],
  // With a key it is an HMAC; the key may be text or encoded.
  ["sha1('what do ya want for nothing?', 'hex', 'Jefe')", 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ["sha256('what do ya want for nothing?', 'base64', 'Jefe')", jefe],
  ["sha256('what do ya want for nothing?', 'base64', '4a656665', 'hex')", jefe],
  ["sha256('what do ya want for nothing?', 'base64', 'SmVmZQ==', 'base64')", jefe],
  ["sha256('what do ya want for nothing?', 'base64', 'Jefe', 'text')", jefe],
  // Names with dots, as a webhook may write them
  ['parameters.record.`members.tier.id`', 'base'],
  ['parameters.record.`other-key`.`a.b`[2]', 2],
  ['parameters.record.`members.none`', undefined],
])('the function in {{%s}}', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test.each<[string, unknown]>([
  ["formatDate(now, 'YYYY-MM-DD')", '2026-11-20'],
  ["formatDate(now, 'D/M/YYYY HH:mm:ss.SSS')", '20/11/2026 09:30:00.000'],
  ["formatDate(now, 'YYYY-MM-DDTHH:mm:ss[Z]', 'UTC')", '2026-11-20T09:30:00Z'],
  ["formatDate(now, 'HH:mm Z', 'Asia/Kolkata')", '15:00 +05:30'],
  ["formatDate(now, 'X')", '1795167000'],
  ["formatDate(now, 'x')", '1795167000000'],
  // Text is read as a date, and the zone is that of the run unless given.
  ["formatDate(parameters.date, 'YYYY-MM-DD')", '2026-07-02'],
  ["formatDate(parameters.date, 'YYYY-MM-DD', 'UTC')", '2026-07-01'],
  ["formatDate(parseDate('2026-07-01'), 'x')", String(Date.parse('2026-06-30T23:00:00Z'))],
  ["formatDate(parseDate('1990-5-7', 'YYYY-M-D', 'UTC'), 'YYYY-MM-DD', 'UTC')", '1990-05-07'],
  ["parseDate('2026-07-01T10:00:00+02:00')", new Date('2026-07-01T08:00:00Z')],
  ["parseDate('1795167000', 'X')", new Date('2026-11-20T09:30:00Z')],
  ["parseDate(parameters.seconds, 'X')", new Date('2026-11-20T09:30:00Z')],
  ["formatDate(parseDate(parameters.seconds, 'X'), 'YYYY-MM-DDTHH:mm:ss[Z]', 'UTC')", '2026-11-20T09:30:00Z'],
  ["parseDate(1795167000000, 'x')", new Date('2026-11-20T09:30:00Z')],
  ['parseDate(now)', new Date('2026-11-20T09:30:00Z')],
  ["addDays(parseDate('2026-03-28T12:00:00Z'), 1)", new Date('2026-03-29T11:00:00Z')],
  ['addSeconds(now, -60)', new Date('2026-11-20T09:29:00Z')],
  ['addMonths(now, 1)', new Date('2026-12-20T09:30:00Z')],
])('the date in {{%s}}', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test('a JWT is signed with HS256 and carries nothing of its own', () => {
  const token = String(value("jwt(temp.claims, 'secret', 'HS256')"));
  const [header = '', claims = '', signature] = token.split('.');
  const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect([decode(header), decode(claims)]).toEqual([
    { alg: 'HS256', typ: 'JWT' },
    { uid: 'key', iat: 1, exp: 2 },
  ]);
  expect(signature).toBe(createHmac('sha256', 'secret').update(`${header}.${claims}`).digest('base64url'));
});
