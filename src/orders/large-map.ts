/** V8 refuses a Map of more than 2^24 entries with a RangeError. */
const MOST = 2 ** 23;

/** A map of any size, in order of insertion: a full Map is followed by another. `get` and `set` are O(entries / most). */
export class LargeMap<V> {
  readonly #parts = [new Map<string, V>()];

  /** @param most entries of one Map */
  constructor(private readonly most = MOST) {}

  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0);
  }

  get(key: string): V | undefined {
    return this.#partOf(key)?.get(key);
  }

  set(key: string, value: V): void {
    let part = this.#partOf(key) ?? this.#parts.at(-1)!;
    if (part.size >= this.most && !part.has(key)) this.#parts.push((part = new Map<string, V>()));
    part.set(key, value);
  }

  *[Symbol.iterator](): Generator<[string, V]> {
    for (const part of this.#parts) yield* part;
  }

  *values(): Generator<V> {
    for (const part of this.#parts) yield* part.values();
  }

  #partOf(key: string): Map<string, V> | undefined {
    return this.#parts.find((part) => part.has(key));
  }
}
