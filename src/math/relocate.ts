import { addClusters } from "./add-clusters";
import type { Clusters, WeightedRows } from "./points";

/**
 * Moves each cluster without weight onto the row that lies farthest from its own centroid, as scikit-learn does: the row
 * leaves its old cluster. Farthest first, ties to the lowest row; rows without weight stay. Nothing moves when every row sits
 * on its centroid. Changes `clusters`, which are added up anew: to take a far row out of a sum would cost its digits.
 *
 * @param nearest n labels, and n squared distances to the centroids that gave them
 */
export function relocateEmpty(rows: WeightedRows, { labels, distances }: { labels: Int32Array; distances: Float64Array }, clusters: Clusters): void {
  const empty = Array.from(clusters.mass.keys()).filter((c) => clusters.mass[c] === 0), moved = labels.slice();
  farthest(distances, rows.weights, empty.length).forEach((row, e) => (moved[row] = empty[e]!));
  addClusters(rows, moved, clusters);
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
