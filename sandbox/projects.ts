// Reads of what passes belong to: programs, tiers, campaigns, offers, productions, events, ticket types,
// templates, and the account itself.
import { select } from './filters.ts';
import { account } from './ids.ts';
import { child, type Message, text } from './messages.ts';
import type { ProjectRecord } from './records.ts';
import type { ProjectKind, Store } from './store.ts';
import { productionOf, renderEvent } from './ticketViews.ts';

/** GET of one project by id. */
export const getProject =
  (kind: ProjectKind) =>
  (store: Store, sent: Message): Message =>
    store.project(kind, text(sent, 'id'));

/** POST of io.Filters: all projects of a kind. */
export const listProjects =
  (kind: ProjectKind, type: string) =>
  (store: Store, sent: Message): ProjectRecord[] =>
    select({ type }, store.projects(kind), sent);

export const getTier = (store: Store, sent: Message): Message =>
  store.tier(text(sent, 'programId'), text(sent, 'tierId'));

/** POST /members/tiers/list */
export const listTiers = (store: Store, sent: Message) =>
  childrenOf(
    store,
    'tier',
    'members.Tier',
    'programId',
    store.project('program', text(sent, 'programId')),
    sent,
  );

/** POST /coupon/singleUse/offers/list */
export const listOffers = (store: Store, sent: Message) =>
  childrenOf(
    store,
    'offer',
    'single_use_coupons.CouponOffer',
    'campaignId',
    store.project('campaign', text(sent, 'campaignId')),
    sent,
  );

/** POST /eventTickets/ticketTypes/{productionId} */
export const listTicketTypes = (store: Store, sent: Message) =>
  childrenOf(
    store,
    'ticket type',
    'event_tickets.TicketType',
    'productionId',
    productionOf(store, sent),
    sent,
  );

/** POST /eventTickets/events/list */
export function listEvents(store: Store, sent: Message): Message[] {
  const type = 'event_tickets.EventListResponse';
  const events = childrenOf(store, 'event', type, 'productionId', productionOf(store, sent), sent);
  return events.map((event) => renderEvent(store, event));
}

/** GET /eventTickets/event/id/{id} */
export const getEvent = (store: Store, sent: Message): Message =>
  renderEvent(store, store.project('event', text(sent, 'id')));

function childrenOf(
  store: Store,
  kind: ProjectKind,
  type: string,
  parentField: string,
  parent: ProjectRecord,
  sent: Message,
): ProjectRecord[] {
  const venueId = text(sent, 'venueId');
  const records = store
    .projects(kind)
    .filter((record) => record[parentField] === parent.id && (!venueId || record.venueId === venueId));
  return select({ type }, records, child(sent, 'filters'));
}

/** The PassTemplateResponse of a template; its records are PassTemplate messages with created and updated. */
export const renderTemplate = (template: ProjectRecord): Message => ({
  template,
  Name: template.name,
  ownerUsername: account.username,
  protocol: template.protocol,
  revision: 1,
  createdAt: template.created,
  updatedAt: template.updated,
});

/** GET /template/data/{id} */
export const getTemplate = (store: Store, sent: Message): Message =>
  renderTemplate(store.project('template', text(sent, 'id')));

/** GET /user/profile */
export const profile = (store: Store): Message => ({
  email: account.username,
  username: account.username,
  companyId: account.companyId,
  companyName: account.companyName,
  companyStatus: '1',
  createdAt: store.startedAt,
  regionId: store.region,
  userStatus: '1',
  userPermissions: '1',
  userId: account.companyId,
});
