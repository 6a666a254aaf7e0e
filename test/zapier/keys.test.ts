// Protects every key of the app. Zaps hold these keys, so a key is for ever: new ones may join these lists,
// none may leave them or change, and this test is not to be mended in any other way.
import * as z from 'zod';
import app from '../../index.ts';
import { tester } from '../support/tester.ts';
import { makeBundle } from '../support/zapier.ts';

const authData = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };
const keys = (things: object | undefined) => Object.keys(things ?? {}).sort();
const keyed = z.array(z.object({ key: z.string() }));
const actions = { ...app.searches, ...app.creates };

test('triggers', () => {
  expect(keys(app.triggers)).toEqual([
    'campaign_list',
    'coupon_list',
    'coupon_redeemed',
    'event_list',
    'member_list',
    'new_member',
    'new_member_event',
    'new_pass',
    'new_pass_polling',
    'offer_list',
    'pass_deleted',
    'pass_event',
    'pass_installed',
    'pass_invalidated',
    'pass_list',
    'pass_uninstalled',
    'pass_updated',
    'production_list',
    'program_list',
    'ticket_list',
    'ticket_redeemed',
    'ticket_type_list',
    'tier_list',
    'updated_pass_polling',
    'venue_list',
  ]);
});

test('searches', () => {
  expect(keys(app.searches)).toEqual([
    'count_passes',
    'find_active_coupon',
    'find_boarding_pass',
    'find_member_events',
    'find_or_issue_pass',
    'find_order',
    'find_pass',
    'search_passes',
  ]);
});

test('creates', () => {
  expect(keys(app.creates)).toEqual([
    'api_request',
    'burn_points',
    'check_in_member',
    'check_out_member',
    'create_event',
    'earn_points',
    'issue_boarding_pass',
    'issue_pass',
    'issue_passes',
    'redeem_coupon',
    'redeem_order',
    'redeem_ticket',
    'reissue_coupon',
    'renew_membership',
    'revoke_pass',
    'send_message',
    'send_pass',
    'set_pass_image',
    'transfer_ticket',
    'update_boarding_pass',
    'update_flight',
    'update_pass',
    'validate_ticket',
  ]);
});

test('searches or creates', () => {
  expect(keys(app.searchOrCreates)).toEqual(['find_or_issue_pass']);
  expect(app.searchOrCreates?.find_or_issue_pass).toMatchObject({
    search: 'find_pass',
    create: 'issue_pass',
  });
});

test('fields of the connection', () => {
  const fields = keyed.parse(app.authentication?.fields).map(({ key }) => key);
  expect(fields).toEqual(['region', 'apiKey', 'apiSecret', 'apiToken']);
});

/** The input fields of an action or search; field functions are asked, as the editor does. */
async function inputsOf(key: string, bundle: object): Promise<unknown[]> {
  const fields: unknown[] = [];
  for (const item of actions[key]?.operation.inputFields ?? []) {
    const found =
      typeof item === 'function' ? await Reflect.apply(tester, undefined, [item, bundle]) : [item];
    fields.push(...found);
  }
  return fields;
}

const names = 'displayName forename surname emailAddress mobileNumber dateOfBirth';
const common = 'expiryDate optOut metaData';
const seat = 'seat row section gate orderNumber barcodeContents';
const member = 'programId id externalId';
const amounts = 'points secondaryPoints tierPoints';
const mapped = '{{1__Type}}';
const flight = 'carrierCode flightNumber departureDate boardingPoint';
const seated = 'seatNumber boardingGroup boardingPosition class freeBaggageAllowance carryOnAllowance';

