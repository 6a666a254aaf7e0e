// Sends events to their subscriptions over HTTP: in order for each subscription, and never in the way of
// the API.
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type DeliveryShape, deliveryBody } from './deliveryBody.ts';
import { eventsOf, type PassChange, verbOf } from './events.ts';
import type { PassKind, PassRecord } from './records.ts';
import { isActive, listensTo, webhookOf } from './sinks.ts';
import type { Store } from './store.ts';

/** How long a target may take to answer. */
const TIMEOUT_MS = 5_000;
const RETRY_MS = 50;

/** One attempt to deliver an event. */
export interface Delivery {
  subscriptionId: string;
  event: string;
  passId: string;
  method: string;
  url: string;
  /** 0 when there was no answer. */
  status: number;
  /** 1 for the first one. */
  attempt: number;
}

interface Job {
  subscriptionId: string;
  event: string;
  passId: string;
  /** The verb, unless the subscription names another. */
  verb: string;
  body: string;
}

export class Deliveries {
  /** Every attempt so far, oldest first. */
  readonly log: Delivery[] = [];
  readonly #store: Store;
  readonly #shape: DeliveryShape;
  readonly #attempts: number;
  readonly #closing = new AbortController();
  /** The last delivery that waits for each subscription. */
  readonly #queues = new Map<string, Promise<void>>();

  constructor(store: Store, shape: DeliveryShape, retries: number) {
    this.#store = store;
    this.#shape = shape;
    this.#attempts = 1 + retries;
  }

  /** Queues the events of a change for all who listen, with the pass as it is now. */
  raise(kind: PassKind, change: PassChange, record: PassRecord): void {
    for (const event of eventsOf(kind, change)) {
      const sinks = [...this.#store.sinks.values()].filter((sink) => listensTo(sink, kind, record, event));
      if (sinks.length === 0) continue;
      const body = deliveryBody(this.#store, this.#shape, kind, event, record);
      for (const { id } of sinks) {
        this.#queue({ subscriptionId: id, event, passId: record.id, verb: verbOf(change), body });
      }
    }
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#queues.size > 0) await Promise.all(this.#queues.values());
  }

  /** Drops what waits and what is under way. */
  close(): void {
    this.#closing.abort();
  }

  #queue(job: Job): void {
    const id = job.subscriptionId;
    const queue = (this.#queues.get(id) ?? Promise.resolve())
      .then(() => this.#deliver(job))
      .finally(() => {
        if (this.#queues.get(id) === queue) this.#queues.delete(id);
      });
    this.#queues.set(id, queue);
  }

  async #deliver({ subscriptionId, event, passId, verb, body }: Job): Promise<void> {
    for (let attempt = 1; attempt <= this.#attempts; attempt++) {
      if (attempt > 1) await wait(RETRY_MS, undefined, { ref: false });
      // Read again each time: the subscription may have been changed or deleted while the event waited.
      const sink = this.#store.sinks.get(subscriptionId);
      if (!sink || !isActive(sink) || this.#closing.signal.aborted) return;
      const { url, method = verb, secret } = webhookOf(sink);
      const status = await this.#send(url, method, secret, body);
      if (this.#closing.signal.aborted) return;
      this.log.push({ subscriptionId, event, passId, method, url, status, attempt });
      if (status >= 200 && status < 300) return;
    }
  }

  async #send(url: string, method: string, secret: string, body: string): Promise<number> {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    try {
      const response = await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', 'x-passkit-signature': signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }
}
