import type { Matrix } from "../../data";
import { countDistinct } from "../../math/distinct";
import { KMeans, type KMeansModel } from "../../stages/k-means";
import { PCA } from "../../stages/pca";

/** K-means with 1..maxK clusters, each as good as `nInit` runs find it; fewer where there are not so many distinct points. */
export function clusterings(points: Matrix, maxK: number, nInit: number, seed: number | string, signal?: AbortSignal): KMeansModel[] {
  const { data, columns } = points, ks = Array.from({ length: countDistinct(data, columns, null, maxK) }, (_, i) => i + 1);
  return new KMeans({ k: ks.length, nInit, swaps: nInit, seed }).fitEach(ks, points, null, { signal }, () => undefined);
}

/** The points in which clusters are sought: principal components of the data at hand, where they are asked for. */
export function pointsOf(encoded: Matrix, components: number | null): Matrix {
  return components === null ? encoded : new PCA({ components }).fit(encoded).transform(encoded);
}
