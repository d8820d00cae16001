import type { Socket } from "node:net";
import { Problem } from "../service/problem";

/** Answers what is no request by a problem, where no other answer is on its way, and closes the connection. */
export function refuseClient(error: Error & { readonly code?: string }, socket: Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null }): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (socket.writable && !socket._httpMessage?.headersSent) {
    const problem = problemOf(error.code), body = JSON.stringify(problem), { title } = problem.toJSON() as { title: string };
    socket.write(`HTTP/1.1 ${problem.status} ${title}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`);
  }
  socket.destroy(error);
}

/** What Node's parser of HTTP refuses, and what came too slowly. */
function problemOf(code: string | undefined): Problem {
  if (code === "HPE_HEADER_OVERFLOW") return new Problem(431, "HEAD_TOO_LARGE", "the head of a request must be of at most 16 KiB");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new Problem(408, "TIMEOUT", "the head of a request did not come in within the time limit");
  return new Problem(400, "NOT_HTTP", `the request must be HTTP/1.1${code === "HPE_INVALID_METHOD" ? ", by a method that there is" : ""}`);
}
