import { SegmentryError, show } from "../errors";
import type { Answer, Exchange } from "./exchange";
import { Problem } from "./problem";

/** Compares two texts; the time that it takes tells nothing of the second but its length. */
export type SameText = (given: string, secret: string) => boolean;

export const sameText: SameText = (given, secret) => {
  let difference = given.length ^ secret.length;
  for (let i = 0; i < secret.length; i++) difference |= secret.charCodeAt(i) ^ (given.charCodeAt(i) || 0);
  return difference === 0;
};

/** Refuses a request without the bearer token. */
export function checkToken({ header }: Pick<Exchange, "header">, secret: string, same: SameText): void {
  const given = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(header("authorization") ?? "")?.[1];
  if (given !== undefined && same(given, secret)) return;
  throw new Problem(401, "UNAUTHORIZED", `${given === undefined ? "a" : "another"} bearer token is required: authorization: Bearer ...`, [], { "www-authenticate": given === undefined ? "Bearer" : 'Bearer error="invalid_token"' });
}

/** Origins as browsers name them; one that no browser sends would never be allowed, silently. */
export function checkOrigins(who: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new SegmentryError("INVALID_OPTION", who, "cors to be a list of origins", show(value));
  for (const origin of value as unknown[]) {
    if (origin !== "*" && !isOrigin(origin)) throw new SegmentryError("INVALID_OPTION", who, 'cors of "*" or origins such as https://shop.example, without a path', show(origin));
  }
  return [...(value as string[])];
}

function isOrigin(value: unknown): boolean {
  try {
    // Of a scheme that the platform does not know, such as that of an app or an extension, an origin is "null".
    return typeof value === "string" && (new URL(value).origin === value || /^(?!https?:)[a-z][a-z\d+.-]*:\/\/[\w.-]+(?::\d+)?$/.test(value));
  } catch {
    return false;
  }
}

/** The headers that let pages of other origins read an answer; none where the origin is not allowed. */
export function corsHeaders({ header }: Exchange, origins: readonly string[]): Record<string, string> {
  const origin = header("origin");
  if (origins.length === 0) return {};
  if (origins.includes("*")) return { "access-control-allow-origin": "*", "access-control-expose-headers": "segmentry-model" };
  const isAllowed = origin !== null && origins.includes(origin);
  return { vary: "origin", ...(isAllowed ? { "access-control-allow-origin": origin, "access-control-expose-headers": "segmentry-model" } : {}) };
}

/** The answer to a page that asks what it may send; null where that is not what a request is. */
export function preflight(exchange: Exchange, origins: readonly string[], methods: readonly string[]): Answer | null {
  if (exchange.method !== "OPTIONS" || exchange.header("access-control-request-method") === null) return null;
  const cors = corsHeaders(exchange, origins);
  if (cors["access-control-allow-origin"] === undefined) return null;
  return { status: 204, headers: { ...cors, "access-control-allow-methods": methods.join(", "), "access-control-allow-headers": "authorization, content-type", "access-control-max-age": "600" }, body: null };
}
