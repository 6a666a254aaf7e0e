// Create Event: a dated showing of a production at a venue. One that is there at that place and time is returned: PassKit does
// not say what it does with a second one, so it is looked for first.
import {
  agrees,
  all,
  any,
  choose,
  filled,
  not,
  notAfter,
  orElse,
  readableTime,
  sameTime,
  text,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find, findAgain, halt, type Lookup, value } from '../operation/step.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { event, idAnswer, project, type TicketEvent } from '../passkit/objects.ts';

const fields = {
  productionId: { ...eventTicket.project.field, type: 'text' },
  venueId: {
    type: 'text',
    label: 'Venue',
    required: true,
    dropdown: 'venue_list',
    help: 'Where it takes place. Venues are made in PassKit.',
  },
  startDate: {
    type: 'dateTime',
    label: 'Start Date',
    required: true,
    dateAlone: 'start',
    help: 'When it begins, such as 2027-05-01 19:30. Without an offset it is a time in the time zone of your account.',
  },
  endDate: { type: 'dateTime', label: 'End Date', help: 'A date alone means the end of that day.' },
  doorsOpen: {
    type: 'dateTime',
    advanced: true,
    label: 'Doors Open',
    dateAlone: 'start',
    help: 'When doors open.',
  },
} satisfies Fields;
const input = inputsOf(fields);
const start = input.startDate;

/** Events by their start: of one production, at the venue that was chosen. */
const eventsThere: Lookup<TicketEvent> = {
  get: (_key, scheduledStartDate, productionId) => ({
    effect: 'reads',
    method: 'GET',
    path: '/eventTickets/event/details',
    query: { productionId, venueId: input.venueId, scheduledStartDate },
    answer: event,
  }),
  list: (productionId) => ({
    path: '/eventTickets/events/list',
    body: { productionId, venueId: input.venueId },
    filters: 'nested',
    item: event,
  }),
  filterField: { id: 'id', externalId: 'scheduledStartDate', emailAddress: 'id' },
  valueIn: (record) => ({
    id: record.id,
    // The same for all: `keep` compares the moments, which PassKit may write in another way.
    externalId: start,
    emailAddress: record.id,
    project: record.production.id,
  }),
};

function plan(): Plan {
  // PassKit may make a venue that it does not know, so a name must not get as far as the new event.
  const venue = call('venue', {
    effect: 'reads',
    method: 'GET',
    path: '/eventTickets/venue/{id}',
    params: { id: input.venueId },
    answer: project,
  });

  const before = find('before', eventsThere, {
    by: { externalId: start },
    project: input.productionId,
    keep: ({ scheduledStartDate, venue }) =>
      all(sameTime(scheduledStartDate, start), agrees(input.venueId, venue.id)),
  });
  const existing = findAgain('existing', before);
  const created = call(
    'created',
    {
      effect: 'adds',
      method: 'POST',
      path: '/eventTickets/event',
      body: {
        production: { id: input.productionId },
        venue: { id: input.venueId },
        scheduledStartDate: start,
        endDate: input.endDate,
        doorsOpen: input.doorsOpen,
      },
      answer: idAnswer,
    },
    { when: not(filled(before.result.id)), unless: { found: existing, is: filled(existing.result.id) } },
  );
  /** Nobody else's: it was not there before, and this step sent it. */
  const isNew = value('isNew', any(filled(created.result.id), created.lost));
  const was = value('was', choose<TicketEvent>(filled(before.result.id), before.result, existing.result));

  return {
    steps: [
      halt(
        'ends_too_early',
        notAfter(input.endDate, start),
        text`The event ends before it begins: it begins on ${readableTime(start)} and ends on ${readableTime(input.endDate)}. Correct Start Date or End Date. Nothing was created.`,
      ),
      venue,
      before,
      created,
      isNew,
      was,
    ],
    result: {
      passType: eventTicket.passType,
      eventId: orElse(created.result.id, was.result.id),
      productionId: orElse(was.result.production.id, input.productionId),
      venueId: input.venueId,
      venueName: venue.result.name,
      startDate: start,
      endDate: choose<string>(isNew.result, input.endDate, was.result.endDate),
      doorsOpen: choose<string>(isNew.result, input.doorsOpen, was.result.doorsOpen),
      outcome: choose<string>(isNew.result, 'created', 'existing'),
    },
  };
}

export default operation({
  kind: 'create',
  key: 'create_event',
  noun: 'Event',
  label: 'Create Event',
  description:
    'Creates an event of a production at a venue, or returns the one that is there at that place and time.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: {
    passType: { label: 'Pass Type', type: 'text' },
    eventId: { label: 'Event ID', type: 'text' },
    productionId: { label: 'Production ID', type: 'text' },
    venueId: { label: 'Venue ID', type: 'text' },
    venueName: { label: 'Venue Name', type: 'text' },
    startDate: { label: 'Start Date', type: 'dateTime' },
    endDate: { label: 'End Date', type: 'dateTime' },
    doorsOpen: { label: 'Doors Open', type: 'dateTime' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: {
    passType: 'eventTicket',
    eventId: '6aBcDeFgHiJkLmNoPqRsTu',
    productionId: '5aBcDeFgHiJkLmNoPqRsTu',
    venueId: '8aBcDeFgHiJkLmNoPqRsTu',
    venueName: 'Coffee Museum',
    startDate: '2027-05-01T18:30:00Z',
    endDate: '2027-05-01T21:00:00Z',
    doorsOpen: '2027-05-01T18:00:00Z',
    outcome: 'created',
  },
});
