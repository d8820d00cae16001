/** Parts smaller than this, in bytes, are small; so many of them are made one. */
const SMALL = 1024, MOST_SMALL = 256;

/** Bytes that come in parts, one after the other. Small parts are made one now and then: one of a single byte takes some hundred by itself. */
export class Gathered {
  readonly #parts: Uint8Array[] = [];
  #length = 0;
  /** Small parts since the last that were made one, and where those begin. */
  #small = 0;
  #from = 0;

  /** How many bytes. */
  get length(): number {
    return this.#length;
  }

  /** All of them; of one part without a copy. */
  get bytes(): Uint8Array {
    return joined(this.#parts);
  }

  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.#length += part.byteLength;
    if (part.byteLength >= SMALL || ++this.#small < MOST_SMALL) return;
    this.#parts.push(joined(this.#parts.splice(this.#from)));
    this.#from = this.#parts.length;
    this.#small = 0;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.byteLength), 0);
  return all;
}
