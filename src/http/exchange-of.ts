import type { FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import type { Answer, Exchange } from "../service/exchange";
import { bodyOf } from "./body-of";

/** A client that was answered before its body was read may go on sending for so long: it is read away, so that it gets to the answer. */
const LINGER_MS = 2_000;

/** A request of Fastify as an exchange; its path below the prefix. */
export function exchangeOf(request: FastifyRequest, reply: FastifyReply, prefix: string): Exchange {
  const { raw } = request, target = request.url, mark = target.indexOf("?");
  const hasBody = raw.headers["transfer-encoding"] !== undefined || Number(raw.headers["content-length"] ?? 0) > 0;
  return {
    method: request.method,
    path: target.slice(prefix.length, mark < 0 ? undefined : mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    header: (name) => headerOf(raw.headers[name]),
    body: hasBody ? bodyOf(raw) : null,
    signal: new ClientSignal(reply.raw),
    abandon: () => void reply.raw.destroy(),
  };
}

/** Whether the client is gone, asked of the response itself: an AbortSignal would have to be made for each request. */
class ClientSignal {
  constructor(private readonly response: FastifyReply["raw"] & { readonly stream?: { readonly aborted: boolean } }) {}

  get aborted(): boolean {
    const { stream, closed, writableFinished } = this.response;
    // Of HTTP/2 the stream knows it.
    return stream ? stream.aborted : closed && !writableFinished;
  }

  throwIfAborted(): void {
    if (this.aborted) throw new DOMException("the client is gone", "AbortError");
  }
}

const headerOf = (value: string | string[] | undefined): string | null => (value === undefined ? null : Array.isArray(value) ? value.join(", ") : value);

/** Sends an answer; a connection of a server that is about to close is not kept after it. */
export function send(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: Answer, isClosing: () => boolean): FastifyReply {
  if (status === 499) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if (!request.raw.complete) linger(request, reply);
  if (isClosing()) reply.header("connection", "close");
  else if (typeof body === "object" && body !== null) reply.raw.once("finish", () => void (isClosing() && request.raw.socket.end()));
  // Of null Fastify would make the JSON of it, and tell those who ask by HEAD how long that is.
  return reply.code(status).headers(headers).send(body === null ? undefined : typeof body === "string" ? body : Readable.from(body, { objectMode: false, highWaterMark: 65_536 }));
}

function linger({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once("finish", () => {
    if (raw.complete || raw.destroyed) return;
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), LINGER_MS);
    raw.once("close", () => clearTimeout(timer));
    raw.once("end", () => clearTimeout(timer));
  });
}
