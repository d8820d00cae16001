import type { FastifyInstance } from "fastify";
import { Problem } from "../service/problem";
import { sendProblem } from "./send-problem";

/** Refuses by a problem the requests that Node would refuse in words of its own: those of HTTP/1.1 for no host, and those that expect something else than to go on. */
export function refuseUnanswerable(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (request.headers.host !== undefined || request.raw.httpVersion === "1.0") return done();
    sendProblem(reply.header("connection", "close"), new Problem(400, "NOT_HTTP", "the header Host is required"));
  });
  app.server.on("checkExpectation", (request, response) => {
    const problem = new Problem(417, "NOT_HTTP", "the header Expect must be 100-continue, or none"), body = JSON.stringify(problem);
    request.resume();
    response.writeHead(problem.status, { "content-type": "application/problem+json; charset=utf-8", "content-length": Buffer.byteLength(body), "cache-control": "no-store" }).end(body);
  });
}
