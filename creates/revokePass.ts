// Revoke Pass: where a row ends up whose status becomes Canceled or Expired.
import {
  all,
  any,
  choose,
  type Expr,
  equal,
  filled,
  not,
  notAfter,
  now,
  orElse,
  type Template,
} from '../operation/expression.ts';
import { type Operation, perPassType } from '../operation/operation.ts';
import { call, find, halt, type Step } from '../operation/step.ts';
import { actionOutput, actionSample, passBundle, sample } from '../passes/bundle.ts';
import { passFields } from '../passes/fields.ts';
import { input } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';

const revokePass: Operation = {
  kind: 'create',
  key: 'revoke_pass',
  noun: 'Pass',
  label: 'Revoke Pass',
  description:
    'Ends a pass: expires it now, or deletes it for good. Revoking a pass that has ended already is no error.',
  notice:
    'Deleting a pass and voiding a coupon cannot be undone. An expired pass runs again when its expiry date is moved forward.',
  fields: {
    ...passFields,
    method: {
      type: 'choice',
      label: 'Method',
      help: 'Blank expires memberships and event tickets, and voids coupons: PassKit cannot expire a coupon early.',
      choices: [
        { value: 'expire', label: 'Expire now', passTypes: ['membership', 'eventTicket'] },
        { value: 'delete', label: 'Delete for good' },
      ],
    },
  },
  plan: perPassType((passType) => {
    const kind = kinds[passType];
    const deletes = equal(orElse(input.method, kind.expire ? 'expire' : 'delete'), 'delete');
    const byKey = {
      by: { id: input.id, externalId: input.externalId },
      project: input[kind.projectKey],
    };
    const existing = find('existing', kind.lookup, byKey);
    const was = kind.view(existing.result);
    const exists = filled(existing.result.id);
    const over = any(notAfter(was.expiryDate, now), equal(was.status, 'EXPIRED'));

    // The pass may be deleted between looking and deleting, or the answer may be lost: then look again.
    const left = find('left', kind.lookup, byKey);
    const deleted = call('deleted', kind.remove(existing.result.id), {
      when: all(deletes, exists),
      unless: { found: left, is: not(filled(left.result.id)) },
    });
    const steps: Step[] = [existing, deleted];
    let expired: Expr = all(false);
    if (kind.expire) {
      const step = call('expired', kind.expire(existing.result), {
        when: all(not(deletes), exists, not(over)),
      });
      steps.push(step);
      expired = filled(step.result.id);
    } else {
      steps.unshift(
        halt(
          equal(input.method, 'expire'),
          'PassKit cannot expire a coupon early, it can only void it, which is for good. Nothing was changed. Set Method to delete, or leave it blank, to void the coupon.',
        ),
      );
    }
    const gone = any(deletes, not(exists));
    const values: Record<string, Template> = {
      ...was,
      externalId: orElse(was.externalId, input.externalId),
      status: choose(gone, 'DELETED', 'EXPIRED'),
      expiryDate: choose(expired, now, was.expiryDate),
    };
    const outcome = choose(
      expired,
      'expired',
      choose(filled(deleted.result.done), 'deleted', 'already_revoked'),
    );
    return { steps, result: { ...passBundle(kind, orElse(existing.result.id, input.id), values), outcome } };
  }),
  output: actionOutput,
  sample: actionSample(sample.membership, 'expired', {
    status: 'EXPIRED',
    expiryDate: '2026-11-20T09:30:00Z',
  }),
};

export default revokePass;
