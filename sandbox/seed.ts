// The demo projects that every sandbox starts with, and extra members to fill one up.
import type { adders } from './add.ts';
import { createFlight, demoFlightKey } from './flights.ts';
import { demo, newId, templates } from './ids.ts';
import type { Message } from './messages.ts';
import type { Store } from './store.ts';
import { addDays, timestamp } from './time.ts';

type Add = ReturnType<typeof adders>;

const field = (
  uniqueName: string,
  label: string,
  fieldType: string,
  dataType: string,
  isRequired = false,
): Message => ({
  uniqueName,
  label,
  fieldType,
  dataType,
  isRequired,
  usage: ['USAGE_APPLE_WALLET', 'USAGE_GOOGLE_PAY', 'USAGE_DATA_COLLECTION_PAGE'],
});

const PERSON = [
  field('person.displayName', 'Name', 'PII', 'TEXT'),
  field('person.emailAddress', 'E-mail', 'PII', 'EMAIL'),
];
const EXPIRY = field('universal.expiryDate', 'Valid until', 'UNIVERSAL_FIELDS', 'DATE_TIME');
const MEMBER_FIELDS = [
  ...PERSON,
  EXPIRY,
  field('members.member.points', 'Points', 'PROTOCOL_FIELDS', 'NUMBER'),
  field('meta.favouriteDrink', 'Favourite drink', 'META', 'TEXT', true),
  field('meta.memberSince', 'Member since', 'META', 'DATE_YYYYMMDD'),
  field('meta.newsletter', 'Newsletter', 'META', 'BOOLEAN'),
  field('meta.visits', 'Visits', 'META', 'INT'),
];
const COUPON_FIELDS = [...PERSON, EXPIRY, field('meta.code', 'Code', 'META', 'TEXT')];
const TICKET_FIELDS = [...PERSON, EXPIRY, field('meta.dietary', 'Dietary needs', 'META', 'TEXT')];

/** Adds "Coffee Club", "Coffee Rewards", "Latte Art Show" and a flight. */
export function seed(store: Store, add: Add): void {
  seedMembers(add);
  seedCoupons(add);
  seedTickets(store, add);
  seedFlights(store, add);
}

function addTemplate(add: Add, id: string, name: string, protocol: string, dataFields: Message[]): void {
  const owned = dataFields.map((dataField) => ({ ...dataField, templateId: id }));
  add.template({ id, name, protocol, organizationName: 'Demo Coffee', data: { dataFields: owned } });
}

function seedMembers(add: Add): void {
  const points = { balanceType: 'BALANCE_TYPE_INT' };
  const metaFieldsList = ['favouriteDrink', 'memberSince', 'newsletter', 'visits'];
  add.program({ id: demo.programId, name: 'Coffee Club', pointsType: points, metaFieldsList });
  const tiers = [
    { id: demo.tiers.bronze, name: 'Bronze', passTemplateId: templates.bronze },
    { id: demo.tiers.silver, name: 'Silver', passTemplateId: templates.silver },
    { id: demo.tiers.gold, name: 'Gold', passTemplateId: templates.gold },
  ];
  tiers.forEach((tier, at) => {
    addTemplate(add, tier.passTemplateId, `Coffee Club ${tier.name}`, 'MEMBERSHIP', MEMBER_FIELDS);
    add.tier({
      ...tier,
      programId: demo.programId,
      tierIndex: at + 1,
      expirySettings: { expiryType: 'EXPIRE_NONE' },
    });
  });
}

function seedCoupons(add: Add): void {
  add.campaign({ id: demo.campaignId, name: 'Coffee Rewards' });
  addTemplate(add, templates.freeCoffee, 'Free Coffee', 'SINGLE_USE_COUPON', COUPON_FIELDS);
  addTemplate(add, templates.halfPriceCake, 'Half Price Cake', 'SINGLE_USE_COUPON', COUPON_FIELDS);
  add.offer({
    id: demo.offerId,
    offerTitle: 'Free Coffee',
    offerShortTitle: 'Free Coffee',
    offerDetails: 'One coffee of any size',
  });
  add.offer({
    id: demo.fixedOfferId,
    offerTitle: 'Half Price Cake',
    offerShortTitle: 'Half Price Cake',
    offerDetails: 'Half off any slice',
    beforeRedeemPassTemplateId: templates.halfPriceCake,
    couponExpirySettings: { couponExpiryType: 'EXPIRE_AFTER_X_DAYS', expireAfterXDays: 30 },
  });
}

function seedTickets(store: Store, add: Add): void {
  add.production({ id: demo.productionId, uid: 'latte-art-show', name: 'Latte Art Show' });
  add.venue({ id: demo.venueId, uid: 'coffee-museum', name: 'Coffee Museum' });
  add.event({ id: demo.eventId, scheduledStartDate: timestamp(addDays(store.clock.now(), 30)) });
  addTemplate(add, templates.standard, 'Latte Art Show Standard', 'EVENT_TICKETING', TICKET_FIELDS);
  addTemplate(add, templates.vip, 'Latte Art Show VIP', 'EVENT_TICKETING', TICKET_FIELDS);
  add.ticketType({ id: demo.ticketTypeId, uid: 'standard', name: 'Standard' });
  add.ticketType({
    id: demo.vipTicketTypeId,
    uid: 'vip',
    name: 'VIP',
    beforeRedeemPassTemplateId: templates.vip,
  });
}

function seedFlights(store: Store, add: Add): void {
  addTemplate(add, templates.flight, 'Coffee Air', 'FLIGHT_PROTOCOL', []);
  createFlight(store, {
    ...demoFlightKey,
    scheduledDepartureTime: { dateTime: `${demo.flight.departureDate}T10:30:00` },
    passTemplateId: templates.flight,
  });
}

/** Fills the demo program with `count` members (external ids FILL-1, FILL-2, ...), one per second up to now. */
export function fill(store: Store, count: number): void {
  const tiers = Object.values(demo.tiers);
  const drinks = ['Espresso', 'Flat white', 'Latte'];
  const now = store.clock.now().getTime();
  for (let n = 1; n <= count; n++) {
    const created = timestamp(now - (count - n) * 1000);
    store.members.put({
      id: newId(),
      externalId: `FILL-${n}`,
      programId: demo.programId,
      tierId: tiers[n % tiers.length],
      person: { displayName: `Member ${n}`, emailAddress: `member${n}@example.com` },
      metaData: { favouriteDrink: drinks[n % drinks.length], visits: String(n % 50) },
      points: n % 500,
      status: 'ENROLLED',
      created,
      updated: created,
    });
  }
}
