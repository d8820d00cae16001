import { Matrix, numberedNames, readFeatures, type MatrixInput } from "../data";
import { distancesByFours } from "../math/distances-by-fours";
import type { Model } from "./contract";

/** What a KMeans holds, and what its distances are called. */
interface Centers {
  readonly centroids: Matrix;
  readonly names: readonly string[];
}

/** Made once for each model: models never change. */
const CENTERS = /* @__PURE__ */ new WeakMap<Model, Centers>();

/** What the `transform` of a KMeans gives, to the bit, and what it refuses. */
export function centerDistances(model: Model, input: MatrixInput): Matrix {
  const { centroids, names } = CENTERS.get(model) ?? readCenters(model), { data, rows, columns } = readFeatures(model.kind, input, centroids.names);
  return Matrix.wrap(distancesByFours(data, centroids.data, columns), rows, centroids.rows, names);
}

function readCenters(model: Model): Centers {
  const { centroids } = model as unknown as { centroids: Matrix }, centers = { centroids, names: numberedNames("cluster", centroids.rows) };
  CENTERS.set(model, centers);
  return centers;
}
