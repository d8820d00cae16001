import type { FastifyInstance, FastifyReply } from "fastify";
import { isRecord, SegmentryError, show } from "../errors";
import { closeIdle } from "./close-idle";
import { checkHost } from "./host-check";
import { Problem } from "../service/problem";
import { ModelRegistry } from "../service/registry";
import type { Service } from "../service/service";
import { optional } from "./optional";
import { refuseClient } from "./refuse-client";
import { refuseUnanswerable } from "./refuse-unanswerable";
import { segmentryPlugin, SERIALIZERS, type SegmentryPluginOptions } from "./plugin";
import { sendProblem } from "./send-problem";

/** A server of Fastify, with the models that it answers from. */
export type SegmentryServer = FastifyInstance & {
  readonly registry: ModelRegistry;
  /** From now on `/ready` says no, so that a balancer sends no new requests here; all are still answered. */
  readonly drain: () => void;
};

/** Options of {@link createServer}. */
export interface ServerOptions extends Omit<SegmentryPluginOptions, "registry" | "notFound" | "logAnswers"> {
  /** The names that requests may be for, without a port; others are refused (421). Default: any name. */
  readonly hosts?: readonly string[] | undefined;
  /** The least level that is logged. Default: `"info"`, a line for each answer. */
  readonly logLevel?: "debug" | "info" | "warn" | "error" | "silent" | undefined;
  /** Where the log goes, as lines of JSON. Default: stdout. */
  readonly log?: LogStream | undefined;
}

/** Where lines of a log go. */
export interface LogStream {
  /** Takes a line, with its end. */
  write(line: string): void;
}

/** Milliseconds: for the head of a request, and without anything sent or taken on a connection. */
const HEAD_MS = 10_000, SILENT_MS = 60_000;

/**
 * A server of its own around {@link segmentryPlugin}, as `segmentry serve` runs it: structured logs by pino without personal
 * data, time limits for slow clients, `close()` after the requests in flight. It does not listen yet.
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { createServer } from "segmentry/fastify";
 *
 * const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
 * const server = await createServer({ models: { shop: model }, logLevel: "silent" });
 * const address = await server.listen({ host: "127.0.0.1", port: 0 });
 * console.log((await (await fetch(`${address}/health`)).json()) as unknown); // { status: 'ok' }
 * await server.close();
 * ```
 */
export async function createServer(options: ServerOptions): Promise<SegmentryServer> {
  if (!isRecord(options)) throw new SegmentryError("INVALID_OPTION", "createServer", "options with models", show(options));
  const { logLevel = "info", log, hosts, ...plugin } = options, fastify = await optional(true, ["fastify"], () => import("fastify"));
  if (!fastify) throw new SegmentryError("UNSUPPORTED", "createServer", "the package fastify", "none");
  const app = fastify.default({
    logger: logLevel === "silent" ? false : { level: logLevel, base: null, serializers: SERIALIZERS as never, stream: log ?? process.stdout },
    // Each answer is logged by the plugin. Older versions of Fastify 5 have the option alone, newer ones warn of it.
    ...("LogController" in fastify.default ? { logController: new fastify.default.LogController({ disableRequestLogging: true }) } : { disableRequestLogging: true }),
    // Who asks as a proxy is asked names the server too (RFC 9112, section 3.2.2).
    rewriteUrl: ({ url = "/" }) => url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?]*\/?/i, "/"),
    routerOptions: { maxParamLength: 200 }, forceCloseConnections: "idle",
    // Customers of a large file take longer to read than the ten seconds that Fastify gives a plugin.
    pluginTimeout: 0,
    connectionTimeout: SILENT_MS, keepAliveTimeout: SILENT_MS, requestTimeout: 0,
    // Who asks on a connection that is kept while the server closes is answered, and the connection closed.
    return503OnClosing: false, clientErrorHandler: refuseClient,
    // A path that cannot be decoded comes to no route.
    frameworkErrors: (_error, _request, reply) => sendProblem(reply as unknown as FastifyReply, new Problem(400, "NO_SUCH_ROUTE", "the path must be percent-encoded UTF-8")),
    http: { headersTimeout: HEAD_MS, connectionsCheckingInterval: 2_000, requireHostHeader: false },
  }) as unknown as FastifyInstance;
  closeIdle(app);
  refuseUnanswerable(app);
  if (hosts) checkHost(app, hosts);
  const registry = options.models instanceof ModelRegistry ? options.models : new ModelRegistry();
  let drain = (): void => undefined;
  await app.register(async (inner, given: SegmentryPluginOptions) => {
    await segmentryPlugin(inner, given);
    ({ drain } = (inner as FastifyInstance & { segmentry: Service }).segmentry);
  }, { ...plugin, registry, notFound: true, logAnswers: "info" });
  return Object.assign(app, { registry, drain: () => drain() });
}
