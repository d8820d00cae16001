import { readMatrix, type MatrixInput } from "../../data";
import { betweenSquares, clusterMoments, type ClusterMoments } from "../../math/cluster-moments";
import { scaledRows } from "../../math/safe-scale";
import { readClusters, readLabels, type Clusters } from "../labels";

/** Rows in clusters, and the moments of those. */
export interface Measured extends Clusters {
  /** n x d numbers, times the factor. */
  readonly data: Float64Array;
  readonly factor: number;
  readonly moments: ClusterMoments;
}

/** Rows in 2 to n - 1 clusters, or in any number of them, checked and measured. O(n d) */
export function measure(who: string, x: MatrixInput, labels: ArrayLike<number>, anyNumber = false): Measured {
  const { data: given, rows, columns } = readMatrix(who, x), read = anyNumber ? readLabels(who, "labels", labels, rows) : readClusters(who, labels, rows);
  const { data, factor } = scaledRows(given, columns);
  return { ...read, data, factor, moments: clusterMoments(data, columns, read.clusters, read.names.length) };
}

/** Inertia within clusters as it is without the factor. */
export const unscaledSquare = (square: number, factor: number): number => square / factor / factor;

/** The sum of the inertia of clusters. */
export const totalInertia = ({ inertias }: ClusterMoments): number => inertias.reduce((sum, inertia) => sum + inertia, 0);

/** The index of Caliński and Harabasz; 1 where no row lies off the mean of its cluster. */
export function calinskiHarabasz(moments: ClusterMoments, n: number): number {
  const within = totalInertia(moments), k = moments.sizes.length;
  return within === 0 ? 1 : (betweenSquares(moments) / (k - 1)) / (within / (n - k));
}
