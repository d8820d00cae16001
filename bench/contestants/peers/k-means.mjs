import { kmeans as thingKMeans } from "@thi.ng/k-means";
import { kmeans as mlKMeans } from "ml-kmeans";
import skmeans from "skmeans";
import { readNumbers } from "../../harness/data.mjs";
import { checksum, inertiaOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { rowsOf } from "./rows.mjs";

/** Each package from the same initial centroids; gives how many iterations it made, its centroids and its labels. */
const PACKAGES = {
  "ml-kmeans": (rows, k, init, maxIterations) => {
    const { iterations, centroids, clusters } = mlKMeans(rows, k, { initialization: init, maxIterations, tolerance: 0 });
    return { iterations, centroids, labels: clusters };
  },
  skmeans: (rows, k, init, maxIterations) => {
    const { it, centroids, idxs } = skmeans(rows, k, init, maxIterations);
    return { iterations: it, centroids, labels: idxs };
  },
  // It does not tell its iterations.
  "@thi.ng/k-means": (rows, k, init, maxIterations) => {
    const clusters = thingKMeans(k, rows, { initial: init, maxIter: maxIterations }), labels = new Int32Array(rows.length);
    clusters.forEach(({ items }, cluster) => items.forEach((row) => (labels[row] = cluster)));
    return { centroids: clusters.map(({ centroid }) => centroid), labels };
  },
};

export function kMeans({ variant, data, rows, columns, start, k, maxIterations }) {
  const x = rowsOf(data, rows, columns), init = rowsOf(start, k, columns).map((row) => [...row]);
  const watch = new Stopwatch();
  const { iterations, centroids, labels } = PACKAGES[variant](x, k, init, maxIterations);
  const { ms } = watch;
  const inertia = inertiaOf(readNumbers(data, rows, columns), columns, Float64Array.from(centroids.flatMap((row) => [...row])), labels);
  return { ms, facts: { iterations, inertia, labels: checksum(labels) } };
}
