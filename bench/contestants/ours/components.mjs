import { PCA, Pipeline, StandardScaler } from "../../../dist/index.js";
import { meanAbsolute, sumOf } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { matrixOf } from "./inputs.mjs";

/** Scales the columns and takes their first components: by a pipeline, or stage by stage. */
export function components({ data, rows, columns, components, variant }) {
  const x = matrixOf(data, rows, columns);
  const { ms, stages, pca, scores } = variant === "pipeline" ? byPipeline(x, components) : byStages(x, components);
  return { ms, stages, facts: { explained: sumOf(pca.explainedVarianceRatio), "mean |score|": meanAbsolute(scores.data) } };
}

function byPipeline(x, count) {
  const watch = new Stopwatch();
  const model = new Pipeline([new StandardScaler(), new PCA({ components: count })]).fit(x);
  watch.lap("fit");
  const scores = model.transform(x);
  watch.lap("transform");
  return { ms: watch.ms, stages: watch.stages, pca: model.stages[1], scores };
}

function byStages(x, count) {
  const watch = new Stopwatch();
  const scaled = new StandardScaler().fit(x).transform(x);
  watch.lap("scale");
  const pca = new PCA({ components: count }).fit(scaled);
  watch.lap("fit");
  const scores = pca.transform(scaled);
  watch.lap("transform");
  return { ms: watch.ms, stages: watch.stages, pca, scores };
}
