// Works on many items at a time and hands the results on in the order of the items, in constant memory.

/**
 * Takes items lazily, has at most `most` in work, and awaits `write` for each result before it takes the next item.
 * Takes no new ones when `end` aborts; those in work are finished. Answers whether all items were done. When work or
 * `write` fails, nothing after that item is written, what is in work is awaited, and the error is thrown.
 */
export async function inOrder<T, R>(
  items: AsyncIterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
  write: (result: R) => Promise<void>,
  end: AbortSignal,
): Promise<boolean> {
  // Failures are kept as values until their turn: none may be reported as unhandled before.
  const running: Promise<{ result: R } | { error: unknown }>[] = [];
  const writeNext = async () => {
    const done = await running.shift();
    if (done && 'error' in done) throw done.error;
    if (done) await write(done.result);
  };
  try {
    for await (const item of items) {
      if (end.aborted) break;
      running.push(
        work(item).then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        ),
      );
      if (running.length >= most) await writeNext();
    }
    const all = !end.aborted;
    while (running.length > 0) await writeNext();
    return all;
  } finally {
    await Promise.all(running);
  }
}
