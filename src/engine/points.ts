import { pointGrids } from "../math/point-grids";
import { PlainPoints } from "../math/plain-points";
import type { Points } from "../math/points";
import { openArena } from "./arena";
import { columnStatistics } from "./column-statistics";
import { EnginePoints } from "./engine-points";

/**
 * Prepares n x d rows for clustering; they must not change until it is closed. By the engine where there is one and where it
 * serves, else in plain TypeScript: the results are the same bits.
 */
export function preparePoints(x: Float64Array, d: number, weights: Float64Array | null): Points {
  const plain = plainPoints(x, d, weights);
  if (!plain.grids.exact || !EnginePoints.serves(plain)) return plain;
  const arena = openArena();
  return arena ? new EnginePoints(plain, arena) : plain;
}

function plainPoints(x: Float64Array, d: number, weights: Float64Array | null): PlainPoints {
  const { means, variances, least, most } = columnStatistics(x, d);
  const heaviest = weights ? weights.reduce((largest, weight) => Math.max(largest, weight), 0) : 1;
  const meanVariance = variances.reduce((sum, variance) => sum + variance, 0) / d;
  return new PlainPoints(x, d, weights, means, meanVariance, pointGrids(x.length / d, least, most, heaviest));
}
