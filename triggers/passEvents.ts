// The events that PassKit pushes, and the triggers made of them: one table for both platforms. Those that one pass type
// alone has are said by that type.
import { choose, includes, ref, type Value } from '../operation/expression.ts';
import type { Choice } from '../operation/field.ts';
import { passTypes as allTypes, kindOf } from '../passes/kinds.ts';
import type { PassEvent } from '../passes/passKind.ts';

/** An event, and the pass types that have it; all when missing. */
export type TriggerEvent = PassEvent & { passTypes?: readonly string[] };

/** Those of every pass type. */
const ofAll: readonly PassEvent[] = [
  {
    event: 'PASS_EVENT_RECORD_CREATED',
    number: '1',
    key: 'new_pass',
    noun: 'Pass',
    label: 'New Pass',
    description: 'Triggers when a new pass is issued.',
  },
  {
    event: 'PASS_EVENT_INSTALLED',
    number: '2',
    key: 'pass_installed',
    noun: 'Pass',
    label: 'Pass Installed',
    description: 'Triggers when a pass is added to a wallet, and tells which.',
  },
  {
    event: 'PASS_EVENT_RECORD_UPDATED',
    number: '4',
    key: 'pass_updated',
    noun: 'Pass',
    label: 'Pass Updated',
    description: 'Triggers when a pass is changed.',
  },
  {
    event: 'PASS_EVENT_UNINSTALLED',
    number: '8',
    key: 'pass_uninstalled',
    noun: 'Pass',
    label: 'Pass Uninstalled',
    description: 'Triggers when a pass is removed from a wallet.',
  },
  {
    event: 'PASS_EVENT_INVALIDATED',
    number: '16',
    key: 'pass_invalidated',
    noun: 'Pass',
    label: 'Pass Expired or Invalidated',
    description: 'Triggers when a pass expires or is invalidated.',
  },
  {
    event: 'PASS_EVENT_RECORD_DELETED',
    number: '32',
    key: 'pass_deleted',
    noun: 'Pass',
    label: 'Pass Deleted',
    description: 'Triggers when a pass is deleted or a coupon is voided.',
    status: 'DELETED',
  },
];

export const passEvents: readonly TriggerEvent[] = [
  ...ofAll,
  ...allTypes.flatMap((passType) =>
    (kindOf(passType).events ?? []).map((event) => ({ ...event, passTypes: [passType] })),
  ),
];

/** The events as the choices of a field. */
export const eventChoices: readonly Choice[] = passEvents.map(({ event, label, passTypes }) => ({
  value: event,
  label,
  ...(passTypes && { passTypes }),
}));

/** The events that PassKit has no name for, each within another one. */
export const withinEvents = passEvents.flatMap(({ event, within }) => (within ? [{ event, within }] : []));

/** What PassKit is asked to tell, for these events. */
export const pushedFor = (events: readonly string[]): readonly string[] => [
  ...new Set(events.map((event) => withinEvents.find((one) => one.event === event)?.within.event ?? event)),
];

/** The events that may come as a number. */
export const numbered = passEvents.flatMap(({ event, number }) => (number ? [{ event, number }] : []));

/** What a trigger listens to, beside the delivery. */
export const listened = ref<readonly string[]>('item', 'listened');

/**
 * The names of the events by PassKit's numbers. The events of passes, coupons and members are counted apart: where a
 * number stands for two, it is the first if somebody listens to that. That events come as numbers is UNVERIFIED.
 */
export const eventNumbers: Readonly<Record<string, Value<string>>> = Object.fromEntries(
  [...Map.groupBy(numbered, ({ number }) => number)].map(([number, [first, other]]) => [
    number,
    first && other ? choose<string>(includes(listened, first.event), first.event, other.event) : first?.event,
  ]),
);
