import { gridFor, type Grid } from "./exact-sum";

/** The grids on which sums over weighted rows are exact. */
export interface PointGrids {
  /** d constants for the coarse parts of the columns, */
  readonly coarse: Float64Array;
  /** and d for the fine ones. */
  readonly fine: Float64Array;
  readonly weight: Grid;
  /** For squared distances to a centroid within the range of the rows. */
  readonly inertia: Grid;
  /** False where numbers are too large or too small for it: then sums are plain ones, which depend on the order. */
  readonly exact: boolean;
}

const NONE: Grid = { coarse: 0, fine: 0 };

/** The grids for n rows whose d columns lie between `least` and `most`, and whose weights are at most `heaviest`. */
export function pointGrids(n: number, least: Float64Array, most: Float64Array, heaviest: number): PointGrids {
  let extent = 0;
  const columns = Array.from(least, (low, j) => {
    const high = most[j]!, largest = Math.max(Math.abs(low), Math.abs(high));
    // A mean is rounded: it may lie beyond the rows by a few units in the last place of the largest.
    extent += (high - low + 2 ** -48 * largest) ** 2;
    return gridFor(heaviest * largest, n);
  });
  const weight = gridFor(heaviest, n), inertia = gridFor(heaviest * extent, n), grids = [...columns, weight, inertia];
  const exact = !grids.includes(null);
  const of = (grid: Grid | null | undefined): Grid => (exact && grid) || NONE;
  return {
    coarse: Float64Array.from(columns, (grid) => of(grid).coarse), fine: Float64Array.from(columns, (grid) => of(grid).fine),
    weight: of(weight), inertia: of(inertia), exact,
  };
}
