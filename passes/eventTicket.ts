// Event tickets: issued for a ticket type and an event of a production, which holds the ticket numbers.
// A ticket number is to a ticket what an external ID is to other passes.
import {
  agrees,
  mergeMaps,
  not,
  now,
  orElse,
  type Ref,
  readableTime,
  type Template,
  text,
  translate,
  type Value,
  words,
} from '../operation/expression.ts';
import { type Field, type Fields, inputsOf } from '../operation/field.ts';
import { type Call, call, type Effect, halt, type List } from '../operation/step.ts';
import {
  count,
  emptyAnswer,
  event,
  idAnswer,
  project,
  type Ticket,
  ticket,
  ticketType,
} from '../passkit/objects.ts';
import { dropdown, madeByPassKit, passName, projectList } from './dropdown.ts';
import { commonFields, externalIdField } from './fields.ts';
import type { PassKind } from './passKind.ts';
import { issuedName, person, personFields, personView } from './person.ts';

const productionId = {
  type: 'text',
  label: 'Production',
  required: true,
  dropdown: 'production_list',
  help: 'The show or event series.',
} satisfies Field;

const variant = {
  eventId: {
    type: 'text',
    label: 'Event',
    required: true,
    dropdown: 'event_list',
    help: 'The dated showing.',
  },
  ticketTypeId: { type: 'text', label: 'Ticket Type', required: true, dropdown: 'ticket_type_list' },
} satisfies Fields;

const ticketFields = {
  seat: { type: 'text', label: 'Seat' },
  row: { type: 'text', label: 'Row' },
  section: { type: 'text', label: 'Section' },
  gate: { type: 'text', advanced: true, label: 'Gate' },
  orderNumber: { type: 'text', label: 'Order Number' },
  barcodeContents: {
    type: 'text',
    advanced: true,
    label: 'Barcode Contents',
    help: 'What the barcode holds, instead of what the template says.',
  },
} satisfies Fields;

const input = inputsOf({
  productionId,
  ...variant,
  ...ticketFields,
  externalId: externalIdField,
  ...personFields,
  ...commonFields,
});

const seatInfo = {
  seat: input.seat,
  row: input.row,
  section: input.section,
  gate: input.gate,
};

/** A ticket says it in two ways: as a switch, and as yes or no in a list. */
const optedOut = { ON: 'ON', true: 'ON' };

/**
 * The whole ticket as it is. Whether PassKit keeps what a ticket update leaves out is not documented, so
 * nothing is left out.
 */
const wholeTicket = (existing: Ref<Ticket>) => ({
  id: existing.id,
  orderNumber: existing.orderNumber,
  groupingId: existing.groupingId,
  barcodeContents: existing.barcodeContents,
  seatInfo: existing.seatInfo,
  faceValue: existing.faceValue,
  person: existing.person,
  metaData: existing.metaData,
  optOut: translate(existing.optOut, optedOut, 'OFF'),
  expiryDate: existing.expiryDate,
  passOverrides: existing.passOverrides,
});

const putTicket = (effect: Effect, body: Template): Call<{ id: string }> => ({
  effect,
  method: 'PUT',
  path: '/eventTickets/ticket',
  body,
  answer: idAnswer,
});

const chosenEvent = call('event', {
  effect: 'reads',
  method: 'GET',
  path: '/eventTickets/event/id/{id}',
  params: { id: input.eventId },
  answer: event,
});

const listOf = (productionId: Value<unknown>): List<Ticket> => ({
  path: '/eventTickets/tickets/list',
  body: { productionId },
  filters: 'nested',
  item: ticket,
});

/** Where a webhook writes the status. */
const deliveredStatus = 'eventTickets.ticket.status';

