// Protects what operations see of their inputs: clean values, or a message that names the field to put right.
import fc from 'fast-check';
import type { Fields } from '../../operation/field.ts';
import { cleanInput, UserMistake } from '../../operation/input.ts';
import { anyString } from '../support/texts.ts';

const fields: Fields = {
  name: { type: 'text', label: 'Name' },
  email: { type: 'email', label: 'Email Address' },
  points: { type: 'number', label: 'Points' },
  optOut: { type: 'boolean', label: 'Opt Out' },
  method: {
    type: 'choice',
    label: 'Method',
    choices: [
      { value: 'expire', label: 'Expire now' },
      { value: 'doNothing', label: 'Leave it' },
    ],
  },
  expiryDate: { type: 'dateTime', label: 'Expiry Date' },
  dateOfBirth: { type: 'date', label: 'Date of Birth' },
  metaData: { type: 'keyValues', label: 'Custom Fields' },
  link: { type: 'url', label: 'Link' },
  externalId: { type: 'text', label: 'External ID', names: true },
  limit: { type: 'count', label: 'Limit' },
  events: {
    type: 'choices',
    label: 'Events',
    choices: ['a', 'b'].map((value) => ({ value, label: value })),
  },
};

const clean = (raw: Record<string, unknown>, of: Fields = fields) => cleanInput(of, raw, 'Europe/Berlin');

