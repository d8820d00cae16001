/**
 * Moves each cluster without weight onto the row that lies farthest from its own centroid, as scikit-learn does: the row
 * leaves the sums of its old cluster. Farthest first, ties to the lowest row; rows without weight stay. Nothing moves when
 * every row sits on its centroid. Changes `sums` and `mass` in place.
 *
 * @param distances n squared distances to the centroids that gave the labels
 * @param sums k x d weighted sums per cluster
 * @param mass k weights per cluster
 * @returns whether any cluster was moved
 */
export function relocateEmpty(
  x: Float64Array, d: number, labels: Int32Array, distances: Float64Array, weights: Float64Array | null,
  sums: Float64Array, mass: Float64Array,
): boolean {
  const empty: number[] = [];
  for (let c = 0; c < mass.length; c++) if (mass[c] === 0) empty.push(c);
  if (empty.length === 0) return false;
  const far = farthest(distances, weights, empty.length);
  if (far.length === 0) return false;
  for (let e = 0; e < far.length; e++) {
    const row = far[e]!, to = empty[e]!, from = labels[row]!, weight = weights ? weights[row]! : 1;
    for (let j = 0; j < d; j++) {
      const value = x[row * d + j]! * weight;
      sums[from * d + j]! -= value;
      sums[to * d + j] = value;
    }
    mass[to] = weight;
    mass[from]! -= weight;
  }
  return true;
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
