import { squaredDistance } from "../../math/distance";

/** How near two rows are. */
export interface Metric {
  /** Whether more is nearer. */
  readonly similarity: boolean;
  /** What is kept of n x d numbers for comparing, made once. */
  prepare(x: Float64Array, d: number): Float64Array;
  /** Compares prepared row i of a with prepared row j of b. NaN where the metric is not defined for them. */
  compare(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number;
}

const cosine: Metric = { similarity: true, prepare: unitRows, compare: cosineOfUnitRows };

const euclidean: Metric = {
  similarity: false,
  prepare: (x) => x,
  compare: (a, i, b, j, d) => Math.sqrt(squaredDistance(a, i, b, j, d)),
};

/** The metrics that need no other package. */
export function builtInMetric(name: string): Metric | undefined {
  return name === "cosine" ? cosine : name === "euclidean" ? euclidean : undefined;
}

/** Rows scaled to length 1; by their largest entry first, so that no square overflows or vanishes. Zero rows stay zero. */
function unitRows(x: Float64Array, d: number): Float64Array {
  const unit = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += d) {
    let largest = 0, sum = 0;
    for (let p = start; p < start + d; p++) largest = Math.max(largest, Math.abs(x[p]!));
    if (largest === 0) continue;
    for (let p = start; p < start + d; p++) sum += (x[p]! / largest) ** 2;
    const length = Math.sqrt(sum);
    for (let p = start; p < start + d; p++) unit[p] = x[p]! / largest / length;
  }
  return unit;
}

function cosineOfUnitRows(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let p = i * d, q = j * d, end = p + d; p < end; p++, q++) sum += a[p]! * b[q]!;
  return Math.max(-1, Math.min(1, sum));
}
