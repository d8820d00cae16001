import { ColumnMaps } from "../../core";
import type { FurtherKinds } from "../../exports/further-codecs";
import type { AnyModel, KMeansModel, Model, ModelKinds, PCAModel } from "../../index";
import type { RFMModel } from "../../orders";
import { formatShare } from "../../report/render";
import { formatCount, formatInertia } from "../terminal/numbers";

type Kinds = ModelKinds & FurtherKinds;
type Figures = { readonly [K in keyof Kinds]?: (model: Kinds[K]) => string };

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
  RFM: ({ bins, columns, segments }) => `${bins} scores each of ${listOf(columns)}, ${count(segments.length, "segment")}`,
  DateToDays: ({ ranges, reference }) => `${ranges.map(({ column }) => column).join(", ")} as days before ${reference.toISOString().slice(0, 10)}`,
  ColumnImputer: ({ columns, indicators }) => `${count(Object.values(columns).filter(({ fill }) => fill !== null).length, "column")} filled, ${count(indicators.length, "column")} that say what was missing`,
  ColumnParser: ({ readings }) => Object.entries(readings).flatMap(([name, reading]) => (reading ? [`${name} as ${reading.as}`] : [])).join(", "),
  ColumnDropper: ({ names, dropped }) => keptFigures(names, dropped),
  VarianceThreshold: ({ names, dropped }) => keptFigures(names, dropped),
  CorrelationFilter: ({ names, dropped }) => keptFigures(names, dropped),
  Deduplicator: ({ by, keep }) => `by ${by?.join(", ") ?? "all columns"}, the ${keep} stays`,
  RareLevelGrouper: ({ levels, other }) => `${Object.entries(levels).map(([name, kept]) => `${name} to ${count(kept.length, "level")}`).join(", ")}, the rest ${other}`,
  FrequencyEncoder: ({ frequencies }) => `${count(Object.keys(frequencies).length, "column")} encoded`,
  TrainedRange: ({ ranges, outside }) => `${count(ranges.length, "column")}, what lies outside: ${outside}`,
  ClusterReport: ({ rows, clusters }) => `${formatCount(rows)} customers in ${count(clusters.length, "cluster")}`,
};

/** The main figures of a model in one line; for a kind without words of its own, what its JSON holds. */
export function figuresOf(model: Model): string {
  if (model instanceof ColumnMaps) return `${model.parameters.filter((of) => of !== null).length} of ${count(model.names.length, "column")}`;
  const figures = FIGURES[(model as AnyModel).kind] as ((model: Model) => string) | undefined;
  return figures ? figures(model) : fieldsOf(model);
}

const listOf = ({ recency, frequency, monetary }: RFMModel["columns"]): string => [recency, frequency, monetary].join(", ");

const keptFigures = (names: readonly string[], dropped: readonly unknown[]): string => `${count(names.length, "column")} kept, ${dropped.length} left out`;

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
