// The titles of offers. A coupon can be redeemed without its title, so no visit waits for one that is slow, each is asked
// for once however many visits want it, and a known one is shown while it is asked for again.
import { type Runtime, send } from '../operation/run.ts';
import { coupon as couponKind } from '../passes/coupon.ts';
import { offer } from '../passkit/objects.ts';
import { after } from './runtime.ts';

/** How long a title counts as new, how soon one that did not come is asked for again, and how long a visit waits. */
const times = { kept: 5 * 60_000, again: 30_000, patience: 500 };
/** The most titles that are remembered; the oldest are forgotten first. */
const most = 1_000;

interface Known {
  title: string | undefined;
  /** When it is asked for again. */
  until: number;
}

export type Titles = (offerId: unknown, runtime: Runtime) => Promise<string | undefined>;

export function createTitles(clock: () => number): Titles {
  const titles = new Map<string, Known>();
  /** What is on its way. Its end does not matter to who asks later: it counts as tried for half a minute. */
  const asked = new Map<string, Promise<string | undefined>>();

  const remember = (offerId: string, title: string | undefined, lasts: number) => {
    titles.delete(offerId);
    const oldest = titles.size >= most ? titles.keys().next().value : undefined;
    if (oldest !== undefined) titles.delete(oldest);
    titles.set(offerId, { title, until: clock() + lasts });
  };

  async function ask(offerId: string, runtime: Runtime) {
    try {
      const found = await send({ ...couponKind.template.call, answer: offer }, { offerId }, runtime);
      remember(offerId, found.offerTitle, times.kept);
      return found.offerTitle;
    } catch {
      return titles.get(offerId)?.title;
    } finally {
      asked.delete(offerId);
    }
  }

  return async (offerId, runtime) => {
    if (typeof offerId !== 'string') return undefined;
    const known = titles.get(offerId);
    if (!known || known.until <= clock()) {
      remember(offerId, known?.title, times.again);
      asked.set(offerId, ask(offerId, runtime));
    }
    if (known?.title !== undefined) return known.title;
    const coming = asked.get(offerId);
    return coming && Promise.race([coming, after(times.patience)]);
  };
}
