// The exact requests of every operation, one by one, as PassKit's API documents them.
import nock from '../support/nock.ts';
import { zapierApp } from '../support/zapier.ts';

const app = zapierApp({ region: 'pub1', apiKey: 'key', apiSecret: 'secret' });
const host = 'https://api.pub1.passkit.io';
const bearer = { authorization: /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/, 'content-type': /json/ };

type Exchange = [method: string, path: string, body: unknown, status: number, answer: unknown];

/** Answers the requests in order; what was sent is compared when the run is over. */
function expectRequests(...exchanges: Exchange[]): { check: () => void } {
  const sent: unknown[] = [];
  for (const [method, path, body, status, answer] of exchanges) {
    const reqheaders = body === undefined ? { authorization: bearer.authorization } : bearer;
    nock(host, { reqheaders })
      .intercept(path, method)
      .reply((_uri, requestBody) => {
        sent.push(requestBody === '' ? undefined : requestBody);
        return [status, typeof answer === 'string' ? answer : JSON.stringify(answer)];
      });
  }
  return { check: () => expect(sent).toEqual(exchanges.map(([, , body]) => body)) };
}

const time = expect.stringMatching(/^20\d\d-.*Z$/);
const member = {
  id: 'M1',
  externalId: 'row 1/ä',
  programId: 'P',
  tierId: 'base',
  status: 'ENROLLED',
  points: 3,
  person: { displayName: 'Jane', surname: '', emailAddress: 'jane@example.com' },
  metaData: { a: '1' },
  expiryDate: null,
  created: '2026-01-01T00:00:00Z',
  updated: '2026-01-02T00:00:00Z',
};
const ticket = {
  id: 'T1',
  ticketNumber: 'N 1',
  status: 'ISSUED',
  optOut: 'OFF',
  orderNumber: 'O',
  barcodeContents: '',
  event: { id: 'E', production: { id: 'PR' } },
  ticketType: { id: 'TT', productionId: 'PR' },
  person: { displayName: 'Jane', salutation: 'Dr', surname: '' },
  metaData: { a: '1' },
  seatInfo: { seat: '1', row: '', localizedSeat: null },
  expiryDate: '2030-01-01T00:00:00Z',
};
const coupon = {
  id: 'C1',
  externalId: 'M1',
  campaignId: 'CA',
  offerId: 'OF',
  status: 'UNREDEEMED',
  person: {},
  metaData: {},
  redemptionDetails: null,
  expiryDate: '2999-01-01T00:00:00Z',
  created: null,
  updated: null,
};
const redeemed = {
  ...coupon,
  status: 'REDEEMED',
  redemptionDetails: {
    redemptionDate: '2026-01-01T10:00:00Z',
    redemptionReference: 'r',
    transactionReference: '',
  },
};
const conflict = { error: 'exists', code: 6, message: 'already exists', details: [] };

type Case = [
  name: string,
  key: string,
  input: Record<string, unknown>,
  exchanges: Exchange[],
  bundle: Record<string, unknown>,
];

