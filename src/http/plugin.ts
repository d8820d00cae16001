import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { checkOptions, checkInteger, isRecord, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { Answered } from "../service/exchange";
import { ModelRegistry, type ModelSource } from "../service/registry";
import { PATTERNS } from "../service/router";
import { addModels, createService, type Service, type ServiceOptions } from "../service/service";
import { addDocs } from "./docs";
import { exchangeOf, send } from "./exchange-of";
import { metricsOf } from "./metrics";
import { ModelFiles, type FilesLog, type ModelFile } from "./model-files";
import { sameToken, tokenHook } from "./token";

/** Options of {@link segmentryPlugin}, beside those of any plugin of Fastify (`prefix`). */
export interface SegmentryPluginOptions extends Pick<ServiceOptions, "token" | "adminToken" | "cors" | "limits"> {
  /**
   * The models by name, the default one first: the path of a file, a {@link ModelFile}, a model, or a {@link ModelSource}. Files
   * of customers that take long to read need a longer `pluginTimeout` of the host than Fastify's ten seconds.
   */
  readonly models: ModelRegistry | Readonly<Record<string, string | ModelFile | ModelSource | SegmentationModel>>;
  /** Where the models are kept, for a host that asks them itself. Default: a registry of the plugin's own. */
  readonly registry?: ModelRegistry | undefined;
  /** Whether files of models that change are read anew; a number of milliseconds says how often they are looked at. Default: false; true looks every second. */
  readonly watch?: boolean | number | undefined;
  /** Whether there is `/metrics`, by prom-client. Default: where that is installed. */
  readonly metrics?: boolean | undefined;
  /**
   * Whether there is `/docs`, by `@fastify/swagger` and `@fastify/swagger-ui`. Default: where those are installed and there is no
   * `token`; with one and `true` the page needs it too, which a browser does not send by itself.
   */
  readonly docs?: boolean | undefined;
  /** At which level each answer is logged, with nothing of the customers. Default: `"debug"`, as Fastify logs requests itself. */
  readonly logAnswers?: "info" | "debug" | false | undefined;
  /** Whether what no route answers is answered by the plugin too, as a problem. Default: false, the host's own way. */
  readonly notFound?: boolean | undefined;
}

const WHO = "segmentry/fastify";
const OPTIONS = ["models", "registry", "watch", "token", "adminToken", "cors", "limits", "metrics", "docs", "logAnswers", "notFound", "prefix", "logLevel", "logSerializers"];
const METHODS: HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Within a path a name of a model or version. */
const NAMED = /\{(\w+)\}/g;

/**
 * A plugin of Fastify 5 that answers from segmentations: `POST predict`, `explain` and `similar`, `GET segments`, `model`,
 * `models`, `health`, `ready`, `metrics`, `openapi.json` and `docs`, below its prefix. It keeps to its own context: the host's
 * parsers, error handlers and documents stay as they are.
 *
 * @example
 * ```ts
 * import Fastify from "fastify";
 * import { segment } from "segmentry";
 * import { segmentryPlugin } from "segmentry/fastify";
 *
 * const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
 * const app = Fastify();
 * await app.register(segmentryPlugin, { prefix: "/customers", models: { shop: model } });
 * const answer = await app.inject({ method: "POST", url: "/customers/predict", payload: { AGE: 66 } });
 * console.log(answer.statusCode, answer.json<{ segment: number }>().segment); // 200 1
 * await app.close();
 * ```
 */
export async function segmentryPlugin(app: FastifyInstance, options: SegmentryPluginOptions): Promise<void> {
  checkOptions(WHO, options, OPTIONS);
  const { models, files } = sourcesOf(options.models), registry = models instanceof ModelRegistry ? models : (options.registry ?? new ModelRegistry()), log = logOf(app, options.logAnswers ?? "debug");
  if (!(models instanceof ModelRegistry)) await addModels(registry, models);
  const metrics = await metricsOf(options.metrics, registry);
  const modelFiles = new ModelFiles(registry, files, {
    loaded(name, version) {
      log.loaded(name, version);
      metrics?.reloaded("done");
    },
    refused(name, error) {
      log.refused(name, error);
      metrics?.reloaded("refused");
    },
  });
  await modelFiles.load();
  if (!(options.models instanceof ModelRegistry)) registry.setDefault(Object.keys(options.models)[0]);
  const { token, adminToken, cors, limits } = options;
  const service = await createService({
    models: registry, basePath: app.prefix, token, adminToken, cors, limits, sameToken, metrics: metrics?.show, reload: () => modelFiles.load(),
    onAnswered(answered) {
      metrics?.count(answered);
      log.answered(answered);
    },
    onFailure: (error) => app.log.error({ err: error }, "segmentry failed"),
  });
  let isClosing = false;
  addRoutes(app, service, options.notFound === true, () => isClosing);
  if (!(await addDocs(app, options.docs, service.openApi, token === undefined ? undefined : tokenHook(token)))) app.log.debug("segmentry: no /docs");
  const every = watchOf(options.watch);
  if (every !== null) modelFiles.watch(every);
  app.addHook("preClose", (done) => {
    service.drain();
    isClosing = true;
    done();
  });
  app.addHook("onClose", (_, done) => {
    modelFiles.close();
    metrics?.close();
    done();
  });
}

const isFile = (source: unknown): source is ModelFile => isRecord(source) && "file" in source;

function checkedFile(source: ModelFile): ModelFile {
  checkOptions(WHO, source, ["file", "customers", "version"]);
  return source;
}

function sourcesOf(models: SegmentryPluginOptions["models"]): { models: ModelRegistry | Record<string, ModelSource | SegmentationModel>; files: Record<string, ModelFile> } {
  if (models instanceof ModelRegistry) return { models, files: {} };
  if (!isRecord(models) || Object.keys(models).length === 0) throw new SegmentryError("INVALID_OPTION", WHO, "models by name, or a ModelRegistry", show(models));
  const files: Record<string, ModelFile> = {}, others: Record<string, ModelSource | SegmentationModel> = {};
  for (const [name, source] of Object.entries(models)) {
    if (typeof source === "string" && /^\s*\{/.test(source)) throw new SegmentryError("INVALID_OPTION", WHO, `models.${name} to be the path of a file`, "the text of a model", "give it as { model: text }");
    if (typeof source === "string") files[name] = { file: source };
    else if (isFile(source)) files[name] = checkedFile(source);
    else others[name] = source;
  }
  return { models: others, files };
}

function addRoutes(app: FastifyInstance, service: Service, hasNotFound: boolean, isClosing: () => boolean): void {
  // Bodies are read by the service, which knows what is too much.
  app.removeAllContentTypeParsers();
  // JSON by its name, which is found at once.
  for (const type of ["application/json", "*"]) app.addContentTypeParser(type, (_, payload, done) => done(null, payload));
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => send(request, reply, await service.answer(exchangeOf(request, reply, app.prefix)), isClosing);
  app.decorate("segmentry", service);
  for (const pattern of PATTERNS) app.route({ method: METHODS, url: pattern.replace(NAMED, ":$1"), logSerializers: SERIALIZERS, handler: handle });
  if (hasNotFound) app.setNotFoundHandler({ preValidation: undefined as never }, handle);
  // What Fastify refuses by itself, before it asks the service: that one refuses it too, as a problem.
  app.setErrorHandler<FastifyError>((error, request, reply) => (isOfFastify(error) && !reply.sent ? handle(request, reply) : reply.send(error)));
}

/** A content type that is none, or a method that must have one. */
const isOfFastify = ({ code }: FastifyError): boolean => code === "FST_ERR_CTP_INVALID_MEDIA_TYPE" || code === "FST_ERR_ROUTE_MISSING_CONTENT_TYPE";

/** Neither addresses nor queries nor bodies. */
export const SERIALIZERS = {
  req: (request: FastifyRequest): object => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: { statusCode: number }): object => ({ statusCode: reply.statusCode }),
};

interface Log extends FilesLog {
  readonly answered: (answered: Answered) => void;
}

function logOf({ log }: FastifyInstance, level: "info" | "debug" | false): Log {
  // Of pino; other loggers have no such function.
  const { isLevelEnabled } = log as { isLevelEnabled?: (level: string) => boolean };
  return {
    loaded: (model, version) => log.info({ model, version }, "model loaded"),
    refused: (model, error) => log.error(error instanceof SegmentryError ? { model, code: error.code, reason: error.message } : { model, err: error }, "model refused"),
    answered({ seconds, ...answered }) {
      if (level !== false && isLevelEnabled?.call(log, level) !== false) log[level]({ ...answered, ms: Math.round(seconds * 1e6) / 1e3 }, "answered");
    },
  };
}

function watchOf(watch: boolean | number | undefined): number | null {
  if (watch === undefined || watch === false) return null;
  return watch === true ? 1_000 : checkInteger(WHO, "watch", watch, 10, 2 ** 31 - 1);
}
