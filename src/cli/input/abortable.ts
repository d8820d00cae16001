/** The items of a source until the signal stops it, also while the next one is still awaited. */
export async function* abortable<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator: AsyncIterator<T, unknown> = source[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const next = await orAbort(iterator.next(), signal);
      if (next.done) break;
      yield next.value;
    }
    ended = true;
  } finally {
    // Not awaited: a generator that waits for input would not end before it comes.
    if (!ended) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function orAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
