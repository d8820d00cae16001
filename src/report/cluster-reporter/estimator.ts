import { freezeModel } from "../../core";
import { isFeature, missingColumns, readTable, type Frame, type TableInput } from "../../data";
import { checkInteger, checkNames, checkOptions, isList, SegmentryError, show } from "../../errors";
import { ClusterReport, type ColumnProfile } from "./model";
import { categoricalProfiles, codesOf, numericProfiles, type RowsOf } from "./profile";

/** Options of {@link ClusterReporter}. */
export interface ClusterReporterOptions {
  /** The columns to describe, also such that were not used for clustering. Default: all but ids, dates and ignored ones. */
  columns?: readonly string[];
  /** How many values of each text column to list. Default: 3. */
  top?: number;
}

const WHO = "ClusterReporter";

/**
 * Describes each cluster: size, the most frequent values of text columns with ratio and lift, mean, median and quartiles
 * of numeric ones with their difference from all customers; the column that sets the cluster apart most first.
 *
 * Columns of both kinds are compared by their effect size, less what a random group of that size would show: for numbers
 * the standardised difference of means, for categories Cohen's w (Cohen 1988, chapter 7). 0.2 is small, 0.5 medium, 0.8
 * large for numbers; 0.1, 0.3 and 0.5 for categories.
 *
 * @example
 * ```ts
 * import { ClusterReporter } from "segmentry";
 *
 * const customers = [{ CITY: "Lyon", AGE: 20 }, { CITY: "Lyon", AGE: 24 }, { CITY: "Nice", AGE: 70 }];
 * const report = new ClusterReporter().fit(customers, [0, 0, 1]);
 * console.log(report.clusters[0]!.size, report.clusters[1]!.ratio.toFixed(2)); // 2 0.33
 * const city = report.clusters[0]!.columns.find(({ column }) => column === "CITY");
 * console.log(city?.kind === "categorical" && city.top[0]); // { value: 'Lyon', count: 2, ratio: 1, lift: 1.5 }
 * ```
 */
export class ClusterReporter {
  readonly columns: readonly string[] | undefined;
  readonly top: number;

  constructor(options: ClusterReporterOptions = {}) {
    checkOptions(WHO, options, ["columns", "top"]);
    this.columns = options.columns === undefined ? undefined : checkNames(WHO, "columns", options.columns);
    this.top = checkInteger(WHO, "top", options.top ?? 3, 1);
    Object.freeze(this);
  }

  /**
   * Describes the clusters of n customers. O(n x columns, and x log n for quartiles).
   *
   * @param labels n labels from 0; -1 for customers that are in no cluster and not described
   * @throws SegmentryError `WRONG_LENGTH`, `INVALID_OPTION` for a label that is none, `MISSING_COLUMN`, `EMPTY_DATA`
   */
  fit(input: TableInput, labels: ArrayLike<number>): ClusterReport {
    const table = readTable(WHO, input), clusters = rowsByLabel(labels, table.rows);
    const profiles = this.#names(table).map((name) => this.#profile(table, name, clusters));
    const rows = clusters.reduce((sum, { length }) => sum + length, 0);
    if (rows === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one customer in a cluster", "none");
    return freezeModel(new ClusterReport(rows, clusters.map(({ length: size }, cluster) => {
      const columns = profiles.map((column) => column[cluster]).filter((profile): profile is ColumnProfile => !!profile);
      columns.sort((a, b) => b.distinctiveness - a.distinctiveness);
      return { cluster, size, ratio: size / rows, columns };
    })));
  }

  #names(table: Frame): readonly string[] {
    const missing = this.columns?.filter((name) => !table.has(name)) ?? [];
    if (missing.length > 0) throw missingColumns(WHO, missing, table.names);
    return this.columns ?? table.specs.filter((spec) => isFeature(spec) && spec.type !== "date").map(({ name }) => name);
  }

  #profile(table: Frame, name: string, clusters: RowsOf): (ColumnProfile | null)[] {
    const column = table.store(name);
    if (column.type === "number") return numericProfiles(column, clusters);
    if (column.type === "date") throw new SegmentryError("COLUMN_TYPE", WHO, "numeric, text or boolean columns", `the date column ${show(name)}`);
    const { codes, levels } = codesOf(column);
    return categoricalProfiles(name, codes, levels, clusters, this.top);
  }
}

/** The rows of each cluster, ascending. O(n). */
function rowsByLabel(labels: ArrayLike<number>, n: number): RowsOf {
  if (!isList(labels)) throw new SegmentryError("INVALID_OPTION", WHO, "labels to be a list of numbers", show(labels));
  if (labels.length !== n) throw new SegmentryError("WRONG_LENGTH", WHO, `one label for each of ${n} rows`, `${labels.length}`);
  const sizes: number[] = [];
  for (let row = 0; row < n; row++) {
    const label = labels[row]!;
    if (!(Number.isInteger(label) && label >= -1 && label < n)) checkInteger(WHO, `the label at row index ${row}`, label, -1, n - 1);
    while (sizes.length <= label) sizes.push(0);
    if (label >= 0) sizes[label]!++;
  }
  const clusters = sizes.map((size) => new Int32Array(size)), next = new Int32Array(sizes.length);
  for (let row = 0; row < n; row++) {
    const label = labels[row]!;
    if (label >= 0) clusters[label]![next[label]!++] = row;
  }
  return clusters;
}
