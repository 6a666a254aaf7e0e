// How a Zap subscribes and ends its subscription, so that none is left that nobody ends: an answer of PassKit's may be lost.
import { readList } from '../operation/ask.ts';
import { limits } from '../operation/list.ts';
import { newScope, type Runtime, send } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode } from '../passkit/problems.ts';
import { type SubscriptionInput, subscribe, subscriptions, unsubscribe } from '../triggers/subscription.ts';

type Wanted = Pick<SubscriptionInput, 'classId' | 'protocol' | 'targetUrl'>;

/** Subscribes, once: what an earlier try has left is ended, and what a lost answer has made is taken over. */
export async function subscribeOnce(wanted: SubscriptionInput, runtime: Runtime): Promise<string> {
  await endOwn(wanted, runtime).catch((error: unknown) => {
    // Where PassKit refuses to list them, the subscription itself may still be allowed.
    if (!(error instanceof PassKitError && error.refused)) throw error;
  });
  try {
    return (await send(subscribe, wanted, runtime)).id;
  } catch (error) {
    if (!(error instanceof PassKitError && error.lost)) throw error;
    const [made] = await own(wanted, runtime);
    if (!made) throw error;
    return made.id;
  }
}

/** Ends a subscription. Already gone is what was wanted. */
export const end = (protocol: string, subscriptionId: string, runtime: Runtime): Promise<unknown> =>
  send(unsubscribe, { protocol, subscriptionId }, runtime).catch((error: unknown) => {
    if (!(error instanceof PassKitError && problemCode(error) === 'not_found')) throw error;
  });

/** Ends every subscription that delivers to the address of the Zap. */
export async function endOwn(wanted: Wanted, runtime: Runtime): Promise<void> {
  for (const { id } of await own(wanted, runtime)) await end(wanted.protocol, id, runtime);
}

async function own(wanted: Wanted, runtime: Runtime) {
  const page = { limit: limits.searchPage, offset: 0 };
  const found = await readList(subscriptions, page, newScope({ ...wanted }, runtime), runtime.http);
  return found.filter(({ targetUrl }) => wanted.targetUrl !== '' && targetUrl === wanted.targetUrl);
}
