import { createHash, timingSafeEqual } from "node:crypto";
import type { onRequestHookHandler } from "fastify";
import { checkToken } from "../service/access";
import { problemOf } from "../service/problem";
import { sendProblem } from "./send-problem";

/** Refuses requests for the page of documentation as the service refuses others. */
export function tokenHook(token: string): onRequestHookHandler {
  return (request, reply, done) => {
    try {
      checkToken({ header: (name) => String(request.headers[name] ?? "") }, token, sameToken);
      done();
    } catch (error) {
      sendProblem(reply, problemOf(error));
    }
  };
}

/** By digests, which are of one length, in constant time. */
export function sameToken(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
