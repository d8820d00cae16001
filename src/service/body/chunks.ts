import { Problem } from "../problem";
import { Gathered } from "./gathered";

/** A part of a body larger than this is taken apart: nothing should take long at a time. */
const LARGEST_PART = 65_536;

/** How long and how large a body may be. */
export interface ChunkLimits {
  /** Bytes; more is refused. */
  readonly bytes: number;
  /** Milliseconds for the whole body. */
  readonly totalMs: number;
  /** Milliseconds between two parts of it. */
  readonly idleMs: number;
}

/** A body as it comes in, held to limits of size and time. To be closed where it is not read to its end. */
export class Chunks {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #started = performance.now();
  #bytes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the part that is waited for was asked for; and what to do where it does not come. */
  #asked = 0;
  #refuse: ((problem: Problem) => void) | null = null;
  /** What was read and is to be read again. */
  #again: Uint8Array | null = null;
  #isClosed = false;

  constructor(body: AsyncIterable<Uint8Array>, private readonly limits: ChunkLimits) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  /** The next part; null at the end, and where it was closed. */
  async next(): Promise<Uint8Array | null> {
    const again = this.#again;
    this.#again = null;
    if (again || this.#isClosed) return again;
    try {
      const part = await this.#arrived();
      this.#bytes += part?.byteLength ?? 0;
      if (this.#bytes > this.limits.bytes) throw tooLarge(this.limits.bytes);
      if (!part) this.close();
      return part;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #arrived(): Promise<Uint8Array | null> {
    return new Promise((resolve, reject) => {
      this.#asked = performance.now();
      this.#refuse = reject;
      // One timer for a body, which sees for itself how long there is still time: most bodies come in one part.
      this.#timer ??= setTimeout(() => this.#look(), this.#left());
      this.#chunks.next().then(({ done, value }) => {
        this.#refuse = null;
        resolve(done ? null : value);
      }, () => reject(new Problem(400, "INCOMPLETE_BODY", "the body ended before it was complete")));
    });
  }

  /** A whole body of at most so many bytes; null where it is longer, and then it is read from its beginning again. */
  async upTo(bytes: number): Promise<Uint8Array | null> {
    const start = new Gathered();
    for (let part = await this.next(); part; part = await this.next()) {
      start.add(part);
      if (start.length <= bytes) continue;
      this.#again = start.bytes;
      return null;
    }
    return start.bytes;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    // Not awaited: a body that comes to no end would hold it.
    void this.#chunks.return?.().catch(() => undefined);
  }

  #left(): number {
    return Math.max(Math.min(this.#started + this.limits.totalMs, this.#asked + this.limits.idleMs) - performance.now(), 0);
  }

  #look(): void {
    const left = this.#left();
    if (this.#refuse && left <= 0) return this.#refuse(new Problem(408, "TIMEOUT", "the body did not come in within the time limit"));
    this.#timer = this.#refuse || left > 0 ? setTimeout(() => this.#look(), Math.max(left, 1)) : undefined;
  }
}

/** The text of a body as it comes in. */
export async function* textOf(chunks: Chunks): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
      for (let at = 0; at < chunk.byteLength; at += LARGEST_PART) {
        const text = decode(() => decoder.decode(chunk.subarray(at, at + LARGEST_PART), { stream: true }));
        if (text !== "") yield text;
      }
    }
    decode(() => decoder.decode());
  } finally {
    chunks.close();
  }
}

/** The text of a whole body: at once, which is several times as fast. */
export const textOfAll = (body: Uint8Array): string => decode(() => new TextDecoder("utf-8", { fatal: true }).decode(body));

const tooLarge = (bytes: number): Problem =>
  new Problem(413, "BODY_TOO_LARGE", `the body must be of at most ${bytes} bytes; send fewer customers at a time (predict takes a stream of application/x-ndjson too)`);

function decode(work: () => string): string {
  try {
    return work();
  } catch {
    throw new Problem(400, "NOT_UTF8", "the body must be UTF-8");
  }
}
