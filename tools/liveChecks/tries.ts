// What several live checks try.
import updatePass from '../../creates/updatePass.ts';
import type { PassKitError } from '../../passkit/errors.ts';
import { type Finding, finding, need, said, show } from './finding.ts';
import type { Json } from './records.ts';
import { inDays } from './samples.ts';
import type { Trial } from './trial.ts';

/** Whether a new pass is found by its external ID. */
export async function foundAgain(
  trial: Trial,
  externalId: string,
  yes: string,
  no: string,
): Promise<Finding> {
  const { id } = await trial.issue({ externalId });
  const [found] = await trial.find({ externalId });
  return finding(found?.id === id, yes, no);
}

/** Whether one of two requests at the same moment is refused. */
export async function oneRefused(
  both: Promise<PassKitError | undefined>[],
  accepted: string,
): Promise<Finding> {
  const refusals = (await Promise.all(both)).filter((error) => error !== undefined);
  return finding(
    refusals.length === 1,
    said(refusals[0]),
    refusals.length === 0 ? `both were ${accepted}` : 'both were refused',
  );
}

/** Issues a pass whose expiry date can be moved. */
export const issueLasting = (trial: Trial) => trial.issue({ expiryDate: inDays(1) });

/** Moves the expiry date to this moment. */
export async function expire(trial: Trial, id: string): Promise<void> {
  await trial.act(updatePass, { id, expiryDate: new Date().toISOString() });
  need(
    Date.parse(String((await trial.read(id)).expiryDate)) <= Date.now(),
    'the expiry date did not change: choose an offer whose coupons expire on a variable date',
  );
}

/** Whether an update of one value by external ID does what it should and answers with the PassKit ID. */
export async function answersWithId(
  trial: Trial,
  change: Json,
  name: string,
  valueIn: (record: Json) => unknown,
): Promise<Finding> {
  const { id, externalId } = await trial.issue();
  const told = await trial.act(updatePass, { externalId, ...change });
  const value = valueIn(await trial.read(id));
  const right = told.id === id;
  return finding(
    right && Object.values(change).includes(value),
    `the answer’s ID is ${right ? 'right' : show(told.id)}, the ${name} ${show(value)}`,
  );
}
