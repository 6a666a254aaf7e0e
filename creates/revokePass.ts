// Revoke Pass: where a row ends up whose status becomes Canceled or Expired.
import { all, any, choose, equal, filled, not, notAfter, now, orElse, ref } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, findAgain, halt, type Step, value, values } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { passNameFields, passNotFound, passTypeField, projectsUnlessId } from '../passes/commonInputs.ts';
import { kindOf, passTypes, perPassType } from '../passes/kinds.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';

const own = {
  ...passNameFields,
  method: {
    type: 'choice',
    label: 'Method',
    help: 'Blank expires memberships and event tickets, and voids coupons: PassKit cannot expire a coupon early.',
    choices: [
      {
        value: 'expire',
        label: 'Expire now',
        passTypes: passTypes.filter((passType) => kindOf(passType).expire),
      },
      { value: 'delete', label: 'Delete for good' },
    ],
  },
} satisfies Fields;
const input = inputsOf(own);

export default operation({
  kind: 'create',
  key: 'revoke_pass',
  noun: 'Pass',
  label: 'Revoke Pass',
  description:
    'Ends a pass: expires it now, or deletes it for good. Revoking a pass that has expired already is no error.',
  notice:
    'Deleting a pass and voiding a coupon cannot be undone. An expired pass runs again when its expiry date is moved forward.',
  group: 'Passes',
  webhook: { action: 'revoke' },
  fields: { passType: passTypeField(), ...fieldsByType(projectsUnlessId()), ...own },
  plans: perPassType((kind) => {
    const deletes = equal(orElse(input.method, kind.expire ? 'expire' : 'delete'), 'delete');
    const existing = find('existing', kind.lookup, {
      by: { id: input.id, externalId: input.externalId },
      project: ref('input', kind.project.key),
      missing: passNotFound(kind),
    });
    const was = kind.view(existing.result);
    const gone = equal(was.status, 'DELETED');
    const over = any(notAfter(was.expiryDate, now), equal(was.status, 'EXPIRED'), gone);

    // The pass may be deleted between looking and deleting, or the answer may be lost: then look again.
    const left = findAgain('left', existing);
    const deleted = call('deleted', kind.remove(existing.result.id), {
      when: all(deletes, not(gone)),
      unless: { found: left, is: not(filled(left.result.id)) },
    });
    const expired =
      kind.expire && call('expired', kind.expire(existing.result), { when: all(not(deletes), not(over)) });
    const outcome = value(
      'outcome',
      choose(
        expired ? filled(expired.result.id) : false,
        'expired',
        choose(all(deletes, not(gone)), 'deleted', 'already_revoked'),
      ),
    );
    const pass = values('pass', {
      ...was,
      status: choose(any(deletes, gone), 'DELETED', 'EXPIRED'),
      expiryDate: choose(equal(outcome.result, 'expired'), now, was.expiryDate),
    });
    const refused = halt(
      'cannot_expire',
      equal(input.method, 'expire'),
      'PassKit cannot expire a coupon early, it can only void it, which is for good. Nothing was changed. Set Method to delete, or leave it blank, to void the coupon.',
    );
    const steps: Step[] = [existing, deleted, ...(expired ? [expired] : []), outcome, pass];
    return {
      steps: kind.expire ? steps : [refused, ...steps],
      result: { ...passBundle(kind.passType, pass), outcome: outcome.result },
    };
  }),
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'expired', {
    status: 'EXPIRED',
    expiryDate: '2026-11-20T09:30:00Z',
  }),
});
