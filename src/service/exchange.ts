/** A request, whatever server it came through. */
export interface Exchange {
  readonly method: string;
  /** Below the base path, without the query, percent signs as they came: `/predict`. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** The value of a header by its name in lower case. */
  header(name: string): string | null;
  /** Read at most once; null where there is none. */
  readonly body: AsyncIterable<Uint8Array> | null;
  /** An AbortSignal, or what answers as one, that is aborted when the client is gone. */
  readonly signal?: Pick<AbortSignal, "aborted" | "throwIfAborted"> | undefined;
  /** Ends the connection to a client that does not read its answer. */
  readonly abandon?: (() => void) | undefined;
}

/** An answer, for whatever server it goes out by. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text, pieces of text as they come, or nothing. */
  readonly body: string | AsyncIterable<string> | null;
  /** Whether nothing is left to be worked out while the body is read. */
  readonly isMade?: boolean;
}

/** What was answered, without any data of customers: for logs and metrics. */
export interface Answered {
  readonly method: string;
  /** The route as it is documented, such as `/models/{name}/predict`; `(none)` where there is no such route. */
  readonly route: string;
  readonly status: number;
  /** From the request's arrival to the end of the answer, in seconds. */
  readonly seconds: number;
  /** `name@version` of the model that answered; null where none did. */
  readonly model: string | null;
  /** Customers scored. */
  readonly rows: number;
  /** Customers that could not be scored. */
  readonly refused: number;
  /** The code of the problem; null where there was none. */
  readonly code: string | null;
  /** True where the client went before the answer's end. */
  readonly aborted: boolean;
}
