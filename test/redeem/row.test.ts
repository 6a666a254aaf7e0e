// Protects how a body becomes a row, sentence by sentence: what is exact is taken, and of the rest the field is named.
import issuePass from '../../creates/issuePass.ts';
import { exactRow, parseRow, type Row, UnreadableRow } from '../../redeem/row.ts';

const { fields } = issuePass;
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/** What is taken of a body, or why it is not: status, code, field, message. */
function read(body: ArrayBuffer): Row | unknown[] {
  try {
    return exactRow(parseRow(body), fields);
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    return [error.status, error.code, error.field, error.message];
  }
}
const unclear = 'is a number that cannot be read exactly. Send it as text, in quotes.';
const damaged = 'holds half a character, or one that was lost on the way. Send the whole text.';

const taken: [string, string, Row][] = [
  ['a whole number', '{"externalId":42,"points":-7}', { externalId: 42, points: -7 }],
  ['the largest whole number', '{"externalId":9007199254740991}', { externalId: 9007199254740991 }],
  ['an amount', '{"points":12.5}', { points: 12.5 }],
  ['nothing', '{"externalId":null,"optOut":true,"x":[]}', { externalId: null, optOut: true, x: [] }],
];
const refused: [string, string, unknown[]][] = [
  ['an ID too long', '{"externalId":12345678901234567890}', ['externalId', `External ID ${unclear}`]],
  ['a number in no field', '{"x":12345678901234567890}', ['x', `x ${unclear}`]],
  [
    'a number by a name of JavaScript’s',
    '{"toString":12345678901234567890}',
    ['toString', `toString ${unclear}`],
  ],
  ['points too many', '{"points":9007199254740993}', ['points', `Points ${unclear}`]],
  ['points without end', '{"points":-1e400}', ['points', `Points ${unclear}`]],
];

test.each([
  ...taken,
  ['an amount with many decimals', '{"points":12.50}', { points: 12.5 }],
  ['points written with a decimal', '{"points":9007199254740991.0}', { points: 9007199254740991 }],
] satisfies typeof taken)('%s is taken', (_what, body, row) => {
  expect(read(bytes(body))).toEqual(row);
});

test.each([
  ...refused,
  ['an ID written with a decimal', '{"externalId":1.0}', ['externalId', `External ID ${unclear}`]],
  ['a number in a list', '{"displayName":["x",1.0]}', ['displayName', `Display Name ${unclear}`]],
  ['a number in a custom field', '{"metaData":{"a":{"b":1.0}}}', ['metaData', `Custom Fields ${unclear}`]],
  ['half a character', '{"displayName":"a\\ud83d"}', ['displayName', `Display Name ${damaged}`]],
  ['half a character in a name', '{"\\ud83d":1}', ['\ud83d', `\ud83d ${damaged}`]],
] satisfies typeof refused)('%s is refused', (_what, body, [field, message]) => {
  expect(read(bytes(body))).toEqual([422, 'invalid_input', field, message]);
});

test.each(['id', 'externalId', 'programId', 'redemptionReference'])(
  'a character that was lost in %s makes it another one',
  (key) => {
    expect(read(bytes(JSON.stringify({ [key]: 'row-\ufffd' })))).toEqual([
      422,
      'invalid_input',
      key,
      expect.stringContaining(damaged),
    ]);
  },
);

test.each(['displayName', 'paid', 'idea', 'externalIdNote'])(
  'a character that was lost in %s stays',
  (key) => {
    expect(read(bytes(JSON.stringify({ [key]: 'Jos\ufffd' })))).toEqual({ [key]: 'Jos\ufffd' });
  },
);

test.each<[string, string | undefined, string]>([
  ['{"action":"issue","externalId":"M\xfcller"}', 'externalId', 'The value of externalId'],
  ['{"M\xfcller":1}', 'M\ufffdller', 'The value of M\ufffdller'],
  ['{"externalId":"x"}\xff', undefined, 'The body'],
  ['\xff', undefined, 'The body'],
])('bytes that are not UTF-8: %s', (body, field, where) => {
  const latin = new Uint8Array(Buffer.from(body, 'latin1')).buffer;
  const message = `${where} is not UTF-8. Send the body as UTF-8.`;
  expect(read(latin)).toEqual([400, 'not_utf8', field, message]);
});

test.each(['', '{', '[]', '7', 'null', '"x"'])('no JSON object: %s', (body) => {
  const message = 'The body must be a JSON object, such as {"action":"issue", …}.';
  expect(read(bytes(body))).toEqual([400, 'no_json', undefined, message]);
});

describe('where a runtime does not tell how a number was written', () => {
  const { parse } = JSON;
  beforeEach(() => {
    jest
      .spyOn(JSON, 'parse')
      .mockImplementation((text: string, reviver?: (key: string, value: unknown) => unknown) =>
        parse(text, reviver && ((key, value) => reviver(key, value))),
      );
  });
  afterEach(() => jest.restoreAllMocks());

  test.each(taken)('%s is taken', (_what, body, row) => {
    expect(read(bytes(body))).toEqual(row);
  });

  test.each(refused)('%s is refused', (_what, body, [field, message]) => {
    expect(read(bytes(body))).toEqual([422, 'invalid_input', field, message]);
  });
});
