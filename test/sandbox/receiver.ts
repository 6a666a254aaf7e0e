// What the tests of subscriptions share: a webhook receiver on loopback and a pass of each type.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { demo } from '../../sandbox/ids.ts';
import type { Message, Sandbox } from '../../sandbox/index.ts';
import { isMessage } from '../../sandbox/messages.ts';
import { idOf } from './client.ts';

export interface Received {
  method: string;
  event: string;
  headers: IncomingHttpHeaders;
  raw: string;
  pass: Message;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** The status of the next answers; it may keep the sender waiting. */
  answer: (delivery: Received) => number | Promise<number>;
}

/** One receiver for a test file, which answers 200 and forgets everything after each test. */
export function useReceiver(): Receiver {
  const receiver: Receiver = { url: '', received: [], answer: () => 200 };
  const server = createServer(async (request, response) => {
    const raw = Buffer.concat(await request.toArray()).toString();
    const { event, pass } = JSON.parse(raw);
    const { method = '', headers } = request;
    const delivery = { method, event, headers, raw, pass };
    receiver.received.push(delivery);
    // A sender that followed redirects would come back here.
    response.writeHead(await receiver.answer(delivery), { location: '/hook' }).end();
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    receiver.url = `http://127.0.0.1:${isMessage(address) ? address.port : ''}/hook`;
  });
  afterEach(() => {
    receiver.received = [];
    receiver.answer = () => 200;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return receiver;
}

const { programId, campaignId, offerId, productionId, ticketTypeId, eventId } = demo;

/** How a pass of each type is subscribed to, made, changed and deleted. */
export const kinds = {
  member: {
    protocol: 'MEMBERSHIP',
    classId: programId,
    number: 100,
    path: '/members/member',
    create: { programId, tierId: 'bronze' },
    update: (id: string) => ({ id, groupingIdentifier: 'family' }),
    remove: (id: string) => ({ id }),
  },
  coupon: {
    protocol: 'SINGLE_USE_COUPON',
    classId: campaignId,
    number: 101,
    path: '/coupon/singleUse/coupon',
    create: { campaignId, offerId },
    update: (id: string) => ({ id, sku: 'S' }),
    remove: (id: string) => ({ id }),
  },
  ticket: {
    protocol: 'EVENT_TICKETING',
    classId: productionId,
    number: 102,
    path: '/eventTickets/ticket',
    create: { ticketTypeId, eventId },
    update: (id: string) => ({ id, orderNumber: 'O' }),
    remove: (id: string) => ({ ticketId: id }),
  },
};
export type Kind = keyof typeof kinds;
export const kindNames: Kind[] = ['member', 'coupon', 'ticket'];

export const PASS_EVENTS = [
  'PASS_EVENT_RECORD_CREATED',
  'PASS_EVENT_RECORD_UPDATED',
  'PASS_EVENT_INSTALLED',
  'PASS_EVENT_UNINSTALLED',
  'PASS_EVENT_INVALIDATED',
  'PASS_EVENT_RECORD_DELETED',
];

/** The body of a subscription to all events of the demo project of a kind. */
export function sinkBody(
  kind: Kind,
  targetUrl: string,
  changes: Message = {},
  config: Message = {},
): Message {
  const { protocol, classId } = kinds[kind];
  return {
    classId,
    protocol,
    passEventId: PASS_EVENTS,
    status: 'INTEGRATION_ACTIVE',
    configType: 'WEBHOOK',
    configuration: JSON.stringify({ targetUrl, ...config }),
    ...changes,
  };
}

export const subscribe = (sandbox: Sandbox, ...body: Parameters<typeof sinkBody>): Promise<string> =>
  idOf(sandbox, 'POST /integrations/sink', sinkBody(...body));

export const create = (sandbox: Sandbox, kind: Kind, body: Message = {}): Promise<string> =>
  idOf(sandbox, `POST ${kinds[kind].path}`, { ...kinds[kind].create, ...body });
