import type { Points, Seeds } from "../../math/points";
import { createRandom } from "../../math/random";
import { randomRows } from "../../math/seeding";

/** Where the runs of one or more fits on the same points start. */
export interface Starts {
  /** k x d centroids for a run, by its number. */
  of(run: number, k: number): Float64Array;
}

/** Where runs may start by themselves. */
export type StartKind = "k-means++" | "random";

/** The starts of a kind, for fits with at most `most` clusters. */
export function startsOf(points: Points, kind: StartKind, seed: number | string, most: number): Starts {
  return kind === "random" ? randomStarts(points, seed) : seededStarts(points, seed, most);
}

/**
 * Starts by greedy k-means++, drawn once for each run: the seeds for k are the first k of those for `most`. Random rows where
 * rows differ so little that squared distances vanish.
 */
function seededStarts(points: Points, seed: number | string, most: number): Starts {
  const drawn = new Map<number, Seeds | null>(), { x, d, weights } = points;
  return {
    of(run, k) {
      if (!drawn.has(run)) drawn.set(run, points.seed(most, createRandom(`${seed}/${run}`)));
      const seeds = drawn.get(run) ?? points.seed(k, createRandom(`${seed}/${run}`));
      return seeds ? seeds.centroids.slice(0, k * d) : randomRows(x, d, k, weights, createRandom(`${seed}/${run}`));
    },
  };
}

/** Starts from random rows. */
function randomStarts({ x, d, weights }: Points, seed: number | string): Starts {
  return { of: (run, k) => randomRows(x, d, k, weights, createRandom(`${seed}/${run}`)) };
}
