// Every pass type, by name. A new one is a file beside these and a line here.
import { coupon } from './coupon.ts';
import { eventTicket } from './eventTicket.ts';
import { membership } from './membership.ts';

export const kinds = { membership, coupon, eventTicket };
