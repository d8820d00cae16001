/** What a route is about. */
export type Verb = "predict" | "explain" | "similar" | "segments" | "model" | "models" | "health" | "ready" | "openapi" | "metrics" | "reload";

/** A route that a path stands for. */
export interface Route {
  readonly verb: Verb;
  /** As it is documented. */
  readonly pattern: string;
  /** The model that it names; null for the default one. */
  readonly name: string | null;
  readonly version: string | undefined;
}

/** Routes of a model, with the method of each. */
export const MODEL_VERBS = { predict: "POST", explain: "POST", similar: "POST", segments: "GET", model: "GET" } as const;
const OTHERS: Readonly<Record<string, Verb>> = { "/models": "models", "/health": "health", "/ready": "ready", "/openapi.json": "openapi", "/metrics": "metrics", "/admin/reload": "reload" };

/** All paths, with `{name}` and `{version}` for what they name. */
export const PATTERNS: readonly string[] = [
  ...["", "/models/{name}", "/models/{name}/versions/{version}"].flatMap((base) => Object.keys(MODEL_VERBS).map((verb) => `${base}/${verb}`)),
  ...Object.keys(OTHERS),
];

const OF_MODEL = /^(?:\/models\/([^/]+)(?:\/versions\/([^/]+))?)?\/(predict|explain|similar|segments|model)$/;

/** The route of a path; null where there is none. */
export function routeOf(path: string): Route | null {
  const other = Object.hasOwn(OTHERS, path) ? OTHERS[path] : undefined;
  if (other) return { verb: other, pattern: path, name: null, version: undefined };
  const match = OF_MODEL.exec(path);
  if (!match) return null;
  const [, name, version, verb] = match, base = version !== undefined ? "/models/{name}/versions/{version}" : name !== undefined ? "/models/{name}" : "";
  const read = { name: name === undefined ? null : unescape(name), version: version === undefined ? undefined : unescape(version) };
  return { verb: verb as Verb, pattern: `${base}/${verb}`, ...read };
}

/** The methods of a route. */
export function methodsOf(verb: Verb): readonly string[] {
  return (verb in MODEL_VERBS ? MODEL_VERBS[verb as "predict"] : verb === "reload" ? "POST" : "GET") === "POST" ? ["POST"] : ["GET", "HEAD"];
}

function unescape(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
