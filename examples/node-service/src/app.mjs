// The application, without a port: tests inject requests into it, server.mjs listens.
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import Fastify, { LogController } from "fastify";
import { segmentryPlugin } from "segmentry/fastify";
import { campaign } from "./campaign.mjs";
import { API } from "./config.mjs";

/** What is asked every few seconds is logged at level debug. */
const OFTEN = new Set(["/health", "/ready", "/metrics"].map((path) => API + path));

/** @param {import("./config.mjs").Config} config */
export async function buildApp(config) {
  const app = Fastify({
    // Written at once: pino's own stream loses the order of the last lines of a process.
    logger: { level: config.logLevel, stream: process.stdout },
    // Fastify's own lines hold addresses and queries; ours, below, do not.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Large files of customers take a while to read.
    pluginTimeout: 120_000,
    // For a connection on which nothing moves. There is no limit for a whole request, as streams of customers have any length.
    connectionTimeout: 60_000,
    // While the service stops, what still comes in is answered, and its connection closed.
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void problem(reply, 400, "BAD_PATH", "the path must be percent-encoded UTF-8"),
  });
  let isDraining = false;
  closeIdleConnections(app);

  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onSend", async (_, reply) => {
    if (isDraining) reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request, route = request.routeOptions.url ?? null;
    const answered = { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, model: reply.getHeader("segmentry-model") };
    request.log[OFTEN.has(route ?? "") ? "debug" : "info"](answered, "answered");
  });
  app.setNotFoundHandler((_, reply) => problem(reply, 404, "NO_SUCH_ROUTE", "there is no such route"));
  app.setErrorHandler((/** @type {import("fastify").FastifyError} */ error, request, reply) => {
    const { statusCode = 500, code, message } = error;
    if (statusCode >= 400 && statusCode < 500) return problem(reply, statusCode, code, message);
    request.log.error({ err: error }, "failed");
    return problem(reply, 500, "INTERNAL", "the service failed; its log says why");
  });

  await app.register(async (api) => {
    const { model, customers, token, adminToken, watchMs } = config;
    // Called rather than registered, so that its service is known in this context, and handed on to the routes beside it.
    await segmentryPlugin(api, {
      models: { customers: { file: model, customers } }, watch: watchMs > 0 && watchMs, token, adminToken, metrics: true,
      // The page is public, and names the model's columns and categories.
      docs: token === undefined,
    });
    app.decorate("segmentry", api.segmentry);
  }, { prefix: API });
  await app.register(campaign);

  /** From now on the service says that it is not ready, and keeps no connection open. */
  const drain = () => {
    isDraining = true;
    app.segmentry.drain();
  };
  return { app, drain };
}

/**
 * Closes what is idle all the while that the server closes; Node does it once, waits then for connections whose clients keep
 * them after their answer, and for those that browsers and load balancers have opened in advance.
 *
 * @param {import("fastify").FastifyInstance} app
 */
function closeIdleConnections(app) {
  /** @type {Set<import("node:net").Socket>} */
  const open = new Set();
  app.server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  app.addHook("preClose", async () => {
    timer = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, 50);
  });
  // By then all connections are closed.
  app.addHook("onClose", async () => clearInterval(timer));
}

/**
 * A problem of RFC 9457, as segmentry answers with too.
 *
 * @param {import("fastify").FastifyReply} reply @param {number} status @param {string} code @param {string} detail
 */
function problem(reply, status, code, detail) {
  return reply.code(status).type("application/problem+json").send({ type: `urn:service:problem:${code}`, title: STATUS_CODES[status], status, detail, code });
}
