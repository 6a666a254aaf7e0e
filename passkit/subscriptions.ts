// PassKit's webhook subscriptions ("sinks") and what they deliver, as they arrive.
import * as z from 'zod';
import { once } from './once.ts';

/** The secret PassKit made for a subscription, in the JSON text of its `configuration`. */
export const sink = z.lazy(() =>
  z.object({
    configuration: z
      .string()
      .optional()
      .transform((text) => {
        try {
          return z.object({ signingSecret: z.string() }).parse(JSON.parse(text ?? '')).signingSecret;
        } catch {
          return undefined;
        }
      }),
  }),
);

const webhookConfig = once(() =>
  z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(z.object({ targetUrl: z.string() }))
    .catch({ targetUrl: '' }),
);

/** A subscription as a list shows it, with the address that it delivers to. */
export const listedSink = z.lazy(() =>
  z
    .object({ id: z.string().min(1), configuration: webhookConfig() })
    .transform(({ id, configuration: { targetUrl } }) => ({ id, targetUrl })),
);

/** The least that makes a body an event of PassKit's. */
export const deliveryBody = z.lazy(() =>
  z.looseObject({
    event: z.union([z.string(), z.number()]),
    pass: z.looseObject({ id: z.string().min(1) }),
  }),
);
