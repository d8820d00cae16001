import * as segmentry from "../../../dist/index.js";
import { potentialOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { matrixOf } from "./inputs.mjs";

export function seeding({ data, rows, columns, k, seed }) {
  const { kMeansPlusPlus } = segmentry;
  if (kMeansPlusPlus === undefined) return { skipped: "segmentry exports no kMeansPlusPlus" };
  const x = matrixOf(data, rows, columns);
  const watch = new Stopwatch();
  const { centroids } = kMeansPlusPlus(x, k, { seed });
  const { ms } = watch;
  return { ms, facts: { potential: potentialOf(x.data, columns, centroids.data) } };
}
