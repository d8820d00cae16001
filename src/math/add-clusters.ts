import { addExactly } from "./exact-sum";
import type { Clusters, WeightedRows } from "./points";

/** Adds up the rows of each cluster and their weights, exactly before one rounding. O(n x d). */
export function addClusters({ x, d, weights, grids }: WeightedRows, labels: Int32Array, { sums, mass }: Clusters): void {
  const fine = new Float64Array(sums.length), fineMass = new Float64Array(mass.length);
  sums.fill(0);
  mass.fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!, weight = weights ? weights[i]! : 1;
    addExactly(mass, fineMass, label, weight, grids.weight.coarse, grids.weight.fine);
    for (let j = 0, p = i * d, q = label * d; j < d; j++, p++, q++) {
      addExactly(sums, fine, q, weight * x[p]!, grids.coarse[j]!, grids.fine[j]!);
    }
  }
  for (let q = 0; q < sums.length; q++) sums[q]! += fine[q]!;
  for (let c = 0; c < mass.length; c++) mass[c]! += fineMass[c]!;
}
