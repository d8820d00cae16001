import type { ColumnSpec } from "../data";
import type { EXECUTOR, Executor } from "./executor";

/** A fitted model as plain JSON: what it is, in which version of its form, and its fields. */
export interface ModelJSON {
  kind: string;
  version: number;
  [field: string]: unknown;
}

/** An immutable value that fitting returns. `JSON.stringify(model)` gives all of it, `decode` gives it back bit for bit. */
export interface Model {
  /** The name of its kind in JSON, for example `"KMeans"`. */
  readonly kind: string;
  /** All of the model as plain JSON, copied; what `JSON.stringify` writes. */
  toJSON(): ModelJSON;
}

/** A model that turns rows into other rows, one for one. */
export interface Transformer<In, Out> extends Model {
  /** The rows, turned into others one for one. */
  transform(input: In): Out;
}

/** A model that labels each row with the number of a cluster, from 0. */
export interface Predictor<In> extends Model {
  /** The label of each row, from 0. */
  predict(input: In): Int32Array;
}

/** How far some long work has come. */
export interface Progress {
  /** Who works, for example `"KMeans"`. */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** What any `fit` takes beside the data. */
export interface FitOptions {
  /** Called as work in several steps goes on (the runs of KMeans, each k of ElbowFinder), and at its end. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Stops the work, at the next step of it, by throwing the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How much each row counts: one number of zero or more a row. Stages that have no use for weights ignore them. */
  weights?: ArrayLike<number> | undefined;
  /** @internal */
  readonly [EXECUTOR]?: Executor | undefined;
}

/** A recipe: options and nothing else. Fitting it never changes it. */
export interface Estimator<in In, out M extends Model> {
  /** Learns from the input, which is not changed, and returns what was learned. */
  fit(input: In, options?: FitOptions): M;
  /** The schema of what the fitted model would return for data of this schema; refuses one that does not fit, before any work. */
  outputSchema(schema: DataSchema): DataSchema;
}

/** What is known of data before it is touched. */
export interface DataSchema {
  readonly columns: readonly ColumnSpec[];
  /** False where the fit decides how many columns there are (one-hot columns, components by share). */
  readonly exact: boolean;
}
