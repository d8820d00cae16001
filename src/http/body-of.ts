import type { IncomingMessage } from "node:http";

/** What waits for the next part. */
interface Waiting {
  readonly resolve: (next: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: Error) => void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * The body of a request in parts, read no faster than they are asked for. Node's own iterator destroys the request where it is
 * left, which would take the connection away before it was answered, and costs as much as all else that a small body needs.
 */
export function bodyOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => new Parts(request) };
}

class Parts implements AsyncIterator<Uint8Array, undefined> {
  readonly #parts: Uint8Array[] = [];
  #waiting: Waiting | null = null;
  #end: "none" | "whole" | "cut" | "left" = "none";

  constructor(private readonly request: IncomingMessage) {
    if (request.readableEnded || request.destroyed) this.#end = request.readableEnded ? "whole" : "cut";
    else request.on("data", this.#take).once("end", this.#finish).once("close", this.#cut).once("error", this.#cut);
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return new Promise((resolve, reject) => {
      const value = this.#parts.shift();
      if (value) resolve({ done: false, value });
      else if (this.#end === "whole" || this.#end === "left") resolve(DONE);
      else if (this.#end === "cut") reject(new Error("the request ended before its body"));
      else {
        this.#waiting?.reject(new Error("the next part was asked for before this one had come"));
        this.#waiting = { resolve, reject };
        if (this.request.isPaused()) this.request.resume();
      }
    });
  }

  /** Stops the request where it is, what is left of it unread. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#end === "none") {
      this.#end = "left";
      this.request.off("data", this.#take).pause();
      this.#release();
      this.#waiting?.resolve(DONE);
    }
    return Promise.resolve(DONE);
  }

  readonly #take = (part: Uint8Array): void => {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) return waiting.resolve({ done: false, value: part });
    this.#parts.push(part);
    this.request.pause();
  };

  readonly #finish = (): void => {
    this.#end = "whole";
    this.#release();
    this.#waiting?.resolve(DONE);
  };

  readonly #cut = (): void => {
    if (this.#end !== "none") return;
    this.#end = "cut";
    this.#release();
    this.#waiting?.reject(new Error("the request ended before its body"));
  };

  /** The listener for errors stays: without one a later error would end the process. */
  #release(): void {
    this.request.off("end", this.#finish).off("close", this.#cut);
  }
}
