import type { FitOptions } from "../../core";
import type { ColumnKind, Matrix } from "../../data";
import { checkInteger, checkNames, checkOneOf, checkOptions, checkSeed, SegmentryError, show } from "../../errors";
import type { ElbowPoint } from "../../selection/elbow-finder/model";

/** Under this `segment` takes who decides how many segments there are. */
export const CHOOSER: unique symbol = Symbol("segmentry.chooser");

/** The space in which segments are sought. */
export interface ClusteringSpace {
  /** The customers before principal components are taken: n x columns. */
  readonly encoded: Matrix;
  /** The columns of each category among those. */
  readonly blocks: readonly (readonly number[])[];
  /** How many principal components distances are taken in; null for none. */
  readonly components: number | null;
  /** The customers as they will be clustered. */
  readonly points: Matrix;
}

/** How many segments there are to be. */
export interface Choice {
  readonly k: number;
  readonly curve: readonly ElbowPoint[];
  readonly notes: readonly string[];
}

/** Decides how many segments there are to be. */
export type Chooser = (space: ClusteringSpace, recipe: Recipe) => Choice;

/** Options of `segment`. */
export interface SegmentOptions extends Omit<FitOptions, "weights"> {
  /** `"default"`: what a careful analyst does. `"guide"`: the steps of the published guide. Default: `"default"`. */
  recipe?: "default" | "guide";
  /** The column that tells customers apart; it is never a feature. Default: the first whose name is that of an id. */
  id?: string;
  /** The columns to use. Default: all that can be. */
  columns?: readonly string[];
  /** The use of columns by name, where the inferred one is not right. */
  schema?: Readonly<Record<string, ColumnKind>>;
  /** How many segments, or `"auto"` for the knee of the curve over minK..maxK. Default: `"auto"`. */
  k?: number | "auto";
  /** Default: 2. */
  minK?: number;
  /** At most the number of distinct customers. Default: 10. */
  maxK?: number;
  /**
   * What to do with missing values: `"impute"` (numbers by the median, text as a category of its own), `"drop"` the customers
   * with any, or `"error"`. Default: `"impute"`, in the guide's recipe `"drop"`.
   */
  missing?: "impute" | "drop" | "error";
  /** Runs of k-means for each k. Default: 10. */
  nInit?: number;
  /** Decides all random choices. Default: 0. */
  seed?: number | string;
  /** @internal */
  readonly [CHOOSER]?: Chooser | undefined;
}

/** Options that have been checked, with their defaults. */
export interface Recipe {
  readonly recipe: "default" | "guide";
  readonly id: string | undefined;
  readonly columns: readonly string[] | undefined;
  readonly schema: Readonly<Record<string, ColumnKind>>;
  readonly k: number | "auto";
  readonly minK: number;
  readonly maxK: number;
  readonly missing: "impute" | "drop" | "error";
  readonly nInit: number;
  readonly seed: number | string;
}

const WHO = "segment";
/** The names of the options. */
export const KNOWN: readonly string[] = ["recipe", "id", "columns", "schema", "k", "minK", "maxK", "missing", "nInit", "seed", "onProgress", "signal"];

/** Checks the options of `segment`. */
export function checkSegmentOptions(options: SegmentOptions): Recipe {
  checkOptions(WHO, options, KNOWN);
  const { id, columns, k = "auto", schema = {} } = options;
  const recipe = checkOneOf(WHO, "recipe", options.recipe ?? "default", ["default", "guide"]);
  const minK = checkInteger(WHO, "minK", options.minK ?? 2, 1);
  if (id !== undefined && typeof id !== "string") throw new SegmentryError("INVALID_OPTION", WHO, "id to be a column name", show(id));
  if (k !== "auto" && typeof k !== "number") throw new SegmentryError("INVALID_OPTION", WHO, 'k to be an integer or "auto"', show(k));
  return {
    recipe, id, k, minK, schema: { ...schema },
    columns: columns && checkNames(WHO, "columns", columns),
    maxK: checkInteger(WHO, "maxK", options.maxK ?? Math.max(10, minK + 1), minK + 1),
    missing: checkOneOf(WHO, "missing", options.missing ?? (recipe === "guide" ? "drop" : "impute"), ["impute", "drop", "error"]),
    nInit: checkInteger(WHO, "nInit", options.nInit ?? 10, 1),
    seed: checkSeed(WHO, options.seed ?? 0),
  };
}
