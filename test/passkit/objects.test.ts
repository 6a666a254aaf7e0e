// Protects the reading of PassKit's objects: unset fields are missing, both spellings of metaData are one.
import type * as z from 'zod';
import * as objects from '../../passkit/objects.ts';

const { coupon, event, idAnswer, member, memberEvent, metaKeys, profile, template, ticket } = objects;
const person = {
  displayName: '',
  forename: 'Jane',
  surname: null,
  emailAddress: 'jane@example.com',
  mobileNumber: '',
};

test('a member with unset fields: "" and null are missing, zero is not', () => {
  const read = member.parse({
    id: 'm',
    person,
    points: 0,
    tierId: '',
    programId: 'P',
    expiryDate: null,
    status: 'ENROLLED',
  });
  expect(read.person).toMatchObject({ forename: 'Jane', emailAddress: 'jane@example.com' });
  expect([
    read.person.displayName,
    read.person.surname,
    read.person.mobileNumber,
    read.tierId,
    read.expiryDate,
  ]).toEqual(Array(5).fill(undefined));
  expect(read).toMatchObject({ points: 0, programId: 'P', status: 'ENROLLED', metaData: {} });
});

test.each<[string, z.ZodType<{ id: string; person: { forename?: string | undefined }; metaData: object }>]>([
  ['member', member],
  ['coupon', coupon],
  ['ticket', ticket],
])('a %s of which only the id is set has parts that are safe to look into', (_name, schema) => {
  for (const unset of [undefined, null]) {
    const read = schema.parse({
      id: 'x',
      person: unset,
      metaData: unset,
      passMetaData: unset,
      redemptionDetails: unset,
    });
    expect(read.person.forename).toBeUndefined();
    expect(read.metaData).toEqual({});
  }
});

test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['metaData', { metaData: { a: 'x' } }, { a: 'x' }],
  ['metadata', { metadata: { a: 'x' } }, { a: 'x' }],
  ['both: metaData counts', { metadata: { a: 'old' }, metaData: { a: 'new' } }, { a: 'new' }],
  ['metadata that is null', { metadata: null }, {}],
  [
    'values that are no texts',
    { metaData: { a: 1, b: true, c: null, d: '' } },
    { a: '1', b: 'true', c: '', d: '' },
  ],
  ['none', {}, {}],
])('custom fields as %s', (_name, raw, expected) => {
  for (const schema of [member, coupon, ticket]) {
    expect(schema.parse({ id: 'x', ...raw }).metaData).toEqual(expected);
  }
});

test.each<[unknown, unknown]>([
  [
    { year: 1990, month: 5, day: 17 },
    { year: 1990, month: 5, day: 17 },
  ],
  [{ year: 0, month: 0, day: 0 }, undefined],
  [null, undefined],
  ['1990-05-17', undefined],
  [{ year: 1990 }, undefined],
])('date of birth %j reads %j', (raw, expected) => {
  expect(member.parse({ id: 'm', person: { dateOfBirth: raw } }).person.dateOfBirth).toEqual(expected);
});

test('a coupon keeps what tells its redemption and its offer', () => {
  const redemptionDetails = {
    redemptionDate: '2026-11-20T09:30:00Z',
    redemptionReference: 'row-1',
    transactionReference: '',
  };
  const read = coupon.parse({
    id: 'c',
    campaignId: 'C',
    offerId: 'O',
    sku: '',
    status: 'REDEEMED',
    redemptionDetails,
  });
  expect(read).toMatchObject({ campaignId: 'C', offerId: 'O', status: 'REDEEMED' });
  expect(read.sku).toBeUndefined();
  expect(read.redemptionDetails).toEqual({
    redemptionDate: '2026-11-20T09:30:00Z',
    redemptionReference: 'row-1',
  });
});

describe('a ticket', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'read alone names its production in the event',
      { event: { id: 'E', production: { id: 'P' } } },
      ['', 'P', ''],
    ],
    ['of a list names it beside the event', { production: { id: 'P' }, event: { id: 'E' } }, ['P', '', '']],
    [
      'of another variant names it in the ticket type',
      { ticketType: { id: 'T', productionId: 'P' } },
      ['', '', 'P'],
    ],
  ])('%s', (_name, raw, places) => {
    const { production, event: of, ticketType } = ticket.parse({ id: 't', ...raw });
    expect([production.id, of.production.id, ticketType.productionId].map((place) => place ?? '')).toEqual(
      places,
    );
  });

  test('keeps what we do not know, so that it can be sent back whole, but for what is unset', () => {
    const read = ticket.parse({
      id: 't',
      person: { ...person, gender: 'FEMALE', suffix: '', externalIds: ['x'] },
      seatInfo: { seat: '1', row: '', box: 'B' },
      faceValue: { amount: 120, currency: 'USD', note: null },
      passOverrides: { a: { b: '' }, c: { d: 'x' } },
    });
    expect(JSON.parse(JSON.stringify(read))).toMatchObject({
      person: { forename: 'Jane', emailAddress: 'jane@example.com', gender: 'FEMALE' },
      seatInfo: { seat: '1', box: 'B' },
      faceValue: { amount: 120, currency: 'USD' },
      passOverrides: { c: { d: 'x' } },
    });
    for (const gone of ['displayName', 'surname', 'suffix', 'externalIds']) {
      expect(JSON.parse(JSON.stringify(read.person))).not.toHaveProperty(gone);
    }
    expect(read.seatInfo).not.toHaveProperty('row');
    expect(read.passOverrides).not.toHaveProperty('a');
  });

  test.each([
    [true, true],
    ['ON', true],
    [false, false],
    ['OFF', false],
    [null, false],
    [undefined, false],
  ])('opt-out %s reads %s', (raw, optOut) => {
    expect(ticket.parse({ id: 't', optOut: raw }).optOut).toBe(optOut);
  });
});

test.each<[string, z.ZodType, unknown]>([
  ['a record without an id', member, { externalId: 'x' }],
  ['a record with an empty id', coupon, { id: '' }],
  ['a record that is no object', ticket, 'x'],
  ['nothing', member, undefined],
  ['a write that answers no id', idAnswer, {}],
  ['a write that answers an empty id', idAnswer, { id: '' }],
])('%s is refused', (_name, schema, raw) => {
  expect(schema.safeParse(raw).success).toBe(false);
});

test.each<[string, z.ZodType, unknown, unknown]>([
  ['a tier change', memberEvent, { member: null }, { member: { person: {} }, metaData: {} }],
  [
    'an event without a venue',
    event,
    { id: 'E', scheduledStartDate: '' },
    { id: 'E', production: {}, venue: {} },
  ],
  ['no custom fields in use', metaKeys, { response: null }, { response: [] }],
  ['custom fields in use', metaKeys, { response: ['meta.size'] }, { response: ['meta.size'] }],
  ['a template without data', template, { template: null }, { template: { data: { dataFields: [] } } }],
  ['an account without names', profile, { email: '', regionId: 'PUB1', other: 1 }, { regionId: 'PUB1' }],
  ['the answer to a delete', objects.emptyAnswer, {}, { done: true }],
])('%s is read', (_name, schema, raw, expected) => {
  expect(schema.parse(raw)).toEqual(expected);
});
