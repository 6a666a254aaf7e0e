// Live checks of deleting passes, and of which ended passes keep their external ID.
import redeemCoupon from '../../creates/redeemCoupon.ts';
import revokePass from '../../creates/revokePass.ts';
import { type Checks, onAll } from './check.ts';
import { finding, refusalOf, said } from './finding.ts';
import { deletes, issues, kindFiles } from './paths.ts';

export const deleting: Checks = {
  'finished-keeps-id': {
    assumption:
      'An expired membership or ticket and a redeemed coupon keep their external ID: a second issue is refused.',
    where: ['creates/issuePass.ts', 'creates/reissueCoupon.ts'],
    settles: issues,
    run: onAll(async (trial) => {
      const { id, externalId } = await trial.issue();
      await trial.act(trial.passType === 'coupon' ? redeemCoupon : revokePass, { id });
      const error = await refusalOf(trial.issue({ externalId }));
      return finding(error?.status === 409, said(error));
    }),
  },
  delete: {
    assumption:
      'DELETE with the PassKit ID in a JSON body deletes a pass (voids a coupon), which then is answered 404.',
    where: ['creates/revokePass.ts', ...kindFiles],
    settles: deletes,
    run: onAll(async (trial) => {
      const { id } = await trial.issue();
      const { outcome } = await trial.act(revokePass, { id, method: 'delete' });
      const error = await trial.until(
        () => refusalOf(trial.read(id)),
        (refusal) => refusal !== undefined,
      );
      return finding(outcome === 'deleted' && error?.status === 404, `${outcome}; then ${said(error)}`);
    }),
  },
  'deleted-frees-id': {
    assumption: 'The external ID of a deleted (voided) pass can be used again at once.',
    where: ['creates/issuePass.ts', 'creates/revokePass.ts'],
    settles: `${deletes}, then ${issues}`,
    run: onAll(async (trial) => {
      const { id, externalId } = await trial.issue();
      await trial.act(revokePass, { id, method: 'delete' });
      const error = await refusalOf(trial.issue({ externalId }));
      return finding(!error, said(error));
    }),
  },
};
