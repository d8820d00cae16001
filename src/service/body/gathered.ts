/** Bytes that come in parts, one after the other. Copied where they are several: a part of one byte takes some hundred by itself. */
export class Gathered {
  #all = new Uint8Array(0);
  #length = 0;
  #isCopy = false;

  /** How many bytes. */
  get length(): number {
    return this.#length;
  }

  /** All of them. */
  get bytes(): Uint8Array {
    return this.#all.subarray(0, this.#length);
  }

  add(part: Uint8Array): void {
    const before = this.#length;
    this.#length += part.byteLength;
    if (before === 0) this.#all = part as Uint8Array<ArrayBuffer>;
    else {
      if (!this.#isCopy || this.#length > this.#all.length) this.#grow(before);
      this.#all.set(part, before);
    }
  }

  #grow(used: number): void {
    const room = new Uint8Array(2 * this.#length);
    room.set(this.#all.subarray(0, used));
    [this.#all, this.#isCopy] = [room, true];
  }
}