// The input keys of each operation, for each pass type and for one that is mapped from a row.
const inputs: readonly [string, string | undefined, string][] = [
  [
    'issue_pass',
    'membership',
    `passType programId tierId points profileImage externalId ${names} ${common} ifExists`,
  ],
  ['issue_pass', 'coupon', `passType campaignId offerId sku externalId ${names} ${common} ifExists`],
  [
    'issue_pass',
    'eventTicket',
    `passType productionId eventId ticketTypeId ${seat} externalId ${names} ${common} ifExists`,
  ],
  [
    'issue_pass',
    mapped,
    `passType programId tierId points profileImage campaignId offerId sku productionId eventId ticketTypeId ${seat} externalId ${names} ${common} ifExists`,
  ],
  [
    'update_pass',
    'membership',
    `passType programId id externalId tierId points profileImage ${names} ${common} clearCustomFields`,
  ],
  ['update_pass', 'coupon', `passType campaignId id externalId sku ${names} ${common} clearCustomFields`],
  [
    'update_pass',
    'eventTicket',
    `passType productionId id externalId ${seat} ${names} ${common} clearCustomFields`,
  ],
  [
    'update_pass',
    mapped,
    `passType programId campaignId productionId id externalId tierId points profileImage sku ${seat} ${names} ${common} clearCustomFields`,
  ],
  ['revoke_pass', 'membership', 'notice passType programId id externalId method'],
  ['revoke_pass', 'coupon', 'notice passType campaignId id externalId method'],
  ['revoke_pass', 'eventTicket', 'notice passType productionId id externalId method'],
  ['revoke_pass', mapped, 'notice passType programId campaignId productionId id externalId method'],
  [
    'redeem_coupon',
    undefined,
    'notice campaignId externalId id redemptionReference transactionReference transactionAmount',
  ],
  ['redeem_ticket', undefined, 'notice productionId externalId id redemptionReference redemptionSource'],
  ['redeem_order', undefined, 'notice productionId orderNumber redemptionReference redemptionSource'],
  ['find_order', undefined, 'productionId orderNumber limit'],
  ['validate_ticket', undefined, 'notice productionId externalId id validateReference maxValidations'],
  ['transfer_ticket', undefined, `notice productionId externalId id ${names}`],
  ['reissue_coupon', undefined, `campaignId offerId externalId ${names} sku ${common}`],
  ['earn_points', undefined, `${member} ${amounts} reference note`],
  ['burn_points', undefined, `${member} ${amounts} reference note`],
  ['check_in_member', undefined, `${member} reference note ifCheckedIn`],
  ['check_out_member', undefined, `${member} reference note`],
  ['create_event', undefined, 'productionId venueId startDate endDate doorsOpen'],
  ['issue_passes', 'coupon', 'notice passType campaignId offerId metaData ifExists rows'],
  ['api_request', undefined, 'notice method path query body'],
  ['set_pass_image', 'coupon', 'passType campaignId id externalId imageSlot imageUrl'],
  ['send_pass', 'coupon', 'notice passType campaignId id externalId emailAddress'],
  [
    'send_message',
    'membership',
    'notice passType programId sendTo id externalId title text link displayUntil messageId',
  ],
  [
    'issue_boarding_pass',
    undefined,
    `notice ${flight} deplaningPoint sequenceNumber operatingCarrierPNR forename surname gender ${seated} emailAddress dateOfBirth ticketNumber ticketLeg`,
  ],
  ['update_boarding_pass', undefined, `id ${flight} sequenceNumber ${seated}`],
  [
    'update_flight',
    undefined,
    `notice ${flight} deplaningPoint departureGate departureTerminal boardingTime estimatedDepartureTime gateClosingTime estimatedArrivalTime arrivalTerminal arrivalGate baggageBelt status`,
  ],
  [
    'find_boarding_pass',
    undefined,
    'id ticketNumber boardingPoint carrierCode flightNumber departureDate sequenceNumber',
  ],
  ['renew_membership', undefined, `${member} length unit startDate`],
  ['find_pass', 'membership', 'passType programId id externalId emailAddress'],
  ['find_pass', 'coupon', 'passType campaignId id externalId emailAddress'],
  ['find_pass', 'eventTicket', 'passType productionId id externalId emailAddress'],
  ['find_pass', mapped, 'passType programId campaignId productionId id externalId emailAddress'],
  ['search_passes', 'membership', 'passType programId emailAddress status createdAfter createdBefore limit'],
  ['count_passes', 'coupon', 'passType campaignId emailAddress status createdAfter createdBefore'],
  [
    'search_passes',
    mapped,
    'passType programId campaignId productionId emailAddress status createdAfter createdBefore limit',
  ],
  ['find_or_issue_pass', 'membership', 'passType programId id externalId emailAddress'],
  ['find_or_issue_pass', 'coupon', 'passType campaignId id externalId emailAddress'],
  ['find_or_issue_pass', 'eventTicket', 'passType productionId id externalId emailAddress'],
  ['find_or_issue_pass', mapped, 'passType programId campaignId productionId id externalId emailAddress'],
  ['find_active_coupon', undefined, 'campaignId externalId'],
  ['find_member_events', undefined, `${member} events createdAfter createdBefore limit`],
];

