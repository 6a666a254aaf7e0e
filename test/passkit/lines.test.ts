// Protects the reading of PassKit's lists: whole lists come through, half a list never does.
import fc from 'fast-check';
import { PassKitError } from '../../passkit/errors.ts';
import { parseJson, resultsIn } from '../../passkit/lines.ts';

function failureOf(act: () => unknown): PassKitError {
  try {
    act();
  } catch (error) {
    if (error instanceof PassKitError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test.each<[string, string, unknown[]]>([
  ['an empty body', '', []],
  ['only line breaks', '\n\r\n \n', []],
  ['one line', '{"result":{"id":"a"}}', [{ id: 'a' }]],
  ['one line with its line break', '{"result":{"id":"a"}}\n', [{ id: 'a' }]],
  ['many lines, in order', '{"result":1}\n{"result":2}\n{"result":3}', [1, 2, 3]],
  ['CRLF and blank lines between', '{"result":1}\r\n\r\n{"result":2}\r\n', [1, 2]],
  ['a line break inside of a text', '{"result":"a\\nb"}', ['a\nb']],
  ['a result that has an error of its own', '{"result":{"error":"kept"}}', [{ error: 'kept' }]],
  ['an error that is null', '{"result":1,"error":null}', [1]],
])('%s', (_name, body, results) => {
  expect(resultsIn(body)).toEqual(results);
});

test('any results come through, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom('\n', '\r\n'), (values, end) => {
      const results: unknown[] = JSON.parse(JSON.stringify(values));
      expect(resultsIn(results.map((result) => JSON.stringify({ result }) + end).join(''))).toEqual(results);
    }),
  );
});

test('a list that is cut off anywhere inside of a line is refused as a whole', () => {
  const body = '{"result":{"id":"a"}}\n{"result":{"id":"b"}}';
  const second = body.indexOf('\n') + 2;
  for (let end = second; end < body.length; end += 1) {
    expect(failureOf(() => resultsIn(body.slice(0, end)))).toMatchObject({ status: undefined, lost: true });
  }
});

test.each<[string, string, number | undefined, RegExp]>([
  ['a gRPC code', '{"error":{"code":5,"message":"no such program","details":[]}}', 404, /^no such program$/],
  [
    'another gRPC code',
    '{"error":{"code":16,"message":"jwt was issued too long ago"}}',
    401,
    /issued too long ago/,
  ],
  [
    'both codes',
    '{"error":{"grpcCode":8,"httpCode":429,"message":"slow down","httpStatus":"x"}}',
    429,
    /^slow down$/,
  ],
  ['only grpcCode', '{"error":{"grpcCode":14,"message":"busy"}}', 503, /^busy$/],
  ['an unknown code', '{"error":{"code":99,"message":"odd"}}', 500, /^odd$/],
  ['a text', '{"error":"broken pipe"}', 500, /^broken pipe$/],
  ['no message', '{"error":{"code":13}}', 500, /\w/],
  ['an empty message', '{"error":{"code":13,"message":""}}', 500, /\w/],
  ['an empty object', '{"error":{}}', 500, /\w/],
  [
    'a message of the validator',
    '{"error":{"code":3,"message":"Field validation for \'Limit\' failed on the \'max\' tag"}}',
    400,
    /^Limit is/,
  ],
  ['no wrapping', '{"code":5,"message":"no such program","details":[]}', undefined, /\w/],
  [
    'text and code side by side',
    '{"error":"no such program","code":5,"message":"no such program","details":[]}',
    404,
    /no such program/,
  ],
  ['neither result nor error', '{}', undefined, /no result/],
  ['a line that is no object', 'null', undefined, /no result/],
  ['a line that is HTML', '<html>', undefined, /not JSON/],
])('an error in the stream: %s', (_name, line, status, message) => {
  const error = failureOf(() => resultsIn(`{"result":1}\n${line}\n{"result":2}`));
  expect(error.status).toBe(status);
  expect(error.message).toMatch(message);
});

test('parseJson reads JSON, and calls anything else a lost answer', () => {
  expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(failureOf(() => parseJson('{"a":'))).toMatchObject({ status: undefined, lost: true });
});
