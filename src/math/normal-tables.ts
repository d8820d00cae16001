import { normalCdf, normalQuantile } from "./normal";

const NODES = 4096, FARTHEST = 8, STEPS = 256;

/** Normal numbers from uniform ones and back, by tables: to about 1e-5, enough to draw with, and many times as fast. */
export interface NormalTables {
  /** The quantile for u from 0 to 1; never beyond 4 deviations. */
  quantile(u: number): number;
  cdf(x: number): number;
}

/** The tables. */
export function normalTables(): NormalTables {
  const quantiles = Float64Array.from({ length: NODES }, (_, i) => normalQuantile((i + 0.5) / NODES));
  const shares = Float64Array.from({ length: 2 * FARTHEST * STEPS + 1 }, (_, i) => normalCdf(i / STEPS - FARTHEST));
  return {
    quantile: (u) => between(quantiles, u * NODES - 0.5),
    cdf: (x) => between(shares, (x + FARTHEST) * STEPS),
  };
}

function between(table: Float64Array, place: number): number {
  const at = Math.min(table.length - 2, Math.max(0, Math.floor(place))), part = Math.min(1, Math.max(0, place - at));
  return table[at]! + (table[at + 1]! - table[at]!) * part;
}
