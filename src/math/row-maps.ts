import type { RowMap } from "./rows";

/** (x - mean) / scale, column by column. */
export class Scaling implements RowMap {
  readonly columns: number;

  /** @param scales d numbers above 0 */
  constructor(readonly means: Float64Array, readonly scales: Float64Array) {
    this.columns = means.length;
  }

  apply(from: Float64Array, count: number, to: Float64Array): void {
    const { means, scales, columns: d } = this;
    for (let i = 0, p = 0; i < count; i++) for (let j = 0; j < d; j++, p++) to[p] = (from[p]! - means[j]!) / scales[j]!;
  }
}

/** The products of x - mean with c axes, each divided by a scale. */
export class Projection implements RowMap {
  readonly columns: number;

  /**
   * @param axes c x d, row-major
   * @param scales c numbers, Infinity where the result is to be 0; null where it is not divided
   */
  constructor(readonly means: Float64Array, readonly axes: Float64Array, readonly scales: Float64Array | null) {
    this.columns = axes.length / means.length;
  }

  apply(from: Float64Array, count: number, to: Float64Array): void {
    const { means, axes, scales, columns: c } = this, d = means.length, row = new Float64Array(d);
    for (let i = 0, p = 0, out = 0; i < count; i++) {
      for (let j = 0; j < d; j++, p++) row[j] = from[p]! - means[j]!;
      // Two products at a time: one alone waits for each of its additions.
      for (let r = 0; r < c; r += 2) {
        const a = r * d, b = r + 1 < c ? a + d : a;
        let sum = 0, next = 0;
        for (let j = 0; j < d; j++) {
          const value = row[j]!;
          sum += value * axes[a + j]!;
          next += value * axes[b + j]!;
        }
        to[out++] = scales ? sum / scales[r]! + 0 : sum;
        if (b > a) to[out++] = scales ? next / scales[r + 1]! + 0 : next;
      }
    }
  }
}
