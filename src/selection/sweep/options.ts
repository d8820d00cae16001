import type { FitOptions } from "../../core";
import type { Matrix } from "../../data";

/** What a sweep needs: checked. */
export interface SweepPlan extends Pick<FitOptions, "onProgress" | "signal"> {
  /** The customers before principal components are taken: n x columns. */
  readonly encoded: Matrix;
  /** The columns of each category among those. */
  readonly blocks: readonly (readonly number[])[];
  /** How many principal components distances are taken in; null for none. */
  readonly components: number | null;
  /** The largest number of clusters to try. */
  readonly maxK: number;
  /** Runs of k-means for each number of clusters. */
  readonly nInit: number;
  /** Sets of reference data. */
  readonly references: number;
  readonly seed: number | string;
}
