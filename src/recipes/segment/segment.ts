import { EXECUTOR, freezeModel, PipelineModel, summarize } from "../../core";
import { Frame, Table, type Column, type ColumnSpec, type TableInput } from "../../data";
import { parseDate } from "../../data/parse";
import { SegmentryError } from "../../errors";
import { formatShare } from "../../report/render/format";
import { ClusterReporter } from "../../report/cluster-reporter";
import { SegmentationModel } from "../segmentation-model";
import { cluster } from "./choose-k";
import { chooseFeatures, type Features } from "./features";
import { CHOOSER, checkSegmentOptions, type Recipe, type SegmentOptions } from "./options";
import { completeRows, prepareDefault, prepareGuide, refuseMissing } from "./prepare";
import { copiesAmong, repeatedIds } from "./shapes";
import { findings, Segmentation } from "./segmentation";

/**
 * Customers in, segments out: chooses the columns, fills or drops missing values, encodes, scales, reduces, finds how many
 * segments there are, and describes them. The result says everything that was done and left out.
 *
 * The default recipe leaves out ids, constant and nearly constant columns, and columns that say the same as another one; turns
 * dates into days before the latest one; fills missing numbers with the median and makes missing text a category; encodes text and
 * yes-or-no columns one-hot; cuts off what few customers have far from all others; makes numbers with a skewness beyond 2 less
 * skewed by a power; scales numbers to variance 1; keeps the principal components of 90 % of the variance where they are few; and
 * notes customers who may be there twice. `recipe: "guide"` does what the published guide does: drops customers with missing values,
 * label-encodes, scales, keeps two components; without the guide's mistakes of taking the id for a feature and encoding new
 * customers anew.
 *
 * @throws SegmentryError `EMPTY_DATA` where no column is left, `MISSING_COLUMN`, `INVALID_OPTION`, `MISSING_VALUE`
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 *
 * const young = Array.from({ length: 20 }, (_, i) => ({ USER_ID: i, AGE: 20 + (i % 5), PAYS: "card" }));
 * const old = Array.from({ length: 10 }, (_, i) => ({ USER_ID: 50 + i, AGE: 60 + (i % 5), PAYS: "cash" }));
 * const result = segment([...young, ...old], { k: 2, seed: 222 });
 * console.log(result.report.clusters.map(({ size }) => size)); // [ 20, 10 ]
 * console.log(result.model.predict([{ AGE: 63, PAYS: "cash" }])[0]); // 1
 * console.log(result.leftOut); // [ { column: 'USER_ID', reason: 'an id by its name' } ]
 * ```
 */
export function segment(customers: TableInput, options: SegmentOptions = {}): Segmentation {
  const recipe = checkSegmentOptions(options), table = readCustomers(customers, recipe);
  const { used, leftOut, id } = choose(table, recipe), { kept, rows, notes } = handleMissing(table, used, recipe);
  const fit = { onProgress: options.onProgress, signal: options.signal, [EXECUTOR]: options[EXECUTOR] };
  const prepared = recipe.recipe === "guide" ? prepareGuide(kept, used, fit) : prepareDefault(kept, used, recipe, fit);
  const { kMeans, curve, notes: kNotes } = cluster(prepared, options[CHOOSER], recipe, fit);
  const labels = kMeans.predict(prepared.points);
  const model = freezeModel(new SegmentationModel({
    pipeline: new PipelineModel([...prepared.stages, kMeans]),
    report: new ClusterReporter({ columns: prepared.readable.names }).fit(prepared.readable, labels),
    curve, features: used, id, leftOut,
    notes: [...notes, ...repeatNotes(kept, used, id), ...prepared.notes, ...kNotes],
  }));
  return new Segmentation(model, findings(table, id, rows, labels, prepared.points));
}

/** The columns to use; among the customers who are left where some are dropped, one more of them may be constant. */
function choose(table: Table, recipe: Recipe): Features {
  const first = chooseFeatures(table, recipe), { kept } = handleMissing(table, first.used, recipe);
  return kept.rows < table.rows ? first.without(chooseFeatures(kept, recipe).leftOut) : first;
}

function readCustomers(customers: TableInput, { schema, recipe }: Recipe): Table {
  const table = Frame.is(customers) ? Table.from(customers).withSchema(schema) : Table.fromRecords(customers, { schema });
  const dates = recipe === "guide" ? [] : table.specs.filter((spec) => spec.kind === "categorical" && !Object.hasOwn(schema, spec.name) && isDates(table.store(spec.name)));
  return dates.length > 0 ? table.withSchema(Object.fromEntries(dates.map(({ name }) => [name, "date"]))) : table;
}

/** Whether all texts of a column are ISO 8601: JSON has no other dates. */
function isDates(column: Column): boolean {
  return column.type === "text" && column.levels.length > 0 && column.levels.every((level) => !Number.isNaN(parseDate(level)));
}

function handleMissing(table: Table, used: readonly ColumnSpec[], { missing }: Recipe): { kept: Table; rows: number[]; notes: string[] } {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  if (missing === "error") refuseMissing(table, used);
  if (missing !== "drop") return { kept: table, rows: all, notes: missing === "impute" ? imputeNotes(table, used) : [] };
  const rows = completeRows(table, used), dropped = table.rows - rows.length;
  if (rows.length === 0) {
    throw new SegmentryError("EMPTY_DATA", "segment", "at least one customer without a missing value", "none", 'choose missing: "impute", or leave out the columns with many gaps');
  }
  const notes = dropped > 0 ? [`${dropped} of ${table.rows} customers left out because a value is missing.`] : [];
  return { kept: dropped > 0 ? table.take(rows) : table, rows, notes };
}

/** Customers who may be there more than once. */
function repeatNotes(table: Frame, used: readonly ColumnSpec[], id: string | null): string[] {
  const repeated = id === null ? 0 : repeatedIds(table, id), copies = copiesAmong(table, used.map(({ name }) => name));
  return [
    ...(repeated > 0 ? [`${id}: ${repeated} customers have an id that another one has too; each counts. Deduplicator of segmentry/prepare counts them once.`] : []),
    ...(copies > 0 ? [`${copies} customers are like another one in all ${used.length} columns, perhaps copies; each counts.`] : []),
  ];
}

/** From this share of missing values on, the one value that fills them shapes the segments. */
const MUCH = 0.2;

function imputeNotes(table: Frame, used: readonly ColumnSpec[]): string[] {
  const gaps = used.map(({ name, type }) => ({ name, type, missing: summarize(table.store(name)).missing })).filter(({ missing }) => missing > 0);
  return gaps.map(({ name, type, missing }) => {
    const share = missing / table.rows, much = share >= MUCH ? ` (${formatShare(share)}, much for one guess: see whether to leave the column out)` : "";
    const isFlag = type === "boolean" || (type === "number" && summarize(table.store(name)).distinct <= 2);
    const fill = type === "text" ? "counted as a category of their own" : isFlag ? "filled with the more frequent value" : "filled with the median";
    return `${name}: ${missing} missing ${missing === 1 ? "value" : "values"}${type === "text" ? "" : much} ${fill}.`;
  });
}
