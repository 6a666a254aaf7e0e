// The pass types by name. A new one is a file beside these and a line here.
import type { PassType } from '../operation/passType.ts';
import { coupon } from './coupon.ts';
import { eventTicket } from './eventTicket.ts';
import { membership } from './membership.ts';
import type { PassKind } from './passKind.ts';

export const kinds: Record<PassType, PassKind> = { membership, coupon, eventTicket };
