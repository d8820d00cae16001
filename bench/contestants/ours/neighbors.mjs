import { CosineTopN } from "../../../dist/index.js";
import { queryRows, sumOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { matrixOf, rowsOf } from "./inputs.mjs";

let fitted;

/** The n rows most similar to each query; on the model of the run before where `fit` is false. */
export function neighbors({ data, rows, columns, queries, n, fit }) {
  const x = matrixOf(data, rows, columns), asked = rowsOf(x, queryRows(queries, rows));
  if (!fit) fitted ??= new CosineTopN({ n }).fit(x);
  const watch = new Stopwatch();
  const model = fit ? new CosineTopN({ n }).fit(x) : fitted;
  if (fit) watch.lap("fit");
  const found = model.query(asked).flat();
  watch.lap("query");
  const { ms, stages } = watch;
  return { ms, stages, facts: { rows: sumOf(found.map(({ index }) => index)), similarity: sumOf(found.map(({ similarity }) => similarity)) } };
}
