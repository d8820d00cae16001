import type { FastifyInstance } from "fastify";
import { Problem } from "../service/problem";
import { sendProblem } from "./send-problem";

/**
 * Answers only requests for some names, whatever the port: a page of the internet can have a name of its own point at this
 * machine, and would then be of the same origin as the service.
 */
export function checkHost(app: FastifyInstance, names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  app.addHook("onRequest", (request, reply, done) => {
    const name = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    if (known.has(name)) return done();
    sendProblem(reply, new Problem(421, "OTHER_HOST", `the service answers to ${names.join(", ")} alone; give other names by --allow-host, or guard it by a token`));
  });
}
