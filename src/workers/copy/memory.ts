import { SegmentryError } from "../../errors";

/** Room for copies: memory that threads share, or buffers that are handed over with the message that refers to them. */
export class Memory {
  /** What must be handed over; nothing where memory is shared. */
  readonly transfer: ArrayBuffer[] = [];

  constructor(readonly who: string, readonly isShared: boolean) {}

  /** @throws SegmentryError `OUT_OF_MEMORY` */
  floats(length: number): Float64Array {
    return new Float64Array(this.#allocate(length * Float64Array.BYTES_PER_ELEMENT));
  }

  /** @throws SegmentryError `OUT_OF_MEMORY` */
  integers(length: number): Int32Array {
    return new Int32Array(this.#allocate(length * Int32Array.BYTES_PER_ELEMENT));
  }

  #allocate(bytes: number): ArrayBuffer {
    try {
      // Typed arrays over both are alike to all that only reads and writes them.
      if (this.isShared) return new SharedArrayBuffer(bytes) as unknown as ArrayBuffer;
      const buffer = new ArrayBuffer(bytes);
      this.transfer.push(buffer);
      return buffer;
    } catch (error) {
      throw new SegmentryError("OUT_OF_MEMORY", this.who, `${bytes.toLocaleString("en-US")} bytes for a copy of the data`, `a refusal (${(error as Error).message})`, "fit fewer rows or columns");
    }
  }
}
