import type { Clusters } from "./points";

/** Weighted rows. */
interface Rows {
  readonly x: Float64Array;
  readonly d: number;
  readonly weights: Float64Array | null;
}

/**
 * Moves each cluster without weight onto the row that lies farthest from its own centroid, as scikit-learn does: the row
 * leaves the sums of its old cluster. Farthest first, ties to the lowest row; rows without weight stay. Nothing moves when
 * every row sits on its centroid. Changes `clusters` in place.
 *
 * @param nearest n labels, and n squared distances to the centroids that gave them
 */
export function relocateEmpty(
  { x, d, weights }: Rows, { labels, distances }: { labels: Int32Array; distances: Float64Array }, { sums, mass }: Clusters,
): void {
  const empty = Array.from(mass.keys()).filter((c) => mass[c] === 0);
  farthest(distances, weights, empty.length).forEach((row, e) => {
    const to = empty[e]!, from = labels[row]!, weight = weights ? weights[row]! : 1;
    for (let j = 0; j < d; j++) {
      const value = x[row * d + j]! * weight;
      sums[from * d + j]! -= value;
      sums[to * d + j] = value;
    }
    mass[to] = weight;
    mass[from]! -= weight;
  });
}

function farthest(distances: Float64Array, weights: Float64Array | null, count: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i]!;
    if (distance === 0 || weights?.[i] === 0 || (rows.length === count && distance <= distances[rows[count - 1]!]!)) continue;
    let at = rows.length;
    while (at > 0 && distances[rows[at - 1]!]! < distance) at--;
    rows.splice(at, 0, i);
    if (rows.length > count) rows.pop();
  }
  return rows;
}
