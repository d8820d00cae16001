import { streamPipelines } from "../core";
import { checkOptions, isRecord, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import { checkOrigins, checkToken, corsHeaders, preflight, sameText, type SameText } from "./access";
import { Call, checkQuery } from "./call";
import type { Answer, Answered, Exchange } from "./exchange";
import { followed } from "./followed";
import { handlerOf } from "./handler";
import { answerText, jsonAnswer } from "./json-answer";
import { limitsOf, type ServiceLimits } from "./limits";
import { openApiOf } from "./open-api/document";
import { Problem, problemOf } from "./problem";
import { ModelRegistry, type ModelSource } from "./registry";
import { methodsOf, routeOf, type Route } from "./router";
import { modelOf, modelsOf } from "./routes/about";
import { explain } from "./routes/explain";
import { predict } from "./routes/predict";
import { similar } from "./routes/similar";
import type { ServedModel } from "./served-model";
import { Turns } from "./turns";

/** Options of {@link createService}. */
export interface ServiceOptions {
  /** The models by name, the default one first; or a registry, which may change while the service runs. */
  readonly models: ModelRegistry | Readonly<Record<string, SegmentationModel | ModelSource>>;
  /** What comes before the paths, such as `/segments`. Default: nothing. */
  readonly basePath?: string | undefined;
  /** A bearer token without which nothing but health and readiness is answered. Default: none is needed. */
  readonly token?: string | undefined;
  /** The bearer token of `POST /admin/reload`; there is no such route without it. */
  readonly adminToken?: string | undefined;
  /** What `POST /admin/reload` does: reads models anew, and rejects where one of them is refused. */
  readonly reload?: (() => Promise<void>) | undefined;
  /** The origins whose pages may read the answers, `"*"` for all. Default: none. */
  readonly cors?: readonly string[] | undefined;
  /** What `GET /metrics` answers, as a library of metrics gives it. Default: there is no such route. */
  readonly metrics?: (() => Promise<Metrics>) | undefined;
  readonly limits?: Partial<ServiceLimits> | undefined;
  /** Called after each answer; with nothing of the customers. */
  readonly onAnswered?: ((answered: Answered) => void) | undefined;
  /** Called with errors that nobody foresaw; the client is told no more than that there was one. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /** Compares tokens. Default: in time that does not depend on where they differ. */
  readonly sameToken?: SameText | undefined;
}

/** Metrics as text. */
export interface Metrics {
  readonly contentType: string;
  readonly text: string;
}

/** A service that answers from models, for any server. */
export interface Service {
  readonly registry: ModelRegistry;
  /** Answers a request of the web platform: `export default { fetch: service.handler }`. Never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /** The same, of parts: for servers that have requests of their own. Never rejects. */
  readonly answer: (exchange: Exchange) => Promise<Answer>;
  /** From now on `/ready` says no, so that no new requests are sent here; others are still answered. */
  readonly drain: () => void;
  /** The document of OpenAPI 3.1 for the models of now. */
  readonly openApi: () => object;
}

const WHO = "createService";
const OPTIONS = ["models", "basePath", "token", "adminToken", "reload", "cors", "metrics", "limits", "onAnswered", "onFailure", "sameToken"];

/**
 * A service over HTTP that says in which segment customers are, why, who is similar and what the segments are: routes, limits,
 * errors (RFC 9457) and an OpenAPI document, on the web platform's `Request` and `Response` alone. `segmentry/fastify` makes a
 * plugin of it.
 *
 * @throws SegmentryError `INVALID_OPTION`, and what a model is refused for
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { createService } from "segmentry/http";
 *
 * const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
 * const { handler } = await createService({ models: { shop: model } });
 * const body = JSON.stringify([{ AGE: 24 }, { AGE: 66 }]), headers = { "content-type": "application/json" };
 * const response = await handler(new Request("http://localhost/predict", { method: "POST", headers, body }));
 * console.log(response.status, ((await response.json()) as { segment: number }[]).map(({ segment }) => segment)); // 200 [ 0, 1 ]
 * ```
 */
export async function createService(options: ServiceOptions): Promise<Service> {
  checkOptions(WHO, options, OPTIONS);
  streamPipelines();
  const registry = await registryOf(options.models), answers = new Answers(registry, options, limitsOf(WHO, options.limits));
  const answer = (exchange: Exchange): Promise<Answer> => answers.answer(exchange);
  return { registry, answer, handler: handlerOf(answer, answers.basePath), drain: () => answers.drain(), openApi: () => answers.openApi() };
}

async function registryOf(models: ServiceOptions["models"]): Promise<ModelRegistry> {
  if (models instanceof ModelRegistry) return models;
  if (!isRecord(models) || Object.keys(models).length === 0) throw new SegmentryError("INVALID_OPTION", WHO, "models by name, or a ModelRegistry", show(models), "where models come later, give a ModelRegistry, which may be empty");
  const registry = new ModelRegistry();
  await addModels(registry, models);
  return registry;
}

/** Puts models into a registry, by name. */
export async function addModels(registry: ModelRegistry, models: Readonly<Record<string, SegmentationModel | ModelSource>>): Promise<void> {
  for (const [name, source] of Object.entries(models)) {
    if (!isRecord(source)) throw new SegmentryError("INVALID_OPTION", WHO, `models.${name} to be a model, or an object with it as its model`, show(source), typeof source === "string" ? "give the text of a model as { model: text }; paths are for segmentry/fastify" : undefined);
    await registry.set(name, "model" in source && !("kind" in source) ? source : { model: source });
  }
}

/** Bytes of a body of few customers. */
const FEW_BYTES = 65_536;

class Answers {
  readonly basePath: string;
  readonly #turns = new Turns();
  readonly #origins: readonly string[];
  readonly #onAnswered: (answered: Answered) => void;
  readonly #onFailure: (error: unknown) => void;
  /** Requests with a body that are being answered: of some customers, and of many. */
  readonly #active = { few: 0, many: 0 };
  #isDraining = false;
  #document: { changes: number; value: object; text: string } | null = null;

  constructor(private readonly registry: ModelRegistry, private readonly options: ServiceOptions, private readonly limits: ServiceLimits) {
    this.basePath = basePathOf(options.basePath);
    this.#onAnswered = harmless(options.onAnswered);
    this.#onFailure = harmless(options.onFailure);
    this.#origins = checkOrigins(WHO, options.cors ?? []);
    for (const name of ["token", "adminToken"] as const) checkSecret(name, options[name]);
    if (options.adminToken !== undefined && !options.reload) throw new SegmentryError("INVALID_OPTION", WHO, "reload with adminToken", "none");
  }

  drain(): void {
    this.#isDraining = true;
  }

  openApi(): object {
    return this.#openApi().value;
  }

  async answer(exchange: Exchange): Promise<Answer> {
    const started = performance.now(), route = routeOf(exchange.path), tally: Tally = { call: null, code: null };
    let answer: Answer, place: "few" | "many" | null = null;
    try {
      if (exchange.method === "POST" && exchange.body !== null) {
        // Those of many customers must not keep a single one out.
        const size = Number(exchange.header("content-length") ?? Infinity) <= FEW_BYTES ? "few" : "many";
        if (this.#active[size] >= this.limits.concurrent) throw new Problem(503, "BUSY", "too many requests are being answered; ask again", [], { "retry-after": "1" });
        this.#active[size]++;
        place = size;
      }
      answer = await this.#routed(exchange, route, tally);
    } catch (error) {
      answer = this.#problem(exchange, error, tally);
    }
    const { status, body, isMade = false } = answer, { call } = tally, headers: Record<string, string> = call
      ? { "cache-control": "no-store", "x-content-type-options": "nosniff", "segmentry-model": call.served.id, ...answer.headers }
      : { "cache-control": "no-store", "x-content-type-options": "nosniff", ...answer.headers };
    if (this.#origins.length > 0) Object.assign(headers, corsHeaders(exchange, this.#origins));
    const free = (): void => {
      if (place) this.#active[place]--;
      place = null;
    };
    // Who reads slowly what is ready keeps nobody from asking.
    if (isMade) free();
    const done = (aborted: boolean): void => {
      free();
      this.#onAnswered({
        method: exchange.method, route: route?.pattern ?? "(none)", status, seconds: (performance.now() - started) / 1000,
        model: call?.served.id ?? null, rows: call?.rows ?? 0, refused: call?.refused ?? 0, code: tally.code ?? call?.code ?? null, aborted,
      });
    };
    if (body === null || typeof body === "string") {
      done(exchange.signal?.aborted ?? false);
      return { status, headers, body };
    }
    return { status, headers, body: followed(body, this.limits.idleMs, done, exchange.abandon) };
  }

  #problem(exchange: Exchange, error: unknown, tally: Tally): Answer {
    // Nobody is there to read it.
    if (exchange.signal?.aborted) return { status: 499, headers: {}, body: null };
    const problem = problemOf(error);
    tally.code = problem.code;
    if (problem.status === 500) this.#onFailure(error);
    return { status: problem.status, headers: { "content-type": "application/problem+json; charset=utf-8", ...problem.headers }, body: exchange.method === "HEAD" ? null : JSON.stringify(problem) };
  }

  async #routed(exchange: Exchange, route: Route | null, tally: Tally): Promise<Answer> {
    if (!route || (route.verb === "reload" && this.options.adminToken === undefined) || (route.verb === "metrics" && !this.options.metrics)) throw new Problem(404, "NO_SUCH_ROUTE", "there is no such route; /openapi.json lists those that there are");
    const methods = methodsOf(route.verb), asked = preflight(exchange, this.#origins, methods);
    if (asked) return asked;
    this.#checkAccess(exchange, route);
    if (!methods.includes(exchange.method)) throw new Problem(405, "METHOD_NOT_ALLOWED", `this route answers ${methods.join(" and ")}`, [], { allow: methods.join(", ") });
    const query = new URLSearchParams(exchange.query);
    const answer = await this.#answered(exchange, route, query, tally);
    return exchange.method === "HEAD" ? { ...answer, body: null } : answer;
  }

  #checkAccess(exchange: Exchange, { verb }: Route): void {
    const { token, adminToken, sameToken = sameText } = this.options, secret = verb === "reload" ? adminToken : verb === "health" || verb === "ready" ? undefined : token;
    if (secret !== undefined) checkToken(exchange, secret, sameToken);
  }

  async #answered(exchange: Exchange, { verb, name, version }: Route, query: URLSearchParams, tally: Tally): Promise<Answer> {
    const call = (): Call => (tally.call = new Call(exchange, this.#served(name, version), query, this.limits, this.#turns, this.#onFailure));
    switch (verb) {
      case "predict": return predict(checked(call(), ["badRows"]));
      case "explain": return explain(checked(call(), ["badRows"]));
      case "similar": return similar(checked(call(), ["badRows", "n"]));
      case "segments": {
        const { served, breath } = checked(call(), []);
        return jsonAnswer(answerText(await served.segmentsTexts(breath), breath));
      }
      case "model": return ok(modelOf(checked(call(), []).served));
      case "models": return ok(modelsOf(this.registry));
      case "health": return ok({ status: "ok" });
      case "ready": return this.#ready();
      case "openapi": return jsonAnswer(this.#openApi().text);
      case "metrics": return this.#metrics();
      case "reload": return this.#reload();
    }
  }

  #served(name: string | null, version: string | undefined): ServedModel {
    const served = this.registry.get(name ?? undefined, version);
    if (served) return served;
    if (name === null) throw new Problem(503, "NOT_READY", "there is no model yet", [], { "retry-after": "1" });
    throw new Problem(404, "NO_SUCH_MODEL", "there is no such model or version; /models lists those that there are");
  }

  #ready(): Answer {
    if (this.#isDraining) throw new Problem(503, "NOT_READY", "the service is about to stop", [], { "retry-after": "1" });
    if (!this.registry.get()) throw new Problem(503, "NOT_READY", "there is no model yet", [], { "retry-after": "1" });
    return ok({ status: "ready", ...modelsOf(this.registry) });
  }

  async #metrics(): Promise<Answer> {
    const { contentType, text: body } = await this.options.metrics!();
    return { status: 200, headers: { "content-type": contentType }, body };
  }

  async #reload(): Promise<Answer> {
    try {
      await this.options.reload!();
    } catch (error) {
      if (!(error instanceof SegmentryError)) this.#onFailure(error);
      throw new Problem(503, "NOT_RELOADED", `the old models stay: ${error instanceof SegmentryError ? error.message : "the log says why"}`);
    }
    return ok(modelsOf(this.registry));
  }

  #openApi(): { value: object; text: string } {
    const { changes } = this.registry;
    if (this.#document?.changes !== changes) {
      const value = openApiOf(this.registry, { basePath: this.basePath, limits: this.limits, hasToken: this.options.token !== undefined, hasReload: this.options.adminToken !== undefined, hasMetrics: this.options.metrics !== undefined });
      this.#document = { changes, value, text: JSON.stringify(value) };
    }
    return this.#document;
  }
}

/** A host's function whose own errors take no answer away, nor a place among the requests. */
function harmless<T>(call: ((value: T) => void) | undefined): (value: T) => void {
  return (value) => {
    try {
      call?.(value);
    } catch {
      return;
    }
  };
}

/** What is known of an answer by its end. */
interface Tally {
  call: Call | null;
  code: string | null;
}

function checked(call: Call, known: readonly string[]): Call {
  checkQuery(call.query, known);
  return call;
}

const ok = (value: object): Answer => jsonAnswer(JSON.stringify(value));

function basePathOf(path = ""): string {
  if (typeof path === "string" && /^(?:\/[\w.~-]+)*\/?$/.test(path)) return path.replace(/\/$/, "");
  throw new SegmentryError("INVALID_OPTION", WHO, "basePath to be a path such as /segments", show(path));
}

function checkSecret(name: string, value: unknown): void {
  if (value === undefined || (typeof value === "string" && /^[\w\-.~+/]{16,}=*$/.test(value))) return;
  throw new SegmentryError("INVALID_OPTION", WHO, `${name} of 16 or more letters, digits and -._~+/`, typeof value === "string" ? (value.length < 16 ? `one of ${value.length}` : "one with others") : show(value));
}