test.each(inputs)('inputs of %s for the pass type %s', async (key, passType, expected) => {
  const bundle = {
    ...makeBundle(authData, passType ? { passType: passType.replace(mapped, 'coupon') } : {}),
    inputDataRaw: passType ? { passType } : {},
  };
  const fields = keyed.parse(await inputsOf(key, bundle));
  expect(fields.map((field) => field.key).sort()).toEqual(expected.split(' ').sort());
});

const pass = [
  'id',
  'externalId',
  'passType',
  'status',
  'passUrl',
  'appleUrl',
  'googleUrl',
  'expiryDate',
  'created',
  'updated',
  'displayName',
  'forename',
  'surname',
  'emailAddress',
  'mobileNumber',
  'dateOfBirth',
  'programId',
  'tierId',
  'points',
  'campaignId',
  'offerId',
  'productionId',
  'eventId',
  'ticketTypeId',
  'redemptionDate',
  'metaData',
];

const boarding =
  `id passType passUrl appleUrl googleUrl ${flight} deplaningPoint sequenceNumber operatingCarrierPNR ticketNumber displayName forename surname emailAddress ${seated}`.split(
    ' ',
  );
const visit = [...pass, 'occurredAt', 'outcome'];
const balances = [...pass, 'secondaryPoints', 'tierPoints', 'outcome'];
const event = [
  'id',
  'event',
  'occurredAt',
  'reference',
  'note',
  'passType',
  'passId',
  'externalId',
  'passUrl',
  'displayName',
  'forename',
  'surname',
  'emailAddress',
  'mobileNumber',
  'programId',
  'tierId',
  'metaData',
];
const results = ['externalId', 'id', 'passUrl', 'outcome', 'error'];

// The order is what users see when they map fields; it may change, the keys may not.
const outputsOf: readonly [string, readonly string[]][] = [
  ['find_pass', pass],
  ['find_or_issue_pass', pass],
  ['search_passes', pass],
  [
    'create_event',
    'passType eventId productionId venueId venueName startDate endDate doorsOpen outcome'.split(' '),
  ],
  ['find_active_coupon', pass],
  ['count_passes', ['passType', 'count']],
  ['find_member_events', event],
  ['issue_passes', ['issued', 'existing', 'failed', 'notTried', ...results.map((key) => `results[]${key}`)]],
  ['api_request', ['status', 'body', 'data']],
  ['set_pass_image', [...pass, 'outcome']],
  ['send_pass', ['id', 'externalId', 'passType', 'emailAddress', 'outcome']],
  ['send_message', ['passType', 'messageId', 'count', 'outcome']],
  ['issue_pass', [...pass, 'outcome']],
  ['update_pass', [...pass, 'outcome']],
  ['revoke_pass', [...pass, 'outcome']],
  ['redeem_coupon', [...pass, 'outcome']],
  ['redeem_ticket', [...pass, 'outcome']],
  ['redeem_order', ['passType', 'productionId', 'orderNumber', 'ticketIds', 'count', 'outcome']],
  ['find_order', [...pass, 'orderNumber', 'orderUrl']],
  ['validate_ticket', [...pass, 'valid', 'validations', 'outcome']],
  ['transfer_ticket', [...pass, 'outcome']],
  ['reissue_coupon', [...pass, 'outcome']],
  ['earn_points', balances],
  ['burn_points', balances],
  ['check_in_member', visit],
  ['check_out_member', visit],
  ['renew_membership', [...pass, 'outcome']],
  ['issue_boarding_pass', [...boarding, 'outcome']],
  ['update_boarding_pass', [...boarding, 'outcome']],
  ['find_boarding_pass', boarding],
  [
    'update_flight',
    `passType ${flight} deplaningPoint status departureTerminal departureGate scheduledDepartureTime estimatedDepartureTime boardingTime gateClosingTime estimatedArrivalTime arrivalTerminal arrivalGate baggageBelt passes outcome`.split(
      ' ',
    ),
  ],
];

