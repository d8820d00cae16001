import { encode, frozen, type Codec, type FieldReader, type Model, type ModelJSON } from "../../core";

const KIND = "ClusterReport";

/** How frequent a value is in a cluster. */
export interface TopValue {
  readonly value: string;
  /** Customers of the cluster with it. */
  readonly count: number;
  /** Their share of those of the cluster with any value in the column, from 0 to 1. */
  readonly ratio: number;
  /** That share divided by the share among all customers: above 1 where the value is more frequent than usual. */
  readonly lift: number;
}

/** A text or boolean column within a cluster. */
export interface CategoricalProfile {
  readonly kind: "categorical";
  readonly column: string;
  /** How far the cluster stands apart from all customers in this column; see {@link ClusterReporter}. */
  readonly distinctiveness: number;
  /** Customers of the cluster without a value. */
  readonly missing: number;
  /** The most frequent values, most frequent first. */
  readonly top: readonly TopValue[];
}

/** A numeric column within a cluster, in units of the column. */
export interface NumericProfile {
  readonly kind: "numeric";
  readonly column: string;
  /** How far the cluster stands apart from all customers in this column; see {@link ClusterReporter}. */
  readonly distinctiveness: number;
  /** Customers of the cluster without a value. */
  readonly missing: number;
  readonly mean: number;
  readonly median: number;
  /** First and third quartile (type 7). */
  readonly q1: number;
  readonly q3: number;
  readonly min: number;
  readonly max: number;
  /** The cluster's mean minus that of all customers. */
  readonly difference: number;
  /** That difference in standard deviations of all customers; 0 where they do not differ. */
  readonly standardizedDifference: number;
}

/** A column within a cluster. */
export type ColumnProfile = CategoricalProfile | NumericProfile;

/** One cluster: how many customers, and what they are like. */
export interface ClusterProfile {
  /** The label, from 0. */
  readonly cluster: number;
  /** Customers in it. */
  readonly size: number;
  /** Their share of all customers, from 0 to 1. */
  readonly ratio: number;
  /** The columns with values in the cluster, that which sets it apart most first. */
  readonly columns: readonly ColumnProfile[];
}

/**
 * What {@link ClusterReporter} gives: plain, frozen data on each cluster.
 *
 * @example
 * ```ts
 * import { ClusterReporter } from "segmentry";
 *
 * const report = new ClusterReporter().fit([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], [0, 0, 1]);
 * const [age] = report.clusters[0]!.columns;
 * console.log(report.clusters[0]!.ratio.toFixed(2), age?.kind === "numeric" && age.mean); // 0.67 21
 * ```
 */
export class ClusterReport implements Model {
  readonly kind = KIND;
  /** All customers. */
  readonly rows: number;
  /** The clusters by label. */
  readonly clusters: readonly ClusterProfile[];

  /** @hidden */
  constructor(rows: number, clusters: readonly ClusterProfile[]) {
    this.rows = rows;
    this.clusters = frozen(clusters);
  }

  toJSON(): ModelJSON {
    return encode(KIND, { ...(this as object) });
  }
}

/** Reads a ClusterReport back. */
export const clusterReportCodec: Codec<ClusterReport> = {
  kind: KIND,
  read(fields) {
    const rows = fields.integer("rows", 1);
    return new ClusterReport(rows, fields.each("clusters", readCluster));
  },
};

/** Reads one profile. */
export function readCluster(fields: FieldReader): ClusterProfile {
  return { cluster: fields.integer("cluster", 0), size: fields.integer("size", 0), ratio: fields.number("ratio", 0), columns: fields.each("columns", readProfile) };
}

function readProfile(fields: FieldReader): ColumnProfile {
  const kind = fields.oneOf("kind", ["categorical", "numeric"] as const);
  const common = { column: fields.string("column"), distinctiveness: fields.number("distinctiveness", 0), missing: fields.integer("missing", 0) };
  if (kind === "categorical") return { kind, ...common, top: fields.each("top", readTop) };
  const names = ["mean", "median", "q1", "q3", "min", "max", "difference", "standardizedDifference"] as const;
  return { kind, ...common, ...(Object.fromEntries(names.map((name) => [name, fields.number(name)])) as Record<(typeof names)[number], number>) };
}

function readTop(fields: FieldReader): TopValue {
  return { value: fields.string("value"), count: fields.integer("count", 0), ratio: fields.number("ratio", 0), lift: fields.number("lift", 0) };
}
