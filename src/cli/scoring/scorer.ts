import { PipelineModel, SegmentryError, Table, type ColumnSpec, type KMeansModel, type Matrix, type Model } from "../../index";
import { explainRows } from "../../contract/explain-rows";
import { stagesOf } from "../../contract/rows";
import type { ExplainedRow } from "../../contract/types";
import { numericColumn } from "../../core";
import { tableToMatrix } from "../../data";
import type { ModelFile } from "../input/model";

/** What a model says of n customers. */
export interface Scores {
  /** n segments. */
  readonly labels: Int32Array;
  /** n distances to the centroid of the segment. */
  readonly distances: Float64Array;
  /** n points in the space in which segments were found. */
  readonly points: Matrix;
}

/** Scores customers by a model. */
export interface Scorer {
  /** The columns that it needs. */
  readonly specs: readonly ColumnSpec[];
  /** How many segments. */
  readonly k: number;
  score(table: Table): Scores;
  /** Says what is done to each customer; undefined where nobody asked. */
  readonly explain: ((table: Table) => readonly ExplainedRow[]) | undefined;
}

/**
 * The scorer of a model that ends in k-means: a segmentation, a pipeline from named columns, or k-means itself.
 *
 * @param explain whether it also says what was done to each customer
 * @throws SegmentryError `UNSUPPORTED`
 */
export function scorerOf({ name, model }: ModelFile, explain = false): Scorer {
  const stages = stagesOf(model), last = stages.at(-1)!, specs = model.kind === "Segmentation" ? model.features : columnsOf(stages[0]!);
  const kMeans = last.kind === "ElbowFinder" ? (last as { best: KMeansModel | null } & Model).best : last;
  if (kMeans?.kind !== "KMeans" || !specs) {
    throw new SegmentryError("UNSUPPORTED", name, "a model that leads from named columns to segments", `one of kind ${model.kind} that does not`, "segmentry fit writes such a model");
  }
  const before = stages.slice(0, -1);
  return { specs, k: (kMeans as KMeansModel).k, score: (table) => score(name, before, kMeans as KMeansModel, table), explain: explain ? (table) => explainRows(model, table).rows : undefined };
}

function score(who: string, before: readonly Model[], kMeans: KMeansModel, table: Table): Scores {
  const value = before.length > 0 ? new PipelineModel(before).transform(table) : table;
  const points = Table.is(value) ? tableToMatrix(who, value) : (value);
  const labels = kMeans.predict(points), away = kMeans.transform(points);
  return { labels, points, distances: Float64Array.from(labels, (label, row) => away.data[row * away.columns + label]!) };
}

/** The columns that a first stage takes; undefined where it does not know their names. */
function columnsOf(stage: Model): readonly ColumnSpec[] | undefined {
  const json = stage.toJSON(), models = json["models"] as { centroids: { names: string[] } }[] | undefined;
  if (Array.isArray(json["columns"])) return json["columns"] as ColumnSpec[];
  const names = (json["names"] ?? (json["centroids"] as { names: string[] } | undefined)?.names ?? models?.[0]?.centroids.names) as readonly string[] | undefined;
  return names?.some((name, j) => name !== `x${j}`) ? names.map(numericColumn) : undefined;
}
