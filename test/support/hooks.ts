// A Zap with an instant trigger, as far as PassKit sees it: an address that takes deliveries, and the trigger's own
// subscribe, perform and unsubscribe.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Bundle, ZObject } from 'zapier-platform-core';
import app from '../../index.ts';
import { tester } from './tester.ts';
import { makeBundle } from './zapier.ts';

type Data = Record<string, unknown>;

export interface Delivery {
  method: string;
  headers: Record<string, string>;
  content: string;
}

/** An address on this machine that keeps every delivery; it answers 200 unless told otherwise. */
export async function startReceiver() {
  const deliveries: Delivery[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      deliveries.push({
        method: request.method ?? '',
        headers: Object.fromEntries(headers),
        content: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(state.status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    deliveries,
    answerWith: (status: number) => {
      state.status = status;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The instant trigger `key` with these inputs, on a connection. */
export function zapWith(key: string, authData: Record<string, string>, inputData: Data) {
  const operation = app.triggers?.[key]?.operation;
  if (!operation || !('performSubscribe' in operation)) throw new Error(`no instant trigger ${key}`);
  const subscribedAt = { url: '' };
  const call = (method: unknown, more: object): Promise<unknown> => {
    if (typeof method !== 'function') throw new Error(`${key} lacks a method`);
    return Reflect.apply(tester, undefined, [method, { ...makeBundle(authData, inputData), ...more }]);
  };
  return {
    subscribe: (targetUrl: string): Promise<Data> => {
      subscribedAt.url = targetUrl;
      return call(operation.performSubscribe, { targetUrl }).then(asData);
    },
    /** Zapier tells the address that it had given, too. */
    unsubscribe: (subscribeData: Data, targetUrl = subscribedAt.url) =>
      call(operation.performUnsubscribe, { subscribeData, targetUrl }),
    /** What the Zap gets for a delivery: the body as Zapier parses it, and the request as it came. */
    receive: (delivery: Delivery, subscribeData: Data = {}): Promise<Data[]> =>
      call(operation.perform, {
        cleanedRequest: parsed(delivery.content),
        rawRequest: { ...delivery, querystring: '' },
        subscribeData,
      }).then(asList),
    /** The same for many at once. */
    receiveAll: (deliveries: readonly Delivery[], subscribeData: Data): Promise<Data[]> => {
      const { perform } = operation;
      if (typeof perform !== 'function') throw new Error(`${key} lacks perform`);
      const all = (z: ZObject, bundle: Bundle) =>
        Promise.all(
          deliveries.map((delivery) =>
            Reflect.apply(perform, undefined, [
              z,
              { ...bundle, cleanedRequest: parsed(delivery.content), rawRequest: delivery, subscribeData },
            ]),
          ),
        );
      return tester<unknown[], Bundle>(all, makeBundle(authData, inputData)).then((found) =>
        found.flatMap(asList),
      );
    },
    list: (): Promise<Data[]> => call(operation.performList, {}).then(asList),
  };
}

const asData = (value: unknown): Data => (typeof value === 'object' && value !== null ? { ...value } : {});
const asList = (value: unknown): Data[] => (Array.isArray(value) ? value.map(asData) : []);

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
