// Works on many items at a time and hands the results on in the order of the items, in constant memory. p-map keeps the
// order and the room; what is added here is that work which has begun is finished, however the run ends.
import { pMapIterable } from 'p-map';

/**
 * How many items may be begun and not handed on, for each that may be in work at a time. An item that takes twenty
 * times as long as the others is waited for; until then it holds none of them up.
 */
const room = 20;

/**
 * Takes items lazily, has at most `most` in work, and yields their results in order. Those that are done early wait,
 * `room` times `most` of them at most. When work fails, or `end` aborts, no item is begun any more; the results before
 * that are yielded, then the error or the reason of `end` is thrown. When it ends, however it does, nothing is in work.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
  end: AbortSignal,
) {
  const running = new Set<Promise<R>>();
  const begin = async (item: T) => {
    end.throwIfAborted();
    const result = work(item);
    running.add(result);
    try {
      return await result;
    } finally {
      running.delete(result);
    }
  };
  try {
    yield* pMapIterable(items, begin, { concurrency: most, backpressure: room * most });
  } finally {
    await Promise.allSettled(running);
  }
}
