import { quantileSorted } from "../../math/quantile";
import { createRandom, type Random } from "../../math/random";

/** So many values are kept as they are. */
const EXACT = 100_000;
/** The size of the largest compactor; each one below has two thirds of it. */
const LARGEST = 4096, SHRINK = 2 / 3, SMALLEST = 8;

/** What ranks are off at most, as a share of the values, in all that was measured: see test/explore. */
export const RANK_ERROR = 0.005;

/**
 * Quantiles of a stream: exact up to 100,000 values, beyond by compactors (Karnin, Lang and Liberty 2016): a full one is sorted,
 * and every other value of it, from a place drawn by a seed, stands for two on the next level. Memory of some 12,000 numbers.
 */
export class QuantileSketch {
  #exact: number[] | undefined = [];
  readonly #levels: number[][] = [[]];
  readonly #random: Random = createRandom("quantiles");
  #sorted: { values: Float64Array; ranks: Float64Array } | undefined;
  count = 0;

  /** Whether quantiles are estimates. */
  get isEstimate(): boolean {
    return this.#exact === undefined;
  }

  add(value: number): void {
    this.count++;
    this.#sorted = undefined;
    if (this.#exact) {
      this.#exact.push(value);
      if (this.#exact.length <= EXACT) return;
      const values = this.#exact;
      this.#exact = undefined;
      for (const one of values) this.#insert(one);
    } else this.#insert(value);
  }

  #insert(value: number): void {
    this.#levels[0]!.push(value);
    for (let level = 0; level < this.#levels.length && this.#levels[level]!.length >= this.#capacity(level); level++) this.#compact(level);
  }

  #capacity(level: number): number {
    return Math.max(SMALLEST, Math.ceil(LARGEST * SHRINK ** (this.#levels.length - 1 - level)));
  }

  #compact(level: number): void {
    const values = this.#levels[level]!.sort((a, b) => a - b), rest = values.length % 2 === 1 ? [values.pop()!] : [], from = this.#random() < 0.5 ? 0 : 1;
    const next = (this.#levels[level + 1] ??= []);
    for (let i = from; i < values.length; i += 2) next.push(values[i]!);
    this.#levels[level] = rest;
  }

  /** The quantile for a share from 0 to 1; of no values NaN. */
  quantile(share: number): number {
    if (this.count === 0) return NaN;
    const { values, ranks } = this.#order();
    if (this.#exact) return quantileSorted(values, share);
    const at = ranks.findIndex((rank) => rank >= share * this.count);
    return values[at < 0 ? values.length - 1 : at]!;
  }

  /** What share of the values lies below one. */
  below(value: number): number {
    const { values, ranks } = this.#order();
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : ranks[low - 1]! / this.count;
  }

  /** All values that are kept, ascending, and how many of the stream are up to each. */
  #order(): { values: Float64Array; ranks: Float64Array } {
    if (this.#sorted) return this.#sorted;
    const weighted = (this.#exact ? [this.#exact] : this.#levels).flatMap((values, level) => values.map((value) => [value, 2 ** level] as const)).sort(([a], [b]) => a - b);
    let rank = 0;
    const ranks = Float64Array.from(weighted, ([, weight]) => (rank += weight));
    return (this.#sorted = { values: Float64Array.from(weighted, ([value]) => value), ranks });
  }
}
