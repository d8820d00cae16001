import { squaredDistance } from "../math/distance";
import { pointGrids } from "../math/point-grids";
import { PlainPoints } from "../math/plain-points";
import type { PointFacts, Points } from "../math/points";
import { openArena } from "./arena";
import { columnStatistics } from "./column-statistics";
import { EnginePoints } from "./engine-points";

/**
 * Prepares n x d rows for clustering; they must not change until it is closed. By the engine where there is one and where it
 * serves, else in plain TypeScript: the results are the same bits.
 */
export function preparePoints(x: Float64Array, d: number, weights: Float64Array | null): Points {
  const facts = factsOf(x, d, weights), arena = EnginePoints.serves(facts) ? openArena() : null;
  return arena ? new EnginePoints(facts, arena) : new PlainPoints(facts);
}

function factsOf(x: Float64Array, d: number, weights: Float64Array | null): PointFacts {
  const n = x.length / d, { means: center, variances, least, most } = columnStatistics(x, d);
  const heaviest = weights ? weights.reduce((most, weight) => Math.max(most, weight), 0) : 1;
  const lightest = weights ? weights.reduce((least, weight) => (weight > 0 ? Math.min(least, weight) : least), Infinity) : 1;
  const meanVariance = variances.reduce((sum, variance) => sum + variance, 0) / d;
  const scatter = weights ? weightedScatter(x, weights, center) : n * d * meanVariance;
  return { x, d, weights, grids: pointGrids(n, least, most, lightest, heaviest), center, scatter, meanVariance };
}

function weightedScatter(x: Float64Array, weights: Float64Array, center: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * squaredDistance(x, i, center, 0, center.length);
  return sum;
}