export const eventTicket: PassKind<Ticket> = {
  passType: 'eventTicket',
  label: 'Event Ticket',
  word: 'Ticket',
  protocol: { name: 'EVENT_TICKETING', number: '102' },
  project: { key: 'productionId', field: productionId },
  issueFields: { ...variant, ...ticketFields },
  updateFields: ticketFields,
  output: {
    productionId: { label: 'Production ID', type: 'text' },
    eventId: { label: 'Event ID', type: 'text' },
    ticketTypeId: { label: 'Ticket Type ID', type: 'text' },
  },
  sample: {
    productionId: '5aBcDeFgHiJkLmNoPqRsTu',
    eventId: '6aBcDeFgHiJkLmNoPqRsTu',
    ticketTypeId: '7aBcDeFgHiJkLmNoPqRsTu',
  },
  statuses: { ISSUED: 'Issued', REDEEMED: 'Redeemed' },
  issuedStatus: 'ISSUED',

  lookup: {
    get: (key, value, productionId) =>
      key === 'id'
        ? {
            effect: 'reads',
            method: 'GET',
            path: '/eventTickets/ticket/id/{id}',
            params: { id: value },
            answer: ticket,
          }
        : {
            effect: 'reads',
            method: 'GET',
            path: '/eventTickets/ticket/ticketNumber',
            query: { productionId, ticketNumber: value },
            answer: ticket,
          },
    list: listOf,
    filterField: { id: 'id', externalId: 'ticketNumber', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.ticketNumber,
      emailAddress: record.person.emailAddress,
      project: productionOf(record),
    }),
    projectInList: (record) => record.production.id,
  },

  count: (productionId, filters) => ({
    effect: 'reads',
    method: 'POST',
    path: '/eventTickets/tickets/count',
    body: { productionId, filters },
    answer: count,
  }),

  issue: {
    effect: 'adds',
    method: 'POST',
    path: '/eventTickets/ticket',
    body: {
      eventId: input.eventId,
      ticketTypeId: input.ticketTypeId,
      ticketNumber: input.externalId,
      orderNumber: input.orderNumber,
      barcodeContents: input.barcodeContents,
      seatInfo,
      person: { ...person, displayName: issuedName },
      expiryDate: input.expiryDate,
      optOut: input.optOut,
      metaData: input.metaData,
    },
    answer: idAnswer,
  },

  // PassKit takes the production from the event, whatever else is said: the ticket would belong to another one.
  issueChecks: [
    chosenEvent,
    halt(
      'wrong_production',
      not(agrees(chosenEvent.result.production.id, input.productionId)),
      text`The event “${input.eventId}” belongs to another production: ${chosenEvent.result.production.id}. Choose that production, or an event of this one. Nothing was issued.`,
      { misnamed: true },
    ),
  ],

  readsBeforeUpdate: true,

  update: ({ existing, custom, when: due }) => {
    const changed = putTicket('sets', {
      ...wholeTicket(existing),
      orderNumber: orElse(input.orderNumber, existing.orderNumber),
      barcodeContents: orElse(input.barcodeContents, existing.barcodeContents),
      seatInfo: mergeMaps(existing.seatInfo, seatInfo),
      person: mergeMaps(existing.person, person),
      metaData: mergeMaps(existing.metaData, custom),
      optOut: translate(orElse<boolean | string>(input.optOut, existing.optOut), optedOut, 'OFF'),
      expiryDate: orElse(input.expiryDate, existing.expiryDate),
    });
    const record = call('updated', changed, { when: due });
    return { steps: [record], id: record.result.id };
  },

  override: (existing, passOverrides) => putTicket('sets', { ...wholeTicket(existing), passOverrides }),

  expire: (existing) => putTicket('ends', { ...wholeTicket(existing), expiryDate: now }),

  remove: (id) => ({
    effect: 'ends',
    method: 'DELETE',
    path: '/eventTickets/ticket',
    body: { ticketId: id },
    answer: emptyAnswer,
  }),

  view: (record) => ({
    id: record.id,
    externalId: record.ticketNumber,
    status: record.status,
    expiryDate: record.expiryDate,
    created: record.created,
    updated: record.updated,
    ...personView(record.person),
    productionId: productionOf(record),
    eventId: record.event.id,
    ticketTypeId: record.ticketType.id,
    redemptionDate: record.redemptionDetails.redemptionDate,
    metaData: record.metaData,
  }),

  delivered: {
    externalId: 'eventTickets.ticket.ticketNumber',
    status: deliveredStatus,
    eventId: 'eventTickets.event.id',
    ticketTypeId: 'eventTickets.ticketType.id',
  },

  events: [
    {
      event: 'TICKET_EVENT_REDEEMED',
      within: { event: 'PASS_EVENT_RECORD_UPDATED', name: deliveredStatus, status: 'REDEEMED' },
      key: 'ticket_redeemed',
      noun: 'Ticket',
      label: 'Ticket Redeemed',
      description: 'Triggers when an event ticket is redeemed.',
      notice:
        'PassKit only tells that a ticket was changed, and that it is redeemed. A later change of a redeemed ticket is told as Ticket Redeemed once more, with the same ID.',
    },
  ],

  template: {
    variantKey: 'ticketTypeId',
    call: {
      effect: 'reads',
      method: 'GET',
      path: '/eventTickets/ticketType/id/{id}',
      params: { id: input.ticketTypeId },
      answer: ticketType,
    },
    templateKey: 'beforeRedeemPassTemplateId',
  },

  dropdowns: [
    projectList('eventTicket', 'production_list', 'Production', '/eventTickets/productions', project),
    projectList('eventTicket', 'venue_list', 'Venue', '/eventTickets/venues', project),
    dropdown({
      key: 'event_list',
      noun: 'Event',
      sources: {
        eventTicket: {
          needs: ['productionId'],
          list: {
            path: '/eventTickets/events/list',
            body: { productionId: input.productionId },
            filters: 'nested',
            item: event,
          },
        },
      },
      id: (item) => item.id,
      name: (item) => orElse(words(readableTime(item.scheduledStartDate), item.venue.name), item.id),
    }),
    dropdown({
      key: 'ticket_type_list',
      noun: 'Ticket Type',
      sources: {
        eventTicket: {
          needs: ['productionId'],
          list: {
            path: '/eventTickets/ticketTypes/{productionId}',
            params: { productionId: input.productionId },
            filters: 'nested',
            item: ticketType,
          },
        },
      },
      id: (item) => item.id,
      name: (item) => orElse(item.name, item.id),
      byName: { key: 'name', ids: madeByPassKit },
    }),
    dropdown<Ticket>({
      key: 'ticket_list',
      noun: 'Ticket',
      ofPasses: true,
      sources: { eventTicket: { needs: ['productionId'], list: listOf(input.productionId) } },
      id: (item) => item.id,
      name: (item) => passName(item, item.ticketNumber),
    }),
  ],
};

const productionOf = (record: Ref<Ticket>) =>
  orElse(record.production.id, record.event.production.id, record.ticketType.productionId);
