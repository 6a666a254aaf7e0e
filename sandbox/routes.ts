// The REST calls the sandbox serves: verb, path, request message with its validator profile, and answer.
import * as coupons from './coupons.ts';
import { encode } from './encode.ts';
import * as flights from './flights.ts';
import * as images from './images.ts';
import * as memberEvents from './memberEvents.ts';
import * as members from './members.ts';
import type { Message, Profile } from './messages.ts';
import * as messaging from './messaging.ts';
import * as points from './points.ts';
import * as projects from './projects.ts';
import * as sinks from './sinks.ts';
import type { Store } from './store.ts';
import * as events from './ticketEvents.ts';
import * as orders from './ticketOrders.ts';
import * as tickets from './tickets.ts';
import * as views from './ticketViews.ts';
import * as visits from './visits.ts';

export interface Route {
  method: string;
  path: string;
  /** The request message, when there is a body or a query to check. */
  request?: string;
  profile: Profile;
  /** Runs the call: one message, or the messages of a streamed list. */
  run: (store: Store, sent: Message) => Message | Iterable<Message>;
}

type One = (store: Store, sent: Message) => Message;

/** A call with one answer. `request` is the message type, then the profile when it is not generic. */
function call(verbAndPath: string, request: string, response: string, handler: One): Route {
  const [method = '', path = ''] = verbAndPath.split(' ');
  const [type, profile] = request.split(' ');
  const known: Profile = profile === 'create' || profile === 'update' ? profile : 'generic';
  const run: One = (store, sent) => encode(response, handler(store, sent));
  return { method, path, request: type || undefined, profile: known, run };
}

/** A streamed list: `render` turns a record into the answer's message as it is sent. */
function list<T extends Message>(
  verbAndPath: string,
  request: string,
  response: string,
  handler: (store: Store, sent: Message) => T[],
  render: (store: Store, record: T) => Message = (_store, record) => record,
): Route {
  function* stream(store: Store, records: T[]): Iterable<Message> {
    for (const record of records) yield encode(response, render(store, record));
  }
  const route = call(verbAndPath, request, response, () => ({}));
  return { ...route, run: (store, sent) => stream(store, handler(store, sent)) };
}

const EMPTY = 'google.protobuf.Empty';
const { getProject, listProjects } = projects;

const memberRoutes = [
  list(
    'POST /members/programs/list',
    'io.Filters',
    'members.Program',
    listProjects('program', 'members.Program'),
  ),
  call('GET /members/program/{id}', '', 'members.Program', getProject('program')),
  list('POST /members/tiers/list', 'members.ListRequest', 'members.Tier', projects.listTiers),
  call('GET /members/tier/{programId}/{tierId}', '', 'members.Tier', projects.getTier),
  call('POST /members/member', 'members.Member create', 'io.Id', members.enrol),
  call('PUT /members/member', 'members.Member update', 'io.Id', members.updateMember),
  call('DELETE /members/member', 'members.Member update', EMPTY, members.deleteMember),
  call('GET /members/member/id/{id}', '', 'members.Member', members.getMember),
  call(
    'GET /members/member/externalId/{programId}/{externalId}',
    '',
    'members.Member',
    members.getMemberByExternalId,
  ),
  list(
    'POST /members/member/list/{programId}',
    'members.ListRequest',
    'members.Member',
    members.listMembers,
    members.renderMember,
  ),
  call('POST /members/count/{programId}', 'members.ListRequest', 'io.Count', members.countMembers),
  call(
    'PUT /members/member/points/earn',
    'members.EarnBurnPointsRequest',
    'members.MemberPoints',
    points.earnPoints,
  ),
  call(
    'PUT /members/member/points/burn',
    'members.EarnBurnPointsRequest',
    'members.MemberPoints',
    points.burnPoints,
  ),
  call(
    'PUT /members/member/points/set',
    'members.SetPointsRequest',
    'members.MemberPoints',
    points.setPoints,
  ),
  call(
    'PUT /members/member/tier',
    'members.ChangeTierRequest update',
    'members.MemberEvent',
    members.changeTier,
  ),
  call('PUT /members/member/updateExpiry', 'members.MemberExpiry update', 'io.Id', members.updateExpiry),
  call('GET /members/member/meta/{id}', '', 'io.Strings', members.memberMetaKeys),
  call(
    'POST /members/member/checkIn',
    'members.MemberCheckInOutRequest create',
    'members.MemberEvent',
    visits.checkIn,
  ),
  call(
    'POST /members/member/checkOut',
    'members.MemberCheckInOutRequest create',
    'members.MemberEvent',
    visits.checkOut,
  ),
  list(
    'POST /members/program/list/events/{programId}',
    'members.ListRequest',
    'members.MemberEvent',
    memberEvents.listEvents,
  ),
  call(
    'POST /members/program/count/events/{programId}',
    'members.ListRequest',
    'io.Count',
    memberEvents.countEvents,
  ),
  list('POST /members/member/list/events/{id}', '', 'members.MemberEvent', memberEvents.listEventsOfMember),
];

