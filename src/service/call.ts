import type { Exchange } from "./exchange";
import type { ServiceLimits } from "./limits";
import { Problem, problemOf } from "./problem";
import type { ServedModel } from "./served-model";
import { Breath, type Turns } from "./turns";

/** One request to a model, on its way. */
export class Call {
  /** Customers scored, and those that could not be. */
  rows = 0;
  refused = 0;
  /** The code of what the answer ended by. */
  code: string | null = null;
  readonly breath: Breath;
  readonly #deadline: number;

  constructor(readonly exchange: Exchange, readonly served: ServedModel, readonly query: URLSearchParams, readonly limits: ServiceLimits, turns: Turns, private readonly onFailure: (error: unknown) => void) {
    this.breath = new Breath(turns);
    this.#deadline = performance.now() + limits.requestMs;
  }

  /** Stops work that nobody waits for any longer. */
  check(): void {
    this.exchange.signal?.throwIfAborted();
    if (performance.now() > this.#deadline) throw new Problem(503, "TIMEOUT", "the answer took longer than the time limit; send fewer customers at a time", [], { "retry-after": "1" });
  }

  /** What is wrong, as the client is told; noted, and handed on where nobody foresaw it. */
  failed(error: unknown): Problem {
    const problem = problemOf(error);
    this.code = problem.code;
    if (problem.status === 500) this.onFailure(error);
    return problem;
  }
}

/** The body, which must be there. */
export function bodyOf({ exchange }: Call): AsyncIterable<Uint8Array> {
  const encoding = exchange.header("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity") throw new Problem(415, "UNSUPPORTED_MEDIA_TYPE", "the body must not be compressed");
  if (!exchange.body) throw new Problem(400, "NO_BODY", "a customer, or a list of customers, is required as the body");
  return exchange.body;
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i, LINES_TYPE = /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines)$/i;

/** Whether the body is JSON, or lines of JSON; any other is refused. */
export function formatOf({ exchange }: Call, canStream: boolean): "json" | "lines" {
  const [type = "", ...parameters] = (exchange.header("content-type") ?? "").split(";").map((part) => part.trim());
  const charset = parameters.map((one) => /^charset="?([^"]*)"?$/i.exec(one)?.[1]).find((one) => one !== undefined);
  if (charset === undefined || /^utf-?8$/i.test(charset)) {
    if (JSON_TYPE.test(type)) return "json";
    if (canStream && LINES_TYPE.test(type)) return "lines";
  }
  throw new Problem(415, "UNSUPPORTED_MEDIA_TYPE", `the content type must be application/json${canStream ? " or application/x-ndjson" : ""}, in UTF-8`);
}

/** A parameter of the query that is one of some words. */
export function wordOf<T extends string>({ query }: Call, name: string, words: readonly [T, ...T[]]): T {
  const given = query.get(name);
  if (given === null) return words[0];
  if (words.includes(given as T)) return given as T;
  throw new Problem(400, "BAD_QUERY", `${name} must be ${words.join(" or ")}`);
}

/** A parameter of the query that is an integer. */
export function integerOf({ query }: Call, name: string, usual: number, least: number, most: number): number {
  const given = query.get(name), value = Number(given);
  if (given === null) return usual;
  if (/^\d{1,9}$/.test(given) && value >= least && value <= most) return value;
  throw new Problem(400, "BAD_QUERY", `${name} must be an integer from ${least} to ${most}`);
}

/** Refuses parameters that there are not, so that a misspelt one is never silently ignored. */
export function checkQuery(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw new Problem(400, "BAD_QUERY", known.length > 0 ? `the query may have ${known.join(", ")}, got another parameter` : "this route takes no query");
    if (query.getAll(name).length > 1) throw new Problem(400, "BAD_QUERY", `${name} must be given once`);
  }
}
