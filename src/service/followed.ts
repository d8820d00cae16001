/**
 * The pieces of a body, with a call at their end: true where they were not read to it. What is never read at all is brought to
 * its end too, as a generator that has not begun would not be by `return`.
 */
export function followed(body: AsyncIterable<string>, done: (aborted: boolean) => void): AsyncIterableIterator<string> {
  const pieces = body[Symbol.asyncIterator]();
  let hasBegun = false, hasEnded = false;
  const end = (aborted: boolean): void => {
    if (!hasEnded) done(aborted);
    hasEnded = true;
  };
  return {
    async next() {
      hasBegun = true;
      try {
        const next = await pieces.next();
        if (next.done) end(false);
        return next;
      } catch (error) {
        end(true);
        throw error;
      }
    },
    async return() {
      try {
        if (!hasBegun) await pieces.next();
        await pieces.return?.();
      } finally {
        end(true);
      }
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