const CAMPAIGN = 'single_use_coupons.CouponCampaign';
const OFFER = 'single_use_coupons.CouponOffer';
const COUPON = 'single_use_coupons.Coupon';
const COUPON_LIST = 'single_use_coupons.ListRequest';

const couponRoutes = [
  list('POST /coupon/singleUse/campaigns/list', 'io.Filters', CAMPAIGN, listProjects('campaign', CAMPAIGN)),
  call('GET /coupon/singleUse/campaign/{id}', '', CAMPAIGN, getProject('campaign')),
  list(
    'POST /coupon/singleUse/offers/list',
    'single_use_coupons.CouponOffersListRequest',
    OFFER,
    projects.listOffers,
  ),
  call('GET /coupon/singleUse/offer/{id}', '', OFFER, getProject('offer')),
  call('POST /coupon/singleUse/coupon', `${COUPON} create`, 'io.Id', coupons.createCoupon),
  call('PUT /coupon/singleUse/coupon', `${COUPON} update`, 'io.Id', coupons.updateCoupon),
  call('DELETE /coupon/singleUse/coupon', `${COUPON} update`, EMPTY, coupons.voidCoupon),
  call('PUT /coupon/singleUse/coupon/redeem', `${COUPON} update`, 'io.Id', coupons.redeemCoupon),
  call(
    'PUT /coupon/singleUse/coupon/externalId',
    'single_use_coupons.CouponNewExternalIdRequest',
    'io.Id',
    coupons.renameCoupon,
  ),
  call('GET /coupon/singleUse/coupon/{id}', '', COUPON, coupons.getCoupon),
  call(
    'GET /coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}',
    '',
    COUPON,
    coupons.getCouponByExternalId,
  ),
  list(
    'POST /coupon/singleUse/coupons/list/{couponCampaignId}',
    COUPON_LIST,
    COUPON,
    coupons.listCoupons,
    coupons.renderCoupon,
  ),
  call(
    'POST /coupon/singleUse/coupons/count/{couponCampaignId}',
    COUPON_LIST,
    'io.Count',
    coupons.countCoupons,
  ),
  call('GET /coupon/singleUse/campaign/meta/{id}', '', 'io.Strings', coupons.couponMetaKeys),
];

const PRODUCTION = 'event_tickets.Production';
const VENUE = 'event_tickets.Venue';
const TICKET_TYPE = 'event_tickets.TicketType';
const TICKET = 'event_tickets.Ticket';
const LIMITED = 'event_tickets.TicketLimitedFields';
const ORDER = 'event_tickets.OrderNumberRequest';
const TICKET_LIST = 'event_tickets.TicketListRequest';

const ticketRoutes = [
  list('POST /eventTickets/productions', 'io.Filters', PRODUCTION, listProjects('production', PRODUCTION)),
  call('GET /eventTickets/production/{id}', '', PRODUCTION, getProject('production')),
  list(
    'POST /eventTickets/events/list',
    'event_tickets.EventListRequest',
    'event_tickets.EventListResponse',
    projects.listEvents,
  ),
  list(
    'POST /eventTickets/ticketTypes/{productionId}',
    'event_tickets.TicketTypeListRequest',
    TICKET_TYPE,
    projects.listTicketTypes,
  ),
  call('GET /eventTickets/ticketType/id/{id}', '', TICKET_TYPE, getProject('ticket type')),
  call('GET /eventTickets/event/id/{id}', '', 'event_tickets.Event', projects.getEvent),
  call('POST /eventTickets/event', 'event_tickets.Event create', 'io.Id', events.createEvent),
  call('PATCH /eventTickets/event', 'event_tickets.Event update', 'event_tickets.Event', events.patchEvent),
  call(
    'GET /eventTickets/event/details',
    'event_tickets.GetEventRequest',
    'event_tickets.Event',
    events.eventDetails,
  ),
  list('POST /eventTickets/venues', 'io.Filters', VENUE, listProjects('venue', VENUE)),
  call('GET /eventTickets/venue/{id}', '', VENUE, getProject('venue')),
  call('POST /eventTickets/ticket', 'event_tickets.IssueTicketRequest create', 'io.Id', tickets.issueTicket),
  call('PUT /eventTickets/ticket', `${TICKET} update`, 'io.Id', tickets.updateTicket),
  call('DELETE /eventTickets/ticket', 'event_tickets.TicketId', EMPTY, tickets.deleteTicket),
  call(
    'PUT /eventTickets/ticket/validate',
    'event_tickets.ValidateTicketRequest',
    'event_tickets.ValidateTicketResponse',
    tickets.validateTicket,
  ),
  call('PUT /eventTickets/ticket/redeem', 'event_tickets.RedeemTicketRequest', 'io.Id', tickets.redeemTicket),
  call(
    'PATCH /eventTickets/ticket/person',
    'event_tickets.EventTicketPerson update',
    'io.Id',
    tickets.patchPerson,
  ),
  call('GET /eventTickets/tickets/orderNumber', ORDER, 'event_tickets.Tickets', orders.getOrder),
  call(
    'PUT /eventTickets/tickets/orderNumber/redeem',
    'event_tickets.RedeemByOrderNumber',
    'io.Ids',
    orders.redeemOrder,
  ),
  call('DELETE /eventTickets/orderNumber', ORDER, EMPTY, orders.deleteOrder),
  call('POST /eventTickets/pass', 'event_tickets.EventTicketPassRequest', 'io.PassBundles', orders.passesOf),
  call('GET /eventTickets/ticket/id/{id}', '', TICKET, views.getTicket),
  call(
    'GET /eventTickets/ticket/ticketNumber',
    'event_tickets.TicketNumberRequest',
    TICKET,
    views.getTicketByNumber,
  ),
  list('POST /eventTickets/tickets/list', TICKET_LIST, LIMITED, views.listTickets, views.renderLimitedTicket),
  call('POST /eventTickets/tickets/count', TICKET_LIST, 'io.Count', views.countTickets),
];

