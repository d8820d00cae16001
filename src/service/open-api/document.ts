import type { ServiceLimits } from "../limits";
import type { ModelRegistry } from "../registry";
import { MOST_SIMILAR } from "../scoring/crowd";
import type { ServedModel } from "../served-model";
import { ANSWERS } from "./answers";
import { customerExample, customerSchema, type Schema } from "./customer";

/** What a document is made with. */
export interface DocumentOptions {
  readonly basePath: string;
  readonly limits: ServiceLimits;
  readonly hasToken: boolean;
  readonly hasReload: boolean;
  readonly hasMetrics: boolean;
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const JSON_PROBLEM = { "application/problem+json": { schema: ref("Problem") } };
const PROBLEMS: Readonly<Record<number, string>> = {
  400: "A customer or the body is refused; `errors` names fields.", 401: "A bearer token is required.", 404: "There is no such model.", 405: "Another method is required.", 408: "The body came in too slowly.",
  413: "Too many bytes or customers.", 415: "Another content type is required.", 503: "Too busy, not ready, or out of time: ask again.",
};
const MODEL_HEADER = { "segmentry-model": { schema: { type: "string" }, description: "`name@version` of the model that answered." } };

/** The document of OpenAPI 3.1 that describes a service, made from its models' own columns. */
export function openApiOf(registry: ModelRegistry, options: DocumentOptions): object {
  const schemas: Record<string, Schema> = { ...ANSWERS }, paths: Record<string, object> = {};
  const names = new Set<string>(), ids = new Set<string>();
  registry.served().forEach((served, i) => {
    const customer = distinct(names, `Customer_${served.name}_${served.version}`), isCurrent = registry.get(served.name) === served;
    schemas[customer] = customerSchema(served.fields);
    const bases = [...(i === 0 ? [""] : []), ...(isCurrent ? [`/models/${served.name}`] : []), `/models/${served.name}/versions/${served.version}`];
    for (const base of bases) addModel(paths, base, served, customer, ids, options);
  });
  paths["/models"] = { get: reading("Models", "All models and versions", "models", "Models", [401, 405], options) };
  paths["/health"] = { get: reading("Health", "Whether the process answers", "health", "Health", [405], options, true) };
  paths["/ready"] = { get: reading("Health", "Whether requests may be sent here", "ready", "Ready", [405, 503], options, true) };
  paths["/openapi.json"] = { get: { tags: ["Models"], summary: "This document", operationId: "openapi", ...secured(options), responses: { 200: { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } }, ...problems([401, 405], options) } } };
  if (options.hasMetrics) paths["/metrics"] = { get: { tags: ["Health"], summary: "Metrics for Prometheus", operationId: "metrics", ...secured(options), responses: { 200: { description: "Metrics.", content: { "text/plain": { schema: { type: "string" } } } }, ...problems([401, 405], options) } } };
  if (options.hasReload) paths["/admin/reload"] = { post: { tags: ["Models"], summary: "Reads the models anew", operationId: "reload", security: [{ adminToken: [] }], responses: { 200: ok("Models"), ...problems([401, 405, 503], { hasToken: true }) } } };
  return {
    openapi: "3.1.0",
    info: { title: "segmentry", version: "1", summary: "In which segment customers are, why, and who is similar.", description: `Customers as JSON, one or a list of at most ${options.limits.rows}, or one a line as a stream. Whatever is refused is refused by a problem of RFC 9457.` },
    servers: [{ url: options.basePath === "" ? "/" : options.basePath }],
    tags: [{ name: "Customers" }, { name: "Models" }, { name: "Health" }],
    paths, components: { schemas, securitySchemes: securitySchemes(options) },
  };
}

/** A name that was not yet given: models may differ in a dash alone, and `a_b` of version `c` is written as `a` of `b_c` is. */
function distinct(given: Set<string>, name: string): string {
  let free = name;
  for (let n = 2; given.has(free); n++) free = `${name}_${n}`;
  given.add(free);
  return free;
}

function addModel(paths: Record<string, object>, base: string, served: ServedModel, customer: string, ids: Set<string>, options: DocumentOptions): void {
  const id = (verb: string): string => distinct(ids, `${verb}${base.replace(/[^A-Za-z0-9]+/g, "_")}`), { rows, explainRows } = options.limits;
  const badRows = { name: "badRows", in: "query", description: "What becomes of a list in which customers cannot be scored: `error` refuses it, `empty` leaves their segment null.", schema: { type: "string", enum: ["error", "empty"], default: "error" } };
  const n = { name: "n", in: "query", description: "How many similar customers to give at most.", schema: { type: "integer", minimum: 1, maximum: MOST_SIMILAR, default: 5 } };
  const posting = (verb: string, summary: string, answer: string, most: number, parameters: readonly object[], lines = false): object => ({
    post: {
      tags: ["Customers"], summary, operationId: id(verb), parameters, ...secured(options),
      requestBody: { required: true, content: {
        "application/json": { schema: { oneOf: [ref(customer), { type: "array", items: ref(customer), maxItems: most }] }, examples: { customer: { value: customerExample(served.fields) } } },
        ...(lines ? { "application/x-ndjson": { schema: { type: "string", description: "A customer a line, as many as you like: answered as they come, a line for each." } } } : {}),
      } },
      responses: {
        200: { description: "One answer for one customer, a list for a list, in the same order.", headers: MODEL_HEADER, content: {
          "application/json": { schema: { anyOf: [ref(answer), ref("Unscored"), { type: "array", items: { anyOf: [ref(answer), ref("Unscored")] } }] } },
          ...(lines ? { "application/x-ndjson": { schema: { type: "string" } } } : {}),
        } },
        ...problems([400, 401, 404, 405, 408, 413, 415, 503], options),
      },
    },
  });
  paths[`${base}/predict`] = posting("predict", "The segment of customers", "Prediction", rows, [badRows], true);
  paths[`${base}/explain`] = posting("explain", "Why customers are in their segments", "Explanation", explainRows, [badRows]);
  paths[`${base}/similar`] = posting("similar", "The customers most similar to others", "Similar", explainRows, [badRows, n]);
  paths[`${base}/segments`] = { get: reading("Models", "What the segments are", id("segments"), "Segments", [401, 404, 405], options) };
  paths[`${base}/model`] = { get: reading("Models", "The model, and what it asks of a customer", id("model"), "Model", [401, 404, 405], options) };
}

function reading(tag: string, summary: string, operationId: string, answer: string, statuses: readonly number[], options: DocumentOptions, isOpen = false): object {
  return { tags: [tag], summary, operationId, ...(isOpen ? { security: [] } : secured(options)), responses: { 200: ok(answer), ...problems(statuses, options) } };
}

const ok = (answer: string): object => ({ description: "The answer.", content: { "application/json": { schema: ref(answer) } } });

const secured = ({ hasToken }: Pick<DocumentOptions, "hasToken">): object => (hasToken ? { security: [{ token: [] }] } : {});

const problems = (statuses: readonly number[], { hasToken }: Pick<DocumentOptions, "hasToken">): object =>
  Object.fromEntries(statuses.filter((status) => status !== 401 || hasToken).map((status) => [status, { description: PROBLEMS[status], content: JSON_PROBLEM }]));

function securitySchemes({ hasToken, hasReload }: DocumentOptions): object {
  return { ...(hasToken ? { token: { type: "http", scheme: "bearer" } } : {}), ...(hasReload ? { adminToken: { type: "http", scheme: "bearer" } } : {}) };
}
