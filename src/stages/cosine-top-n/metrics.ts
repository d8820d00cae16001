import { cosine, directions } from "../../math/cosine";
import { squaredDistance } from "../../math/distance";
import { nearestOfAll, type Search } from "../../math/nearest";

/** How near two rows are. */
export interface Metric {
  /** Whether more is nearer. */
  readonly similarity: boolean;
  /** A search among rows of d numbers, which it keeps. Its scores are similarities, or distances with a minus. */
  among(items: Float64Array, d: number): Search;
}

/** Compares each query with every row. */
export const plainCosine: Metric = {
  similarity: true,
  among: (items, d) => (queries, n, found) => {
    const to = directions(queries, d);
    nearestOfAll(queries.length / d, items.length / d, n, (i, j) => cosine(to, i, items, j), found);
  },
};

const euclidean: Metric = {
  similarity: false,
  among: (items, d) => (queries, n, found) =>
    nearestOfAll(queries.length / d, items.length / d, n, (i, j) => -Math.sqrt(squaredDistance(queries, i, items, j, d)), found),
};

/** The metrics that need no other package, nor the engine. */
export function builtInMetric(name: string): Metric | undefined {
  return name === "cosine" ? plainCosine : name === "euclidean" ? euclidean : undefined;
}
