import * as segmentry from "../../../dist/index.js";
import { readIntegers } from "../../harness/data.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { matrixOf } from "./inputs.mjs";

export function silhouette({ data, labels, rows, columns }) {
  const { silhouetteScore } = segmentry;
  if (silhouetteScore === undefined) return { skipped: "segmentry exports no silhouetteScore" };
  const x = matrixOf(data, rows, columns), given = readIntegers(labels);
  const watch = new Stopwatch();
  const score = silhouetteScore(x, given);
  return { ms: watch.ms, facts: { score } };
}