test.each(outputsOf)('outputs of %s', (key, outputs) => {
  const operation = actions[key]?.operation;
  expect(keyed.parse(operation?.outputFields).map((field) => field.key)).toEqual(outputs);
  const names = new Set(outputs.map((output) => output.replace(/\[\].*/, '')));
  expect(keys(Object(operation?.sample))).toEqual([...names].sort());
});

test('the fields of a row of issue_passes', async () => {
  const rows = z.array(z.object({ key: z.string(), children: keyed.optional() }));
  const bundle = { ...makeBundle(authData, { passType: 'coupon' }), inputDataRaw: { passType: 'coupon' } };
  const children = rows
    .parse(await inputsOf('issue_passes', bundle))
    .find(({ key }) => key === 'rows')?.children;
  expect(children?.map(({ key }) => key).sort()).toEqual(
    `sku externalId ${names} expiryDate optOut`
      .split(' ')
      .map((key) => `row_${key}`)
      .sort(),
  );
});

test('no action or search is left out of these lists', () => {
  for (const list of [inputs, outputsOf])
    expect([...new Set(list.map(([key]) => key))].sort()).toEqual(keys(actions));
});

// Choices travel in Zaps and in rows, just like keys.
test.each([
  ['issue_pass', 'passType', ['membership', 'coupon', 'eventTicket']],
  ['issue_pass', 'ifExists', ['return', 'update', 'error']],
  ['revoke_pass', 'method', ['expire', 'delete']],
  ['check_in_member', 'ifCheckedIn', ['again', 'stop']],
  ['api_request', 'method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']],
  [
    'set_pass_image',
    'imageSlot',
    [
      'strip',
      'hero',
      'thumbnail',
      'background',
      'logo',
      'appleLogo',
      'wideLogo',
      'icon',
      'eventStrip',
      'footer',
    ],
  ],
  ['send_message', 'sendTo', ['one', 'everybody']],
  ['issue_boarding_pass', 'gender', ['FEMALE', 'MALE']],
  [
    'update_flight',
    'status',
    ['SCHEDULED', 'DELAYED', 'CANCELLED', 'DEPARTED', 'INAIR', 'LANDED', 'ARRIVED'],
  ],
  ['renew_membership', 'unit', ['days', 'weeks', 'months', 'years']],
  [
    'find_member_events',
    'events',
    [
      'EVENT_MEMBER_CHECKED_IN',
      'EVENT_MEMBER_CHECKED_OUT',
      'EVENT_MEMBER_VERIFIED',
      'EVENT_MEMBER_POINTS_EARNED',
      'EVENT_MEMBER_POINTS_BURNED',
      'EVENT_MEMBER_POINTS_SET',
      'EVENT_MEMBER_TIER_CHANGED',
    ],
  ],
])('the values of the choice %s.%s', async (key, input, values) => {
  const choices = z.array(
    z.object({ key: z.string(), choices: z.array(z.object({ value: z.string() })).optional() }),
  );
  const choice = choices
    .parse(await inputsOf(key, makeBundle(authData, { passType: 'membership' })))
    .find((field) => field.key === input);
  expect(choice?.choices?.map(({ value }) => value)).toEqual(values);
});
