import type { FastifyReply } from "fastify";
import type { Problem } from "../service/problem";

/** Sends a problem that the service itself was not asked about, as it sends its own. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  void reply.code(problem.status).headers(problem.headers).type("application/problem+json; charset=utf-8").send(JSON.stringify(problem));
}
