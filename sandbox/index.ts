// A PassKit REST API in memory, on loopback: for tests, for trying the integration out and for measuring it.
import { once } from 'node:events';
import { adders } from './add.ts';
import { renderCoupon } from './coupons.ts';
import { Deliveries, type Delivery } from './deliveries.ts';
import type { DeliveryShape } from './deliveryBody.ts';
import { encode } from './encode.ts';
import { type Fault, Faults, parseFault } from './faults.ts';
import { demoFlight } from './flights.ts';
import { credentials, demo } from './ids.ts';
import { renderMember } from './members.ts';
import type { Message } from './messages.ts';
import { fill, seed } from './seed.ts';
import { createSandboxServer, type SandboxRequest } from './server.ts';
import { type Region, Store } from './store.ts';
import { renderTicket } from './ticketViews.ts';
import { type Clock, createClock } from './time.ts';
import { expire, install, uninstall, type Wallet } from './wallet.ts';

export type { Delivery } from './deliveries.ts';
export type { DeliveryShape } from './deliveryBody.ts';
export type { Fault } from './faults.ts';
export type { Message } from './messages.ts';
export type { SandboxRequest } from './server.ts';
export type { Wallet } from './wallet.ts';

export interface SandboxOptions {
  /** Any free port when not given. */
  port?: number;
  region?: Region;
  /** The clock to start from; the real one when not given. */
  now?: () => Date;
  /** How many members to fill the demo program with. */
  passes?: number;
  /** How deliveries are written: as PassKit does, with numbers, or with names throughout. */
  deliveryShape?: DeliveryShape;
  /** How often a delivery that got no 2xx is repeated; never when not given. */
  retries?: number;
}

export interface Sandbox {
  url: string;
  credentials: typeof credentials;
  demo: typeof demo;
  /** Puts projects straight into the store and returns the record. */
  add: ReturnType<typeof adders>;
  /** A pass as GET answers it now; undefined when there is none. */
  member(id: string): Message | undefined;
  coupon(id: string): Message | undefined;
  ticket(id: string): Message | undefined;
  boardingPass(id: string): Message | undefined;
  /** All boarding passes, oldest first. */
  boardingPasses(): Message[];
  /** The demo flight. */
  flight(): Message;
  /** E-mails and messages that were sent to holders, oldest first. */
  outbox: readonly Message[];
  /** How many passes of all kinds are live. */
  passes(): number;
  clock: Clock;
  /** Adds a pass to a wallet, removes it, or moves its expiry date to now. */
  install(id: string, wallet: Wallet): void;
  uninstall(id: string): void;
  expire(id: string): void;
  /** Every attempt to deliver an event to a subscription so far, oldest first. */
  deliveries: Delivery[];
  /** Resolves when no delivery is waiting. */
  settled(): Promise<void>;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Every API request so far, oldest first. */
  requests: SandboxRequest[];
  /** Calls the listener for each API request; the function it returns stops that. */
  onRequest(listener: (request: SandboxRequest) => void): () => void;
  close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1 with the demo projects in it. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const store = new Store(createClock(options.now ?? (() => new Date())), options.region ?? 'pub1');
  const add = adders(store);
  seed(store, add);
  fill(store, options.passes ?? 0);
  const deliveries = new Deliveries(store, options.deliveryShape ?? 'numbers', options.retries ?? 0);
  store.onPassChange = (kind, change, record) => deliveries.raise(kind, change, record);

  const faults = new Faults();
  const requests: SandboxRequest[] = [];
  const listeners = new Set<(request: SandboxRequest) => void>();
  const server = createSandboxServer(store, faults, (request) => {
    requests.push(request);
    for (const listener of listeners) listener(request);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    credentials,
    demo,
    add,
    clock: store.clock,
    install: (id, wallet) => install(store, id, wallet),
    uninstall: (id) => uninstall(store, id),
    expire: (id) => expire(store, id),
    deliveries: deliveries.log,
    settled: () => deliveries.settled(),
    requests,
    member: (id) => shown('members.Member', store.members.get(id), (record) => renderMember(store, record)),
    coupon: (id) =>
      shown('single_use_coupons.Coupon', store.coupons.get(id), (record) => renderCoupon(store, record)),
    ticket: (id) =>
      shown('event_tickets.Ticket', store.tickets.get(id), (record) => renderTicket(store, record)),
    boardingPass: (id) =>
      shown('flights.BoardingPassRecord', store.boardingPasses.get(id), (record) => record),
    boardingPasses: () =>
      [...store.boardingPasses.values()].map((record) => encode('flights.BoardingPassRecord', record)),
    flight: () => encode('flights.Flight', demoFlight(store)),
    outbox: store.outbox,
    passes: () => store.passes(),
    fault: (fault) => faults.add(parseFault(fault)),
    clearFaults: () => faults.clear(),
    onRequest: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      deliveries.close();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function shown<T>(type: string, record: T | undefined, render: (record: T) => Message): Message | undefined {
  return record === undefined ? undefined : encode(type, render(record));
}
