import type { Answer, Exchange } from "./exchange";

/** What answers requests of the web platform, by what answers exchanges. */
export function handlerOf(answer: (exchange: Exchange) => Promise<Answer>, basePath: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url), isBelow = pathname.startsWith(`${basePath}/`);
    const { status, headers, body } = await answer({
      method: request.method, path: isBelow ? pathname.slice(basePath.length) : "", query: search.slice(1), header: (name) => request.headers.get(name),
      body: request.body, signal: request.signal,
    });
    // A Response cannot have the status of a client that is gone.
    if (status === 499) return new Response(null, { status: 408 });
    return new Response(body === null || typeof body === "string" ? body : streamOf(body), { status, headers: { ...headers } });
  };
}

/** Pulled as it is read: nothing is made before there is room for it. */
function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder(), iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  }, { highWaterMark: 0 });
}
