import { SegmentryError, type ErrorCode } from "../errors";

/** The codes of problems that are of HTTP rather than of the data. */
export type ProblemCode = ErrorCode
  | "UNAUTHORIZED" | "NO_SUCH_ROUTE" | "NO_SUCH_MODEL" | "METHOD_NOT_ALLOWED" | "UNSUPPORTED_MEDIA_TYPE" | "BODY_TOO_LARGE"
  | "ROW_TOO_LARGE" | "TOO_MANY_ROWS" | "NO_BODY" | "INCOMPLETE_BODY" | "BAD_ROWS" | "BAD_QUERY" | "NO_CUSTOMERS" | "TIMEOUT" | "BUSY" | "NOT_READY" | "NOT_RELOADED" | "OTHER_HOST" | "NOT_HTTP" | "HEAD_TOO_LARGE" | "INTERNAL";

/** What is wrong with one field of one customer. */
export interface RowProblem {
  /** The index of the customer in the body; 0 for a single one. */
  readonly row: number;
  /** The column; null where it is no single one. */
  readonly column: string | null;
  /** A JSON pointer into the body, such as `#/3/AGE`. */
  readonly pointer: string;
  readonly code: ErrorCode;
  /** In words. */
  readonly detail: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request", 401: "Unauthorized", 404: "Not found", 405: "Method not allowed", 408: "Request timeout", 413: "Content too large",
  415: "Unsupported media type", 417: "Expectation failed", 421: "Misdirected request", 431: "Request header fields too large", 500: "Internal error", 503: "Service unavailable",
};

/** What a request is refused with: a problem of RFC 9457. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly detail: string,
    readonly errors: readonly RowProblem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    /** Further members, such as how many rows are bad. */
    readonly further: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  /** The body of the answer. */
  toJSON(): Record<string, unknown> {
    const { status, code, detail, errors, further } = this;
    return { type: `urn:segmentry:problem:${code}`, title: TITLES[status] ?? "Problem", status, detail, code, ...further, ...(errors.length > 0 ? { errors } : {}) };
  }
}

/** What an error is to a client. What nobody foresaw says nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SegmentryError) return new Problem(400, error.code, error.message);
  return new Problem(500, "INTERNAL", "the service failed; its log says why");
}

/** A part of a JSON pointer as a URI fragment (RFC 6901). */
export const pointerPart = (name: string | number): string => encodeURIComponent(wellFormed(String(name)).replaceAll("~", "~0").replaceAll("/", "~1"));

/** Lone surrogates, which UTF-8 cannot say, replaced. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