const FLIGHT = 'flights.Flight';
const BOARDING_PASS = 'flights.BoardingPassRecord';
const BOARDING_PASS_NAME = 'flights.BoardingPassRecordRequest';
const LINKS = 'flights.BoardingPassesResponse';

const flightRoutes = [
  call('POST /flights/flight', FLIGHT, EMPTY, flights.createFlight),
  call('PUT /flights/flight', FLIGHT, FLIGHT, flights.updateFlight),
  call(
    'GET /flights/flight/{carrierCode}/{flightNumber}/{year}/{month}/{day}/{boardingPoint}/{deplaningPoint}',
    '',
    FLIGHT,
    flights.getFlight,
  ),
  call('POST /flights/boardingPass', BOARDING_PASS, LINKS, flights.createBoardingPass),
  call('POST /flights/boardingRecord', BOARDING_PASS_NAME, BOARDING_PASS, flights.getBoardingPass),
  call('PUT /flights/boardingRecord', `${BOARDING_PASS} update`, BOARDING_PASS, flights.updateBoardingPass),
  call('DELETE /flights/boardingRecord', BOARDING_PASS_NAME, EMPTY, flights.deleteBoardingPass),
  call('POST /flights/pass', 'flights.BoardingPassRequest', LINKS, flights.linksOf),
];

const SINK = 'io.SinkSubscription';
const SINK_ID = 'io.SubscriptionRequest';

const sinkRoutes = [
  call('POST /integrations/sink', `${SINK} create`, 'io.Id', sinks.createSink),
  call('PUT /integrations/sink', `${SINK} update`, 'io.Id', sinks.updateSink),
  call('GET /integrations/sink/{protocol}/{subscriptionId}', SINK_ID, SINK, sinks.getSink),
  call('DELETE /integrations/sink/{protocol}/{subscriptionId}', SINK_ID, EMPTY, sinks.deleteSink),
  list('POST /integrations/sinks/list', 'io.ListRequest', SINK, sinks.listSinks),
];

const distributionRoutes = [
  call('POST /distribution/email', 'io.EmailDistributionRequest create', EMPTY, messaging.sendEmail),
  call('POST /message', 'io.Message create', 'io.Id', messaging.createMessage),
  call('GET /message/{id}', '', 'io.Message', messaging.getMessage),
  call('POST /message/send', 'io.SendMessageRequest', 'io.SendMessageResponse', messaging.sendMessage),
  call('POST /images', 'io.CreateImageInput', 'io.ImageIds', images.createImages),
];

const TEMPLATE = 'io.PassTemplateResponse';

export const routes: Route[] = [
  call('GET /user/profile', '', 'io.GetUserResponse', projects.profile),
  ...memberRoutes,
  ...couponRoutes,
  ...ticketRoutes,
  ...flightRoutes,
  ...sinkRoutes,
  ...distributionRoutes,
  call('GET /template/data/{id}', '', TEMPLATE, projects.getTemplate),
  list(
    'POST /templates/list',
    'io.Filters',
    TEMPLATE,
    listProjects('template', 'io.PassTemplate'),
    (_store, record) => projects.renderTemplate(record),
  ),
];
