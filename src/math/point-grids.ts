import { gridFor, type Grid } from "./exact-sum";

/** The grids on which sums over weighted rows are exact. */
export interface PointGrids {
  /** d constants for the coarse parts of the columns, */
  readonly coarse: Float64Array;
  /** and d for the fine ones. */
  readonly fine: Float64Array;
  readonly weight: Grid;
  /** Sums of weighted squared distances are added up on grids for at least this. */
  readonly least: number;
  /** False where numbers or weights differ too much for it: then sums are plain ones, which depend on the order. */
  readonly exact: boolean;
}

const NONE: Grid = { coarse: 0, fine: 0 };
/** The exponents of squared distances: so that none that counts is out of range. */
const MOST_EXPONENT = 830;
const LEAST_SHARE = 2 ** -60;
/** A weight loses its digits beside one so many times as heavy. */
const MOST_RATIO = 2 ** 20;

/** The grids for n rows whose d columns lie between `least` and `most`, and whose weights are zero or from `lightest` to `heaviest`. */
export function pointGrids(n: number, least: Float64Array, most: Float64Array, lightest: number, heaviest: number): PointGrids {
  let extent = 0;
  const columns = Array.from(least, (low, j) => {
    const high = most[j]!, largest = Math.max(Math.abs(low), Math.abs(high));
    // A mean is rounded: it may lie beyond the rows by a few units in the last place of the largest.
    extent += (high - low + 2 ** -48 * largest) ** 2;
    return gridFor(heaviest * largest, n);
  });
  const weight = gridFor(heaviest, n), farthest = heaviest * extent;
  const inRange = farthest === 0 || (farthest > 2 ** -MOST_EXPONENT && farthest < 2 ** MOST_EXPONENT);
  const exact = inRange && heaviest <= MOST_RATIO * lightest && weight !== null && !columns.includes(null);
  const of = (grid: Grid | null | undefined): Grid => (exact && grid) || NONE;
  return {
    coarse: Float64Array.from(columns, (grid) => of(grid).coarse), fine: Float64Array.from(columns, (grid) => of(grid).fine),
    weight: of(weight), least: LEAST_SHARE * farthest, exact,
  };
}

/** The grid for weighted squared distances of n rows that add up to at most `most`. */
export function sumGrid({ least, exact }: PointGrids, most: number, n: number): Grid {
  return (exact && gridFor(Math.max(most, least), n)) || NONE;
}
