// Event tickets: issued for a ticket type and an event of a production, which holds the ticket numbers.
// A ticket number is to a ticket what an external ID is to other passes.
import { all, choose, mergeMaps, now, orElse, type Ref, type Template } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { type Call, call } from '../operation/step.ts';
import { emptyAnswer, idAnswer, type Ticket, ticket, ticketType } from '../passkit/objects.ts';
import { input } from './input.ts';
import type { PassKind } from './passKind.ts';
import { issuedName, person, personView } from './person.ts';
import { projectField, variantField } from './projectFields.ts';

const ticketFields = {
  seat: { type: 'text', label: 'Seat', passTypes: ['eventTicket'] },
  row: { type: 'text', label: 'Row', passTypes: ['eventTicket'] },
  section: { type: 'text', label: 'Section', passTypes: ['eventTicket'] },
  gate: { type: 'text', label: 'Gate', passTypes: ['eventTicket'] },
  orderNumber: { type: 'text', label: 'Order Number', passTypes: ['eventTicket'] },
  barcodeContents: {
    type: 'text',
    label: 'Barcode Contents',
    passTypes: ['eventTicket'],
    help: 'What the barcode holds, instead of what the template says.',
  },
} satisfies Fields;

const seatInfo = {
  seat: input.seat,
  row: input.row,
  section: input.section,
  gate: input.gate,
};

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
  optOut: choose(existing.optOut, 'ON', 'OFF'),
  expiryDate: existing.expiryDate,
  passOverrides: existing.passOverrides,
});

const putTicket = (body: Template): Call<{ id: string }> => ({
  method: 'PUT',
  path: '/eventTickets/ticket',
  body,
  answer: idAnswer,
});

export const eventTicket: PassKind<Ticket> = {
  passType: 'eventTicket',
  projectKey: 'productionId',
  issueFields: {
    productionId: projectField.productionId,
    eventId: variantField.eventId,
    ticketTypeId: variantField.ticketTypeId,
    ...ticketFields,
  },
  updateFields: ticketFields,
  issuedStatus: 'ISSUED',

  lookup: {
    get: (key, value, productionId) =>
      key === 'id'
        ? { method: 'GET', path: '/eventTickets/ticket/id/{id}', params: { id: value }, answer: ticket }
        : {
            method: 'GET',
            path: '/eventTickets/ticket/ticketNumber',
            query: { productionId, ticketNumber: value },
            answer: ticket,
          },
    list: (productionId) => ({
      path: '/eventTickets/tickets/list',
      body: { productionId },
      filters: 'nested',
      item: ticket,
    }),
    filterField: { id: 'id', externalId: 'ticketNumber', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.ticketNumber,
      emailAddress: record.person.emailAddress,
      project: productionOf(record),
    }),
  },

  issue: {
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

  readsBeforeUpdate: true,

  update: ({ existing, when }) => {
    const changed = putTicket({
      ...wholeTicket(existing),
      orderNumber: orElse(input.orderNumber, existing.orderNumber),
      barcodeContents: orElse(input.barcodeContents, existing.barcodeContents),
      seatInfo: mergeMaps(existing.seatInfo, seatInfo),
      person: mergeMaps(existing.person, person),
      metaData: mergeMaps(existing.metaData, input.metaData),
      optOut: choose(orElse(input.optOut, existing.optOut), 'ON', 'OFF'),
      expiryDate: orElse(input.expiryDate, existing.expiryDate),
    });
    const record = call('updated', changed, { when: all(when) });
    return { steps: [record], id: record.result.id };
  },

  expire: (existing) => putTicket({ ...wholeTicket(existing), expiryDate: now }),

  remove: (id) => ({
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

  template: {
    variantKey: 'ticketTypeId',
    call: {
      method: 'GET',
      path: '/eventTickets/ticketType/id/{id}',
      params: { id: input.ticketTypeId },
      answer: ticketType,
    },
    templateKey: 'beforeRedeemPassTemplateId',
  },
};

const productionOf = (record: Ref<Ticket>) =>
  orElse(record.production.id, record.event.production.id, record.ticketType.productionId);
