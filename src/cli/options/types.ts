import type { ColumnKind } from "../../index";

/** What a file of customers holds. */
export type FileFormat = "csv" | "ndjson";

/** Options that all commands take. */
export interface CommonOptions {
  /** Print one JSON document instead of text. */
  readonly json?: boolean | undefined;
  /** No progress bar and no remarks. */
  readonly quiet?: boolean | undefined;
}

/** How to read a file of customers. */
export interface FileOptions {
  /** Default: by the file's name; `.ndjson` and `.jsonl` are NDJSON, all else is CSV. */
  readonly format?: FileFormat | undefined;
  /** What stands between two fields of CSV. Default: found. */
  readonly delimiter?: string | undefined;
}

/** Which columns of a file to segment by, and how. */
export interface SegmentingOptions extends CommonOptions, FileOptions {
  /** Path of the customers, CSV or NDJSON, gzip or not; `-` for stdin. */
  readonly file: string;
  /** The column that tells customers apart. Default: the first with the name of an id. */
  readonly id?: string | undefined;
  /** The columns to use; an entry that is not the name of a column is read as a list of names with commas. Default: all that can be. */
  readonly columns?: readonly string[] | undefined;
  /** The use of columns by name, where the inferred one is not right. */
  readonly schema?: Readonly<Record<string, ColumnKind>> | undefined;
  /** What to do with missing values. Default: `"impute"`, in the guide's recipe `"drop"`. */
  readonly missing?: "impute" | "drop" | "error" | undefined;
  /** Default: `"default"`. */
  readonly recipe?: "default" | "guide" | undefined;
  /** The smallest number of segments to try. Default: 2. */
  readonly minK?: number | undefined;
  /** The largest number of segments to try. Default: 10. */
  readonly maxK?: number | undefined;
  /** Decides all random choices. Default: 0. */
  readonly seed?: number | string | undefined;
  /** Customers that the model keeps as points, without ids, for reports. Default: 1,000. */
  readonly sample?: number | undefined;
  /** Share of the customers that each segment must have, where their number is chosen. Default: 0.01. */
  readonly minShare?: number | undefined;
  /** Path of the words of names, as JSON. */
  readonly words?: string | undefined;
  /** Takes the knee of the curve, without a verdict, names and rules. Default: false. */
  readonly quick?: boolean | undefined;
}
