// The life of a ticket: issue, update, validate, redeem, delete.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, list, send, useSandbox, where } from './client.ts';

const sandbox = useSandbox();
const { productionId, venueId, eventId, ticketTypeId, vipTicketTypeId } = demo;
const TICKET = '/eventTickets/ticket';
const issue = (body: Message = {}) => idOf(sandbox(), `POST ${TICKET}`, { ticketTypeId, eventId, ...body });
const byNumber = (ticketNumber: string) => ({ ticketNumber: { productionId, ticketNumber } });

test('a ticket shows its event, production and type, and opts out as a toggle', async () => {
  const id = await issue({ ticketNumber: 'A1', optOut: true });
  const ticket = await send(sandbox(), `GET ${TICKET}/id/${id}`);
  expect(ticket.body).toMatchObject({
    status: 'ISSUED',
    optOut: 'ON',
    event: { id: eventId, production: { id: productionId }, venue: { id: venueId } },
    ticketType: { id: ticketTypeId, name: 'Standard' },
  });
  const found = await send(
    sandbox(),
    `GET ${TICKET}/ticketNumber?productionId=${productionId}&ticketNumber=A1`,
  );
  expect(found.body).toEqual(ticket.body);
  const [listed] = await list(sandbox(), '/eventTickets/tickets/list', {
    productionId,
    filters: where('ticketNumber', 'eq', 'A1'),
  });
  expect(listed).toMatchObject({
    id,
    optOut: true,
    production: { uid: 'latte-art-show' },
    ticketType: { name: 'Standard' },
  });
});

test('lists and counts narrow by ticket type and event', async () => {
  const id = await issue({ ticketTypeId: vipTicketTypeId });
  const narrowed = { productionUid: 'latte-art-show', eventId, ticketTypeId: vipTicketTypeId };
  expect((await list(sandbox(), '/eventTickets/tickets/list', narrowed)).map((ticket) => ticket.id)).toEqual([
    id,
  ]);
  expect((await send(sandbox(), 'POST /eventTickets/tickets/count', narrowed)).body).toEqual({ total: 1 });
});

test('a ticket number is unique in its production, also on rename, and free again after delete', async () => {
  const id = await issue({ ticketNumber: 'B1' });
  const other = await issue({ ticketNumber: 'B2' });
  expect(
    await send(sandbox(), `POST ${TICKET}`, { ticketTypeId, eventId, ticketNumber: 'B1' }),
  ).toMatchObject({ status: 409, body: { code: 6 } });
  expect(await send(sandbox(), `PUT ${TICKET}`, { id: other, ticketNumber: 'B1' })).toMatchObject({
    status: 409,
  });
  expect(await send(sandbox(), `DELETE ${TICKET}`, byNumber('B1'))).toMatchObject({ status: 200 });
  expect(await send(sandbox(), `GET ${TICKET}/id/${id}`)).toMatchObject({
    status: 404,
    body: { message: `ticket with id[${id}] does not exist` },
  });
  await issue({ ticketNumber: 'B1' });
});

test.each<[string, Message]>([
  ['event', { ticketTypeId, eventId: 'nope' }],
  ['ticket type', { ticketTypeId: 'nope', eventId }],
  [
    'production',
    { ticketTypeId, event: { productionId: 'nope', venueId, scheduledStartDate: '2026-01-01T00:00:00Z' } },
  ],
])('issuing for an unknown %s is 404', async (kind, body) => {
  expect(await send(sandbox(), `POST ${TICKET}`, body)).toMatchObject({
    status: 404,
    body: { message: `${kind} with id[nope] does not exist` },
  });
});

test('an inline event is found by production, venue and start, and made only once', async () => {
  const event = { productionId, venueId, scheduledStartDate: '2031-01-01T18:00:00Z' };
  const first = sandbox().ticket(await issue({ eventId: undefined, event }));
  const second = sandbox().ticket(await issue({ eventId: undefined, event }));
  expect(second?.event).toEqual(first?.event);
});

test('an update replaces: what is not sent is cleared', async () => {
  const id = await issue({
    ticketNumber: 'C1',
    orderNumber: 'O1',
    optOut: true,
    person: { forename: 'Jane' },
    metaData: { a: '1' },
    seatInfo: { row: 'B' },
  });
  await idOf(sandbox(), `PUT ${TICKET}`, {
    ticketNumber: 'C1',
    event: { production: { id: productionId } },
    metaData: { b: '2' },
  });
  expect(sandbox().ticket(id)).toMatchObject({
    ticketNumber: 'C1',
    orderNumber: '',
    optOut: 'OFF',
    person: null,
    seatInfo: null,
    metaData: { b: '2' },
  });
  await idOf(sandbox(), `PUT ${TICKET}`, {
    ticketNumber: 'C1',
    ticketType: { productionId },
    orderNumber: 'O2',
  });
  expect(sandbox().ticket(id)).toMatchObject({ orderNumber: 'O2', metaData: {} });
});

test('validation is repeatable and redeems the ticket at the last admission', async () => {
  const id = await issue();
  const validate = async () =>
    (
      await send(sandbox(), `PUT ${TICKET}/validate`, {
        ticket: { ticketId: id },
        maxNumberOfValidations: 2,
        validateDetails: { validateSource: 'gate-1' },
      })
    ).body;
  expect(await validate()).toMatchObject({
    valid: true,
    ticket: { status: 'ISSUED', validateDetails: [{ validateSource: 'gate-1' }] },
  });
  expect(await validate()).toMatchObject({ valid: true, ticket: { status: 'REDEEMED' } });
  expect(await validate()).toMatchObject({ valid: false, ticket: { status: 'REDEEMED' } });
});

test('a ticket is redeemed once', async () => {
  const id = await issue({ ticketNumber: 'D1' });
  expect(await send(sandbox(), `PUT ${TICKET}/redeem`, { ticket: byNumber('D1') })).toMatchObject({
    status: 200,
    text: JSON.stringify({ id }),
  });
  const again = await send(sandbox(), `PUT ${TICKET}/redeem`, { ticket: { ticketId: id } });
  expect(again).toMatchObject({
    status: 400,
    body: { code: 9, message: `ticket with id[${id}] has already been redeemed` },
  });
});
