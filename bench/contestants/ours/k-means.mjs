import { KMeans } from "../../../dist/index.js";
import { checksum } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { matrixOf } from "./inputs.mjs";

export function kMeans({ data, rows, columns, start, k, maxIterations, tolerance }) {
  const x = matrixOf(data, rows, columns), init = matrixOf(start, k, columns);
  const watch = new Stopwatch();
  const model = new KMeans({ k, init, nInit: 1, maxIterations, tolerance }).fit(x);
  const { ms } = watch;
  return { ms, facts: { iterations: model.iterations, inertia: model.inertia, labels: checksum(model.predict(x)) } };
}
