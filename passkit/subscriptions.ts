// PassKit's webhook subscriptions ("sinks"): one for a project, with its events and the address they go to.
import * as z from 'zod';

export const protocols = {
  membership: 'MEMBERSHIP',
  coupon: 'SINGLE_USE_COUPON',
  eventTicket: 'EVENT_TICKETING',
} as const;

export type EventFamily = 'passEventId' | 'couponEvents' | 'membershipEvents';

/**
 * The body of POST /integrations/sink. PassKit sends created as POST, updated as PUT and deleted as DELETE; whether
 * `actionMethod` makes all of them POST, as Zapier and Make want it, is UNVERIFIED.
 */
export function subscription(
  protocol: (typeof protocols)[keyof typeof protocols],
  classId: string,
  events: readonly { event: string; family: EventFamily }[],
  targetUrl: string,
) {
  const named = (family: EventFamily) =>
    events.filter((event) => event.family === family).map(({ event }) => event);
  const [pass, coupon, member] = [named('passEventId'), named('couponEvents'), named('membershipEvents')];
  return {
    classId,
    protocol,
    ...(pass.length > 0 && { passEventId: pass }),
    ...(coupon.length > 0 && { couponEvents: { ids: coupon } }),
    ...(member.length > 0 && { membershipEvents: { ids: member } }),
    status: 'INTEGRATION_ACTIVE',
    configType: 'WEBHOOK',
    configuration: JSON.stringify({ targetUrl, actionMethod: 'METHOD_POST' }),
  };
}

/** The secret PassKit made for a subscription, in the JSON text of its `configuration`. */
export const sink = z.object({
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
});

/** The least that makes a body an event of PassKit's. */
export const deliveryBody = z.looseObject({
  event: z.union([z.string(), z.number()]),
  pass: z.looseObject({ id: z.string().min(1) }),
});