const creates: Case[] = [
  [
    'issue a membership',
    'issue_pass',
    {
      passType: 'membership',
      programId: 'P',
      tierId: 'base',
      externalId: 'row 1',
      displayName: 'Jane',
      dateOfBirth: '1990-05-17',
      expiryDate: '2030-06-30',
      points: '5',
      optOut: 'no',
      metaData: { a: '1' },
      meta_b: '2',
    },
    [
      [
        'POST',
        '/members/member',
        {
          programId: 'P',
          tierId: 'base',
          externalId: 'row 1',
          person: { displayName: 'Jane', dateOfBirth: { year: 1990, month: 5, day: 17 } },
          expiryDate: '2030-06-30T22:59:59Z',
          points: 5,
          optOut: false,
          metaData: { a: '1', b: '2' },
        },
        200,
        { id: 'M1' },
      ],
    ],
    {
      id: 'M1',
      outcome: 'created',
      status: 'ENROLLED',
      passUrl: 'https://pub1.pskt.io/M1',
      appleUrl: 'https://pub1.pskt.io/M1.pkpass',
      googleUrl: 'https://pub1.pskt.io/M1.gpay',
    },
  ],
  [
    'issue a coupon',
    'issue_pass',
    { passType: 'coupon', campaignId: 'CA', offerId: 'OF', externalId: 'M1', sku: 'S' },
    [
      [
        'POST',
        '/coupon/singleUse/coupon',
        { campaignId: 'CA', offerId: 'OF', externalId: 'M1', sku: 'S' },
        200,
        { id: 'C1' },
      ],
    ],
    { id: 'C1', outcome: 'created', status: 'UNREDEEMED' },
  ],
  [
    'issue a ticket',
    'issue_pass',
    {
      passType: 'eventTicket',
      productionId: 'PR',
      eventId: 'E',
      ticketTypeId: 'TT',
      externalId: 'N 1',
      seat: '1',
      orderNumber: 'O',
      optOut: true,
    },
    [
      ['GET', '/eventTickets/event/id/E', undefined, 200, { id: 'E', production: { id: 'PR' } }],
      [
        'POST',
        '/eventTickets/ticket',
        {
          eventId: 'E',
          ticketTypeId: 'TT',
          ticketNumber: 'N 1',
          orderNumber: 'O',
          seatInfo: { seat: '1' },
          optOut: true,
        },
        200,
        { id: 'T1' },
      ],
    ],
    { id: 'T1', outcome: 'created', status: 'ISSUED', externalId: 'N 1' },
  ],
  [
    'return the existing membership',
    'issue_pass',
    { passType: 'membership', programId: 'P', tierId: 'base', externalId: 'row 1/ä' },
    [
      ['POST', '/members/member', { programId: 'P', tierId: 'base', externalId: 'row 1/ä' }, 409, conflict],
      ['GET', '/members/member/externalId/P/row%201%2F%C3%A4', undefined, 200, member],
    ],
    { id: 'M1', outcome: 'existing', displayName: 'Jane', points: 3, surname: null },
  ],
  [
    'update a membership without custom fields',
    'update_pass',
    {
      passType: 'membership',
      programId: 'P',
      externalId: 'row 1',
      displayName: 'Janet',
      expiryDate: '2030-01-01T18:00:00+01:00',
    },
    [
      [
        'PUT',
        '/members/member',
        {
          externalId: 'row 1',
          programId: 'P',
          person: { displayName: 'Janet' },
          expiryDate: '2030-01-01T17:00:00Z',
        },
        200,
        { id: 'M1' },
      ],
    ],
    { id: 'M1', outcome: 'updated', displayName: 'Janet', status: null },
  ],
  [
    'merge custom fields of a membership',
    'update_pass',
    { passType: 'membership', id: 'M1', metaData: { b: '2' } },
    [
      ['GET', '/members/member/id/M1', undefined, 200, member],
      ['PUT', '/members/member', { id: 'M1', metaData: { a: '1', b: '2' } }, 200, { id: 'M1' }],
    ],
    { id: 'M1', outcome: 'updated', metaData: { a: '1', b: '2' }, displayName: 'Jane' },
  ],
  [
    'change tier and zero the points',
    'update_pass',
    { passType: 'membership', programId: 'P', externalId: 'row 1', tierId: 'gold', points: '0' },
    [
      [
        'PUT',
        '/members/member/tier',
        { externalMemberId: 'row 1', programId: 'P', tierId: 'gold' },
        200,
        { member: { id: 'M1' } },
      ],
      [
        'PUT',
        '/members/member/points/set',
        { externalId: 'row 1', programId: 'P', points: 0, resetPoints: true },
        200,
        { id: 'M1', points: 0 },
      ],
    ],
    { id: 'M1', tierId: 'gold', points: 0 },
  ],
  [
    'update a coupon',
    'update_pass',
    { passType: 'coupon', campaignId: 'CA', externalId: 'M1', sku: 'S' },
    [
      [
        'PUT',
        '/coupon/singleUse/coupon',
        { externalId: 'M1', campaignId: 'CA', sku: 'S' },
        200,
        { id: 'C1' },
      ],
    ],
    { id: 'C1', outcome: 'updated' },
  ],
  [
    'update a ticket and send the rest of it back',
    'update_pass',
    { passType: 'eventTicket', productionId: 'PR', externalId: 'N 1', surname: 'Doe', row: 'B' },
    [
      ['GET', '/eventTickets/ticket/ticketNumber?productionId=PR&ticketNumber=N+1', undefined, 200, ticket],
      [
        'PUT',
        '/eventTickets/ticket',
        {
          id: 'T1',
          orderNumber: 'O',
          seatInfo: { seat: '1', row: 'B' },
          person: { displayName: 'Jane', salutation: 'Dr', surname: 'Doe' },
          metaData: { a: '1' },
          optOut: 'OFF',
          expiryDate: '2030-01-01T00:00:00Z',
        },
        200,
        { id: 'T1' },
      ],
    ],
    { id: 'T1', outcome: 'updated', surname: 'Doe', displayName: 'Jane', productionId: 'PR' },
  ],
  [
    'expire a membership',
    'revoke_pass',
    { passType: 'membership', id: 'M1' },
    [
      ['GET', '/members/member/id/M1', undefined, 200, member],
      ['PUT', '/members/member/updateExpiry', { id: 'M1', expiryDate: time }, 200, { id: 'M1' }],
    ],
    { id: 'M1', outcome: 'expired', status: 'EXPIRED' },
  ],
  [
    'delete a ticket',
    'revoke_pass',
    { passType: 'eventTicket', id: 'T1', method: 'delete' },
    [
      ['GET', '/eventTickets/ticket/id/T1', undefined, 200, ticket],
      ['DELETE', '/eventTickets/ticket', { ticketId: 'T1' }, 200, {}],
    ],
    { id: 'T1', outcome: 'deleted', status: 'DELETED' },
  ],
  [
    'void a coupon',
    'revoke_pass',
    { passType: 'coupon', campaignId: 'CA', externalId: 'M1' },
    [
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1', undefined, 200, coupon],
      ['DELETE', '/coupon/singleUse/coupon', { id: 'C1' }, 200, {}],
    ],
    { id: 'C1', outcome: 'deleted' },
  ],
  [
    'redeem by external ID and campaign',
    'redeem_coupon',
    {
      campaignId: 'CA',
      externalId: 'M1',
      redemptionReference: 'r',
      transactionReference: 't',
      transactionAmount: '25.5',
    },
    [
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1-r', undefined, 404, { message: 'none' }],
      [
        'PUT',
        '/coupon/singleUse/coupon/redeem',
        {
          externalId: 'M1',
          campaignId: 'CA',
          redemptionDetails: { redemptionReference: 'r', transactionReference: 't', transactionAmount: 25.5 },
        },
        200,
        { id: 'C1' },
      ],
    ],
    { id: 'C1', outcome: 'redeemed', status: 'REDEEMED', externalId: 'M1', campaignId: 'CA' },
  ],
  [
    'redeem by PassKit ID alone',
    'redeem_coupon',
    { id: 'C1', campaignId: 'CA', externalId: 'ignored' },
    [['PUT', '/coupon/singleUse/coupon/redeem', { id: 'C1' }, 200, { id: 'C1' }]],
    { id: 'C1', outcome: 'redeemed' },
  ],
  [
    'recognise an own retry of a redemption',
    'redeem_coupon',
    { campaignId: 'CA', externalId: 'M1', redemptionReference: 'r' },
    [
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1-r', undefined, 404, { message: 'none' }],
      [
        'PUT',
        '/coupon/singleUse/coupon/redeem',
        { externalId: 'M1', campaignId: 'CA', redemptionDetails: { redemptionReference: 'r' } },
        400,
        { code: 9, message: 'already redeemed' },
      ],
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1', undefined, 200, redeemed],
    ],
    { id: 'C1', outcome: 'already_redeemed', redemptionDate: '2026-01-01T10:00:00Z' },
  ],
  [
    'reissue a redeemed coupon: issue, then hand the name over',
    'reissue_coupon',
    { campaignId: 'CA', offerId: 'OF', externalId: 'M1' },
    [
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1', undefined, 200, redeemed],
      ['GET', '/coupon/singleUse/coupon/externalId/CA/M1-next-coupon', undefined, 404, { message: 'none' }],
      [
        'POST',
        '/coupon/singleUse/coupon',
        { campaignId: 'CA', offerId: 'OF', externalId: 'M1-next-coupon' },
        200,
        { id: 'C2' },
      ],
      ['PUT', '/coupon/singleUse/coupon/externalId', { id: 'C1', newExternalId: 'M1-r' }, 200, { id: 'C1' }],
      ['PUT', '/coupon/singleUse/coupon/externalId', { id: 'C2', newExternalId: 'M1' }, 200, { id: 'C2' }],
    ],
    { id: 'C2', outcome: 'reissued', externalId: 'M1', redemptionDate: null },
  ],
];

