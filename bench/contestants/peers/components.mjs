import { PCA } from "ml-pca";
import { meanAbsolute, sumOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { rowsOf } from "./rows.mjs";

/** ml-pca scales by the standard deviation of a sample, so that its scores are smaller by sqrt((n - 1) / n). */
export function components({ data, rows, columns, components, variant }) {
  const x = rowsOf(data, rows, columns);
  const watch = new Stopwatch();
  const pca = new PCA(x, { method: variant, scale: true });
  watch.lap("fit");
  const scores = pca.predict(x, { nComponents: components });
  watch.lap("transform");
  const { ms, stages } = watch;
  const explained = sumOf(pca.getExplainedVariance().slice(0, components));
  return { ms, stages, facts: { explained, "mean |score|": meanAbsolute(scores.to1DArray()) * Math.sqrt(rows / (rows - 1)) } };
}