function mistake(raw: Record<string, unknown>, of: Fields = fields): string {
  try {
    clean(raw, of);
  } catch (error) {
    if (error instanceof UserMistake) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each(
  Object.keys(fields).flatMap((key) => ['', null, undefined, '  \n'].map((blank) => [key, blank] as const)),
)('a blank %s (%j) is left out', (key, blank) => {
  expect(clean({ [key]: blank })).toEqual({});
});

test.each<[string, unknown, unknown]>([
  ['name', '  Jane Doe ', 'Jane Doe'],
  ['name', 42, '42'],
  ['name', false, 'false'],
  ['name', '{{1.id}} 日本\nzwei', '{{1.id}} 日本\nzwei'],
  ['email', ' Jane.Doe+x@Example.com ', 'Jane.Doe+x@Example.com'],
  ['link', ' https://example.com/jane.png ', 'https://example.com/jane.png'],
  ['points', 0, 0],
  ['points', '0', 0],
  ['points', ' 1250 ', 1250],
  ['points', '12.50', 12.5],
  ['points', '-3', -3],
  ['points', '.5', 0.5],
  ['optOut', true, true],
  ['optOut', false, false],
  ['optOut', 1, true],
  ['optOut', '0', false],
  ['optOut', 'TRUE', true],
  ['optOut', 'No', false],
  ['optOut', ' yes ', true],
  ['optOut', 'checked', true],
  ['method', 'expire', 'expire'],
  ['method', 'Expire now', 'expire'],
  ['method', 'EXPIRE NOW', 'expire'],
  ['method', 'expire-now', 'expire'],
  ['method', 'do_nothing', 'doNothing'],
  ['method', ' Leave It', 'doNothing'],
  ['expiryDate', '2026-12-31', '2026-12-31T22:59:59Z'],
  ['expiryDate', '2026-12-31 18:00', '2026-12-31T17:00:00Z'],
  ['dateOfBirth', '5/17/1990', '1990-05-17'],
  ['metaData', { a: 'x', ' b ': 1, c: true }, { a: 'x', b: '1', c: 'true' }],
  ['metaData', { a: '', b: null, c: undefined, '': 'x', ' ': 'y' }, undefined],
  ['metaData', { a: '   ', b: '\n', c: ' x ', d: 'cut \ud83d' }, { c: 'x', d: 'cut \ufffd' }],
  ['externalId', 'x'.repeat(500), 'x'.repeat(500)],
  ['externalId', '...', '...'],
  ['limit', '10', 10],
  ['limit', '10.0', 10],
  ['events', 'a, b', ['a', 'b']],
  ['events', ['b'], ['b']],
  ['expiryDate', '2026-12-31T00:00:00-08:00', '2027-01-01T07:59:59Z'],
])('%s: %j is read as %j', (key, raw, expected) => {
  expect(clean({ [key]: raw })[key]).toEqual(expected);
});

test.each<[string, unknown, RegExp]>([
  ['email', 'jane', /^Email Address is “jane”\. .*jane@example\.com/],
  ['email', 'jane@example', /^Email Address is/],
  ['link', 'jane.png', /^Link is “jane\.png”\. Map a public link that begins with https:\/\//],
  ['email', 'a@b.c, d@e.f', /^Email Address is/],
  ['points', '1,250', /^Points is “1,250”\. .*plain number/],
  ['points', '12 EUR', /^Points is “12 EUR”/],
  ['points', '1e5', /^Points is/],
  ['points', 'Infinity', /^Points is/],
  ['points', true, /^Points is “true”/],
  ['optOut', 'maybe', /^Opt Out is “maybe”\. Use yes or no\.$/],
  ['optOut', 'constructor', /^Opt Out is “constructor”/],
  ['optOut', '__proto__', /^Opt Out is “__proto__”/],
  ['method', 'void', /^Method is “void”\. Use one of: expire, doNothing\.$/],
  ['expiryDate', 'soon', /^Expiry Date is “soon”\. .*2026-12-31/],
  ['dateOfBirth', '31/12/1990', /^Date of Birth is “31\/12\/1990”\. .*1990-05-17.*month first/],
  ['name', ['a', 'b'], /^Name holds a list\. Map a single value instead\.$/],
  ['points', [1], /^Points holds a list/],
  ['name', { a: 1 }, /^Name /],
  ['metaData', 'x', /^Custom Fields must be pairs/],
  ['metaData', ['a'], /^Custom Fields must be pairs/],
  ['metaData', { a: ['x'] }, /^Custom Fields must be pairs/],
  ['metaData', { a: { b: 1 } }, /^Custom Fields must be pairs/],
  ['email', 'x'.repeat(500), /^Email Address is “x{57}…”/],
  ['email', `${'x'.repeat(56)}\u{1f39f}${'x'.repeat(9)}`, /^Email Address is “x{56}…”/],
  ['points', '9'.repeat(400), /^Points is “9{57}…”\. .*at most 15 digits/],
  ['limit', '0', /^Limit is “0”\. Use a whole number from 1 up\.$/],
  ['limit', -1, /^Limit is “-1”/],
  ['limit', '2.5', /^Limit is “2\.5”/],
  ['externalId', '..', /^External ID: “\.\.” cannot be an ID\. Use another one\.$/],
  [
    'externalId',
    'x'.repeat(501),
    /^External ID: “x{57}…” cannot be an ID\. Use one of at most 500 characters\.$/,
  ],
  ['events', { a: true }, /^Events must be a list of choices/],
  ['events', [['a']], /^Events holds a list/],
  [
    'expiryDate',
    '03/04/2027',
    /^Expiry Date is “03\/04\/2027”\. That may be 4 March 2027 or 3 April 2027\. Write it as 2027-03-04 or 2027-04-03\.$/,
  ],
])('%s: %j is refused with a message that names the field', (key, raw, message) => {
  expect(mistake({ [key]: raw })).toMatch(message);
});

test.each(['03/04/2027 or so', '03/04/1200'])(
  '%j has two readings and neither is a date: how one is written is told',
  (text) => {
    expect(mistake({ expiryDate: text })).toBe(
      `Expiry Date is “${text}”. Write the date as 2026-12-31 or 2026-12-31T18:00:00+01:00 (dates with slashes are read month first: 12/31/2026).`,
    );
  },
);

test('what is blank has no key, and nothing else is left out', () => {
  expect(clean({ name: '', points: '0', optOut: null })).toStrictEqual({ points: 0 });
});

test('a mistake says whose it is', () => {
  expect(new UserMistake('No.', 'name')).toMatchObject({
    name: 'UserMistake',
    message: 'No.',
    field: 'name',
  });
});

test('a clear time settles how a date of birth is read; a text that looks like one does not', () => {
  expect(clean({ dateOfBirth: '03/04/1990', expiryDate: '12/31/2026' }).dateOfBirth).toBe('1990-03-04');
  expect(mistake({ dateOfBirth: '03/04/1990', name: '12/31/2026' })).toMatch(/That may be 4 March 1990/);
});

test('a date that is clear settles how the others of the same run are read', () => {
  expect(clean({ expiryDate: '03/04/2027', dateOfBirth: '5/17/1990' })).toEqual({
    expiryDate: '2027-03-04T22:59:59Z',
    dateOfBirth: '1990-05-17',
  });
});

test.each(['email', 'points', 'limit', 'optOut', 'method', 'expiryDate', 'dateOfBirth'])(
  '%s looks at a very long text once, not once for each of its characters',
  (key) => {
    // A pattern that takes the square of these lengths needs minutes.
    for (const text of [`a@${'.'.repeat(300_000)}@`, `a@${'.'.repeat(300_000)} `, `${'1'.repeat(300_000)}x`])
      expect(mistake({ [key]: text })).toMatch(/…”/);
  },
);

describe('the inputs of custom fields', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    ['are gathered in metaData', { meta_size: 'L', meta_count: 2 }, { size: 'L', count: '2' }],
    [
      'join metaData and win over it',
      { metaData: { size: 'S', hue: 'red' }, meta_size: 'L' },
      { size: 'L', hue: 'red' },
    ],
    [
      'leave metaData alone when blank',
      { metaData: { size: 'S' }, meta_size: '', meta_hue: null },
      { size: 'S' },
    ],
    ['keep names with underscores', { meta_meta_x: '1' }, { meta_x: '1' }],
    ['are none when all are blank', { meta_size: '' }, undefined],
  ])('%s', (_name, raw, expected) => {
    expect(clean(raw).metaData).toEqual(expected);
  });

  test('are ignored by an operation without custom fields', () => {
    expect(clean({ meta_size: 'L' }, { name: { type: 'text', label: 'Name' } })).toEqual({});
  });

  test.each([{ a: 1 }, ['x', 'y']])('refuse %j, which is no single value', (value) => {
    expect(mistake({ meta_size: value })).toMatch(/size/);
  });
});

