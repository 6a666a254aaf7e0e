// The values that dropdown fields offer. On Zapier each is a hidden trigger, on Make an RPC.
import { type Expr, orElse, type Ref, readableTime, words } from '../operation/expression.ts';
import { type Dropdown, perPassType } from '../operation/operation.ts';
import { event, offer, type PassRecord, project, ticketType, tier } from '../passkit/objects.ts';
import { coupon } from './coupon.ts';
import { input } from './input.ts';
import { kinds } from './kinds.ts';

const dropdown = <T>(declaration: Dropdown<T>): Dropdown<T> => declaration;

const projects = (key: string, noun: string, path: string) =>
  dropdown({
    key,
    noun,
    source: { needs: [], list: { path, filters: 'top', item: project } },
    id: (item) => item.id,
    name: (item) => orElse(item.name, item.id),
  });

/** Whose pass it is. */
const holder = ({ person, id }: Ref<PassRecord>): Expr => orElse(person.displayName, person.emailAddress, id);

export const dropdowns: readonly Dropdown[] = [
  projects('program_list', 'Program', '/members/programs/list'),
  projects('campaign_list', 'Campaign', '/coupon/singleUse/campaigns/list'),
  projects('production_list', 'Production', '/eventTickets/productions'),
  dropdown({
    key: 'tier_list',
    noun: 'Tier',
    source: {
      needs: ['programId'],
      list: {
        path: '/members/tiers/list',
        body: { programId: input.programId },
        filters: 'nested',
        item: tier,
      },
    },
    id: (item) => item.id,
    name: (item) => orElse(item.name, item.id),
  }),
  dropdown({
    key: 'offer_list',
    noun: 'Offer',
    source: {
      needs: ['campaignId'],
      list: {
        path: '/coupon/singleUse/offers/list',
        body: { campaignId: input.campaignId },
        filters: 'nested',
        item: offer,
      },
    },
    id: (item) => item.id,
    name: (item) => orElse(item.offerTitle, item.id),
  }),
  dropdown({
    key: 'event_list',
    noun: 'Event',
    source: {
      needs: ['productionId'],
      list: {
        path: '/eventTickets/events/list',
        body: { productionId: input.productionId },
        filters: 'nested',
        item: event,
      },
    },
    id: (item) => item.id,
    name: (item) => orElse(words(readableTime(item.scheduledStartDate), item.venue.name), item.id),
  }),
  dropdown({
    key: 'ticket_type_list',
    noun: 'Ticket Type',
    source: {
      needs: ['productionId'],
      list: {
        path: '/eventTickets/ticketTypes/{productionId}',
        params: { productionId: input.productionId },
        filters: 'nested',
        item: ticketType,
      },
    },
    id: (item) => item.id,
    name: (item) => orElse(item.name, item.id),
  }),
  dropdown<PassRecord>({
    key: 'pass_list',
    noun: 'Pass',
    source: perPassType((passType) => {
      const { lookup, projectKey } = kinds[passType];
      return { needs: [projectKey], list: lookup.list(input[projectKey]) };
    }),
    id: (item) => item.id,
    name: holder,
  }),
  dropdown({
    key: 'coupon_list',
    noun: 'Coupon',
    source: { needs: ['campaignId'], list: coupon.lookup.list(input.campaignId) },
    id: (item) => item.id,
    name: (item) => words(holder(item), item.externalId),
  }),
];
