/**
 * The pieces of a body, with a call at their end: true where they were not read to it. What is never read at all is brought to
 * its end too, as a generator that has not begun would not be by `return`; so is what nobody goes on reading, as a server does
 * that does not say when its client is gone.
 *
 * @param idleMs milliseconds that the reader may pause
 * @param abandon is called where nobody goes on reading: a server waits for room in the connection, and asks for no more
 */
export function followed(body: AsyncIterable<string>, idleMs: number, done: (aborted: boolean) => void, abandon?: () => void): AsyncIterableIterator<string> {
  const pieces = body[Symbol.asyncIterator]();
  let hasBegun = false, hasEnded = false, isGivenUp = false, timer: ReturnType<typeof setTimeout> | undefined;
  const end = (aborted: boolean): void => {
    if (!hasEnded) done(aborted);
    hasEnded = true;
  };
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      if (!hasBegun) await pieces.next();
      await pieces.return?.();
    } finally {
      end(true);
    }
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      isGivenUp = true;
      abandon?.();
      close().catch(() => undefined);
    }, idleMs);
    // Of Node: a process need not stay for it.
    (timer as { unref?: () => void }).unref?.();
  };
  wait();
  return {
    async next() {
      clearTimeout(timer);
      if (isGivenUp) throw new Error("the answer was not read for too long");
      hasBegun = true;
      try {
        const next = await pieces.next();
        if (next.done) end(false);
        else wait();
        return next;
      } catch (error) {
        end(true);
        throw error;
      }
    },
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