describe('fields of pass types', () => {
  const typed: Fields = {
    passType: {
      type: 'choice',
      label: 'Pass Type',
      required: true,
      choices: ['membership', 'coupon', 'eventTicket'].map((value) => ({ value, label: value })),
    },
    programId: { type: 'text', label: 'Program', passTypes: ['membership'], required: true },
    campaignId: { type: 'text', label: 'Campaign', passTypes: ['coupon'], required: { unless: ['id'] } },
    points: { type: 'number', label: 'Points', passTypes: ['membership'] },
    id: { type: 'text', label: 'Pass' },
    externalId: { type: 'text', label: 'External ID', required: { unless: ['id', 'email'] } },
    email: { type: 'email', label: 'Email Address' },
  };

  test('of other types are dropped', () => {
    const raw = { passType: 'Coupon', programId: 'p', points: 3, campaignId: 'c', externalId: 'x' };
    expect(clean(raw, typed)).toEqual({ passType: 'coupon', campaignId: 'c', externalId: 'x' });
  });

  test('of other types are not even looked at: a mapped row may hold anything there', () => {
    expect(clean({ passType: 'coupon', points: 'n/a', id: 'x' }, typed)).toEqual({
      passType: 'coupon',
      id: 'x',
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['the pass type itself', {}, 'Pass Type is missing. Fill it in.'],
    ['a required field', { passType: 'membership', externalId: 'x' }, 'Program is missing. Fill it in.'],
    [
      'one of two',
      { passType: 'coupon', externalId: 'x' },
      'Campaign is missing. Fill it in, or fill in Pass instead.',
    ],
    [
      'one of three',
      { passType: 'eventTicket', externalId: ' ' },
      'External ID is missing. Fill it in, or fill in Pass or Email Address instead.',
    ],
  ])('%s is asked for by its label', (_name, raw, message) => {
    expect(mistake(raw, typed)).toBe(message);
  });

  test.each<Record<string, unknown>>([
    { passType: 'coupon', id: 'x' },
    { passType: 'eventTicket', email: 'a@b.co' },
    { passType: 'membership', programId: 'p', externalId: 'x' },
  ])('%j lacks nothing', (raw) => {
    expect(clean(raw, typed)).toEqual(raw);
  });
});

test.each([{ metaData: JSON.parse('{"__proto__":"x","a":"b"}') }, { meta___proto__: 'x', meta_a: 'b' }])(
  'a custom field called __proto__ (%j) never becomes a prototype',
  (raw) => {
    const { metaData } = clean(raw);
    expect(metaData).toHaveProperty('a', 'b');
    expect(Object.getPrototypeOf(metaData)).toBe(Object.prototype);
  },
);

test('any map of custom fields comes out as it is but for spaces around, and blank keys and values', () => {
  const texts = fc.oneof(
    anyString(),
    fc.constantFrom('', '{{bundle.authData.apiSecret}}', '{{1.id}}', '$1 $&', 'a\r\nb', '日本 👩‍👩‍👧', '"\\'),
  );
  // __proto__ is the one name that may be dropped, see above.
  const keys = fc
    .oneof(texts, fc.constantFrom('constructor', 'toString', 'length', 'prototype'))
    .filter((key) => key.trim() !== '__proto__');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(keys, texts), { selector: ([key]) => key.toWellFormed().trim() }),
      (entries) => {
        const expected = entries
          .map(([key, value]): [string, string] => [key.toWellFormed().trim(), value.toWellFormed().trim()])
          .filter(([key, value]) => key !== '' && value !== '');
        const cleaned = clean({ metaData: Object.fromEntries(entries) }).metaData;
        expect(new Map(Object.entries(Object(cleaned)))).toEqual(new Map(expected));
      },
    ),
  );
});

test.each([
  ['missing_input', { externalId: { type: 'text', label: 'External ID', required: true } }, {}],
  ['invalid_email', { emailAddress: { type: 'email', label: 'Email Address' } }, { emailAddress: 'x' }],
  ['invalid_id', { id: { type: 'text', label: 'Pass', names: true } }, { id: '..' }],
  ['invalid_input', { limit: { type: 'count', label: 'Limit' } }, { limit: '0' }],
  ['invalid_input', { note: { type: 'text', label: 'Note' } }, { note: ['a'] }],
] as const satisfies readonly (readonly [string, Fields, Record<string, unknown>])[])(
  'a mistake has the code %s',
  (code, fields, raw) => {
    expect(() => cleanInput(fields, raw, 'UTC')).toThrow(expect.objectContaining({ code }));
  },
);
