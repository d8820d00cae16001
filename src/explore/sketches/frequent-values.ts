import { ownText } from "../../data/own-text";

/** Values that are kept at most, but for those of the last stretch. */
const WIDTH = 10_000;

/** And at least: where all are different, all occurred least. */
const LEAST = 100;

/** A value and what is known of it. */
export interface Counted<K, T> {
  readonly value: K;
  count: number;
  /** By how much the count may be too low. */
  readonly missed: number;
  readonly known: T;
}

/**
 * How often values occur: exactly while there are up to 10,000 different ones, beyond by lossy counting (Manku and Motwani 2002):
 * after each 10,000 values those that occurred least are dropped, and no count is too low by more than 1 in 10,000 of all.
 */
export class FrequentValues<K, T> {
  readonly #entries = new Map<K, Counted<K, T>>();
  #total = 0;
  #isExact = true;

  /** @param learn what to know of a value, found out once */
  constructor(private readonly learn: (value: K) => T) {}

  /** Whether counts may be too low. */
  get isEstimate(): boolean {
    return !this.#isExact;
  }

  add(value: K): Counted<K, T> {
    const bucket = Math.floor(this.#total++ / WIDTH);
    let entry = this.#entries.get(value);
    if (entry) entry.count++;
    else {
      const own = typeof value === "string" ? (ownText(value) as K) : value;
      this.#entries.set(own, (entry = { value: own, count: 1, missed: this.#isExact ? 0 : bucket, known: this.learn(value) }));
    }
    if (this.#total % WIDTH === 0 && this.#entries.size > WIDTH) this.#drop(bucket + 1);
    return entry;
  }

  #drop(bucket: number): void {
    for (const [value, { count, missed }] of this.#entries) if (count + missed <= bucket && this.#entries.size > LEAST) this.#entries.delete(value);
    this.#isExact = false;
  }

  /** The most frequent values, of equally frequent ones those that came first. */
  top(most: number): Counted<K, T>[] {
    return [...this.#entries.values()].sort((a, b) => b.count - a.count).slice(0, most);
  }
}
