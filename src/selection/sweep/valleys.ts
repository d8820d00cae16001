import type { Matrix } from "../../data";
import type { KMeansModel } from "../../stages/k-means/model";

/** A centroid and the middle are looked at this far to either side, in distances between the two centroids. */
const WINDOW = 0.2;

/** How the rows of two clusters lie along the line between their centroids. */
interface Pair {
  readonly clusters: readonly [number, number];
  /** Rows about the middle. */
  middle: number;
  /** Rows about each centroid. */
  readonly ends: [number, number];
}

/**
 * How filled the space between neighbouring clusters is: rows about the middle between two centroids, as a share of those about
 * the emptier of the two centroids, seen along the line between them; summed over each cluster and the one that it is least apart
 * from. Near 0 where clusters are islands, 1 or more where they are cuts through one crowd; two normal groups of equal size give
 * 0.05, 0.3, 0.6 and 1 at 6, 4, 3 and 2 deviations. 0 for one cluster. O(n k d).
 */
export function filledBetween(points: Matrix, model: KMeansModel): number {
  const { k } = model, pairs = pairsOf(points, model);
  const chosen = new Set(Array.from({ length: k }, (_, c) => worstOf(pairs.filter(({ clusters }) => clusters.includes(c)))));
  let middle = 0, ends = 0;
  for (const pair of chosen) {
    if (!pair) continue;
    middle += pair.middle;
    ends += Math.min(...pair.ends);
  }
  return middle / Math.max(ends, 1);
}

/** The pair that is least apart; one row more on both sides keeps small counts from deciding. */
function worstOf(pairs: readonly Pair[]): Pair | null {
  const filled = ({ middle, ends }: Pair): number => (middle + 1) / (Math.min(...ends) + 1);
  return pairs.length === 0 ? null : pairs.reduce((worst, pair) => (filled(pair) > filled(worst) ? pair : worst));
}

function pairsOf(points: Matrix, model: KMeansModel): Pair[] {
  const { k } = model, d = points.columns, x = points.data, { data: c } = model.centroids, labels = model.predict(points), pairs: Pair[] = [];
  const at = (a: number, b: number): Pair => pairs[(b * (b - 1)) / 2 + a]!;
  for (let b = 1; b < k; b++) for (let a = 0; a < b; a++) pairs.push({ clusters: [a, b], middle: 0, ends: [0, 0] });
  labels.forEach((own, i) => {
    for (let other = 0; other < k; other++) {
      if (other === own) continue;
      const pair = own < other ? at(own, other) : at(other, own), place = placeBetween(x, i * d, c, own * d, other * d, d);
      if (Math.abs(place) < WINDOW) pair.ends[own < other ? 0 : 1]++;
      else if (Math.abs(place - 0.5) < WINDOW) pair.middle++;
    }
  });
  return pairs;
}

/** Where a row lies along the line from its centroid, 0, to another one, 1. */
function placeBetween(x: Float64Array, row: number, c: Float64Array, from: number, to: number, d: number): number {
  let product = 0, length = 0;
  for (let t = 0; t < d; t++) {
    const along = c[to + t]! - c[from + t]!;
    product += (x[row + t]! - c[from + t]!) * along;
    length += along * along;
  }
  return length > 0 ? product / length : 0;
}
