import { TopN } from "./top-n";

/** How near row j of what is searched is to query i: the higher the nearer; NaN where that is not defined. */
export type Score = (i: number, j: number) => number;

/** Finds the n best of some rows for each of the queries and hands them over, query after query; only then they are valid. */
export type Search = (queries: Float64Array, n: number, found: (top: TopN) => void) => void;

/** The n best of m rows for each of so many queries, all compared with all. O(queries x m) scores. */
export function nearestOfAll(queries: number, m: number, n: number, score: Score, found: (top: TopN) => void): void {
  const top = new TopN(n);
  for (let i = 0; i < queries; i++) {
    top.clear();
    for (let j = 0; j < m; j++) top.push(j, score(i, j));
    found(top);
  }
}