test.each(creates)('%s', async (_name, key, input, exchanges, bundle) => {
  const requests = expectRequests(...exchanges);
  expect(await app.create(key, input)).toMatchObject(bundle);
  requests.check();
});

const byEmail = (field: string, value: string) => ({
  limit: 100,
  offset: 0,
  orderBy: 'created',
  orderAsc: false,
  filterGroups: [
    { condition: 'AND', fieldFilters: [{ filterField: field, filterValue: value, filterOperator: 'like' }] },
  ],
});

const searches: Case[] = [
  [
    'find a membership by e-mail',
    'find_pass',
    { passType: 'membership', programId: 'P', emailAddress: 'jane@example.com' },
    [
      [
        'POST',
        '/members/member/list/P',
        { filters: byEmail('person.emailAddress', 'jane@example.com') },
        200,
        `${JSON.stringify({ result: member })}\n`,
      ],
    ],
    { id: 'M1', emailAddress: 'jane@example.com' },
  ],
  [
    'find a ticket by e-mail',
    'find_pass',
    { passType: 'eventTicket', productionId: 'PR', emailAddress: 'j@example.com' },
    [
      [
        'POST',
        '/eventTickets/tickets/list',
        { productionId: 'PR', filters: byEmail('person.emailAddress', 'j@example.com') },
        200,
        `${JSON.stringify({ result: { ...ticket, event: { id: 'E' }, production: { id: 'PR' }, person: { emailAddress: 'J@example.com' } } })}\n`,
      ],
    ],
    { id: 'T1', productionId: 'PR', eventId: 'E', ticketTypeId: 'TT' },
  ],
  [
    'find the active coupon',
    'find_active_coupon',
    { campaignId: 'CA', externalId: 'M1' },
    [['GET', '/coupon/singleUse/coupon/externalId/CA/M1', undefined, 200, coupon]],
    { id: 'C1', status: 'UNREDEEMED' },
  ],
];

test.each(searches)('%s', async (_name, key, input, exchanges, bundle) => {
  const requests = expectRequests(...exchanges);
  expect(await app.search(key, input)).toMatchObject([bundle]);
  requests.check();
});

test('a filter that PassKit ignored hands nobody a stranger’s pass', async () => {
  const strangers = [member, { ...member, id: 'M2', person: { emailAddress: 'other@example.com' } }];
  expectRequests([
    'POST',
    '/members/member/list/P',
    { filters: byEmail('person.emailAddress', 'max@example.com') },
    200,
    strangers.map((result) => JSON.stringify({ result })).join('\n'),
  ]);
  expect(
    await app.search('find_pass', {
      passType: 'membership',
      programId: 'P',
      emailAddress: 'max@example.com',
    }),
  ).toEqual([]);
});

test('the United States region has its own host and its own pass pages', async () => {
  nock('https://api.pub2.passkit.io').post('/coupon/singleUse/coupon').reply(200, { id: 'C1' });
  const american = zapierApp({ region: 'pub2', apiToken: 'token' });
  const pass = await american.create('issue_pass', { passType: 'coupon', campaignId: 'CA', offerId: 'OF' });
  expect(pass.passUrl).toBe('https://pub2.pskt.io/C1');
});
