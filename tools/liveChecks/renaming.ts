// Live checks of what Reissue Coupon rests on: a finished coupon gives up its external ID by a new name.
import redeemCoupon from '../../creates/redeemCoupon.ts';
import reissueCoupon from '../../creates/reissueCoupon.ts';
import { type Checks, onCoupons } from './check.ts';
import { type Finding, finding, said, show } from './finding.ts';
import { renamePath } from './paths.ts';
import { isOver } from './records.ts';
import type { Trial } from './trial.ts';
import { expire, issueLasting } from './tries.ts';

/** Whether a coupon that was finished in some way is reissued under its external ID. */
async function reissued(trial: Trial, finish: (id: string) => Promise<unknown>): Promise<Finding> {
  const { id: old, externalId } = await issueLasting(trial);
  await finish(old);
  await trial.readWhen(old, (record) => record.status === 'REDEEMED' || isOver(record));
  const { id } = await trial.act(reissueCoupon, { ...trial.project, externalId });
  trial.remember(id);
  const [found] = await trial.find({ externalId });
  const renamed = (await trial.read(old)).externalId;
  return finding(
    found?.id === id && id !== old,
    `the old coupon is ${show(renamed)}; the new one has the external ID`,
  );
}

const rename = { where: ['creates/reissueCoupon.ts'], settles: `PUT ${renamePath}` };

export const renaming: Checks = {
  'rename-redeemed': {
    assumption:
      'A redeemed coupon can be renamed, to a name 23 characters longer, which frees its external ID.',
    ...rename,
    run: onCoupons((trial) => reissued(trial, (id) => trial.act(redeemCoupon, { id }))),
  },
  'rename-expired': {
    assumption: 'So can an expired one.',
    ...rename,
    run: onCoupons((trial) => reissued(trial, (id) => expire(trial, id))),
  },
  'name-length': {
    assumption:
      'The external ID of a coupon may be longer by `-next-coupon`, and by a hyphen and the reference it was redeemed with.',
    ...rename,
  },
  'rename-same': {
    assumption: 'Renaming a coupon to the name it has is no error.',
    ...rename,
    run: onCoupons(async (trial) => {
      const { id, externalId: newExternalId } = await trial.issue();
      const error = await trial.put({ id, newExternalId }, renamePath);
      return finding(!error, said(error));
    }),
  },
};
