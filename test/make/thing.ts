// An operation of one pass type that does next to nothing, to put into it what is to be refused.
import { inputsOf } from '../../operation/field.ts';
import { type Operation, operation, type Plan } from '../../operation/operation.ts';
import { coupon } from '../../passes/coupon.ts';
import { idAnswer } from '../../passkit/objects.ts';

export const fields = {
  campaignId: { type: 'text', label: 'Campaign' },
  externalId: { type: 'text', label: 'External ID' },
  day: { type: 'date', label: 'Day' },
} as const;

export const input = inputsOf(fields);

export const byExternalId = { by: { externalId: input.externalId }, project: input.campaignId };

export const sets = { effect: 'sets', method: 'PUT', path: '/x', answer: idAnswer } as const;

/** The operation with these steps, and with `more` in place of what it has. */
export const thing = (
  plan: Omit<Plan, 'result'> & Partial<Plan>,
  kind: Operation['kind'] = 'create',
  more: Partial<Operation> = {},
): Operation =>
  operation({
    kind,
    key: 'do_thing',
    noun: 'Thing',
    label: 'Do Thing',
    description: 'Does a thing.',
    group: 'Coupons',
    fields,
    plans: { [coupon.passType]: { result: {}, ...plan } },
    output: {},
    sample: {},
    ...more,
  });
