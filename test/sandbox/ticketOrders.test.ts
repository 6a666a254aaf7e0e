// Tickets of an order, the holder of a ticket, and productions that delete what is redeemed.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const { productionId, eventId, ticketTypeId } = demo;
const issue = (body: Message) =>
  idOf(sandbox(), 'POST /eventTickets/ticket', { ticketTypeId, eventId, ...body });
const order = (orderNumber: string) => ({ productionId, orderNumber });
const read = (orderNumber: string) =>
  send(
    sandbox(),
    `GET /eventTickets/tickets/orderNumber?productionId=${productionId}&orderNumber=${orderNumber}`,
  );

test('an order is read as one object, and redeemed but for what is redeemed already', async () => {
  const first = await issue({ orderNumber: 'O1' });
  const second = await issue({ orderNumber: 'O1' });
  await issue({ orderNumber: 'O2' });
  expect((await read('O1')).body).toMatchObject({ tickets: [{ id: first }, { id: second, optOut: false }] });
  await send(sandbox(), 'PUT /eventTickets/ticket/redeem', { ticket: { ticketId: first } });
  const redemptionDetails = { redemptionReference: 'r' };
  const redeem = () =>
    send(sandbox(), 'PUT /eventTickets/tickets/orderNumber/redeem', { ...order('O1'), redemptionDetails });
  expect((await redeem()).body).toEqual({ id: [second] });
  expect(sandbox().ticket(second)).toMatchObject({ status: 'REDEEMED', redemptionDetails });
  expect((await redeem()).body).toEqual({ id: [] });
});

test('an order is deleted whole, and then there is none', async () => {
  await issue({ orderNumber: 'O3' });
  expect(await send(sandbox(), 'DELETE /eventTickets/orderNumber', order('O3'))).toMatchObject({
    status: 200,
  });
  expect(await read('O3')).toMatchObject({ status: 404, body: { code: 5 } });
});

test('an order must be named whole', async () => {
  const path = 'PUT /eventTickets/tickets/orderNumber/redeem';
  expect(await send(sandbox(), path, { productionId })).toMatchObject({ status: 400 });
  expect(await send(sandbox(), path, { orderNumber: 'O1' })).toMatchObject({ status: 400 });
});

test('the links of a ticket, and one link for an order', async () => {
  const id = await issue({ ticketNumber: 'L1', orderNumber: 'O4' });
  const path = 'POST /eventTickets/pass';
  const format = ['PASS_URL', 'MULTI_LINK'];
  const url = `https://pub1.pskt.io/${id}`;
  expect((await send(sandbox(), path, { ticketId: { id }, format })).body).toMatchObject({
    passes: [{ id, url, multiplePassesURL: '' }],
  });
  const one = await send(sandbox(), path, { orderNumber: order('O4'), format });
  expect(one.body).toMatchObject({
    passes: [{ id, url, multiplePassesURL: expect.stringMatching(/^https/) }],
  });
  expect(await send(sandbox(), path, { ticketId: id, format })).toMatchObject({ status: 400 });
  expect(await send(sandbox(), path, { format })).toMatchObject({ status: 400 });
  expect(await send(sandbox(), path, { ticketId: { id }, format: ['PDF'] })).toMatchObject({ status: 400 });
});

test('a holder is patched, by ID in an object or by number', async () => {
  const person = { displayName: 'Jane', emailAddress: 'jane@example.com' };
  const id = await issue({ ticketNumber: 'P1', person });
  const path = 'PATCH /eventTickets/ticket/person';
  expect((await send(sandbox(), path, { ticketId: { id }, person: { displayName: 'Ulla' } })).body).toEqual({
    id,
  });
  expect(sandbox().ticket(id)).toMatchObject({ person: { ...person, displayName: 'Ulla' } });
  const byNumber = { ticketNumber: { productionUid: 'latte-art-show', ticketNumber: 'P1' } };
  await send(sandbox(), path, { ...byNumber, person: { forename: 'U' } });
  expect(sandbox().ticket(id)).toMatchObject({ person: { displayName: 'Ulla', forename: 'U' } });
  expect(await send(sandbox(), path, { ticketId: id, person })).toMatchObject({ status: 400 });
  expect(await send(sandbox(), path, { ticketId: { id } })).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/'Person' failed on the 'required'/) },
  });
});

test('a production may delete what is redeemed', async () => {
  const { add } = sandbox();
  const production = add.production({ autoInvalidateTicketsUponRedemption: 'ON' });
  const event = add.event({ productionId: production.id });
  const type = add.ticketType({ productionId: production.id });
  const id = await issue({ eventId: event.id, ticketTypeId: type.id });
  const validate = await send(sandbox(), 'PUT /eventTickets/ticket/validate', {
    ticket: { ticketId: id },
    maxNumberOfValidations: 1,
  });
  expect(validate.body).toMatchObject({ valid: true, ticket: { status: 'REDEEMED' } });
  expect(await send(sandbox(), `GET /eventTickets/ticket/id/${id}`)).toMatchObject({ status: 404 });
});
