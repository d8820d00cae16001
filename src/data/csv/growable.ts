/** A list of 32-bit integers that grows by doubling. */
export class GrowableInts {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = doubled(this.#values, new Int32Array(this.#length * 2));
    this.#values[this.#length++] = value;
  }

  /** The values so far, copied into an array of just their length. */
  trimmed(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}

/** A list of float64 numbers that grows by doubling. */
export class GrowableFloats {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = doubled(this.#values, new Float64Array(this.#length * 2));
    this.#values[this.#length++] = value;
  }

  /** The values so far, copied into an array of just their length. */
  trimmed(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}

function doubled<T extends Int32Array | Float64Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
