import type { AnyModel, KMeansModel, Model, ModelKinds, PCAModel } from "../../index";
import { RFMModel } from "../../orders";
import { ColumnMaps } from "../../prepare";
import { formatShare } from "../../report/render";
import { formatCount, formatInertia } from "../terminal/numbers";

type Figures = { readonly [K in keyof ModelKinds]?: (model: ModelKinds[K]) => string };

const FIGURES: Figures = {
  Segmentation: ({ k, features, report }) => `${count(k, "segment")} of ${formatCount(report.rows)} customers by ${count(features.length, "column")}`,
  Pipeline: ({ stages }) => count(stages.length, "stage"),
  ColumnSelector: ({ names }) => count(names.length, "column"),
  Imputer: ({ fills }) => `fills ${count(Object.keys(fills).length, "column")}`,
  OneHotEncoder: ({ classes, names }) => `${count(Object.keys(classes).length, "column")} encoded, ${count(names.length, "column")} in all`,
  OrdinalEncoder: ({ classes }) => `${count(Object.keys(classes).length, "column")} encoded`,
  LabelEncoder: ({ classes }) => `${count(Object.keys(classes).length, "column")} encoded`,
  LabelList: ({ classes }) => count(classes.length, "class", "classes"),
  StandardScaler: ({ names, means, scales }) => `${means.filter((mean, j) => mean !== 0 || scales[j] !== 1).length} of ${count(names.length, "column")} scaled`,
  PCA: pcaFigures,
  KMeans: kMeansFigures,
  ElbowFinder: ({ k, curve, best }) => `k = ${curve[0]!.k} to ${curve.at(-1)!.k} tried, ${k === null || !best ? "no knee" : `knee at ${kMeansFigures(best)}`}`,
  CosineTopN: ({ n, metric }) => `the ${n} nearest by ${metric}`,
  ClusterReport: ({ rows, clusters }) => `${formatCount(rows)} customers in ${count(clusters.length, "cluster")}`,
};

/** The main figures of a model in one line; for a kind without words of its own, what its JSON holds. */
export function figuresOf(model: Model): string {
  if (model instanceof RFMModel) return `${model.bins} scores each of ${listOf(model.columns)}, ${count(model.segments.length, "segment")}`;
  if (model instanceof ColumnMaps) return `${model.parameters.filter((of) => of !== null).length} of ${count(model.names.length, "column")}`;
  const figures = FIGURES[(model as AnyModel).kind] as ((model: Model) => string) | undefined;
  return figures ? figures(model) : fieldsOf(model);
}

const listOf = ({ recency, frequency, monetary }: RFMModel["columns"]): string => [recency, frequency, monetary].join(", ");

function pcaFigures({ names, explainedVarianceRatio: ratios }: PCAModel): string {
  const share = ratios.reduce((sum: number, ratio) => sum + ratio, 0);
  return `${count(ratios.length, "component")} of ${count(names.length, "column")}, ${formatShare(Math.min(1, share))} of the variance`;
}

function kMeansFigures({ k, inertia, iterations, converged, sizes }: KMeansModel): string {
  return `k = ${k}, inertia ${formatInertia(inertia)}, ${count(iterations, "iteration")}${converged ? "" : " (not converged)"}; sizes ${sizes.map(formatCount).join(" / ")}`;
}

function fieldsOf(model: Model): string {
  const fields = Object.entries(model.toJSON()).filter(([name]) => name !== "kind" && name !== "version");
  return fields.map(([name, value]) => {
    if (Array.isArray(value)) return `${name} (${value.length})`;
    return typeof value === "object" ? name : `${name} ${JSON.stringify(value)}`;
  }).join(", ");
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}
