import { columnMeans, columnVariances } from "../math/moments";
import { pointGrids } from "../math/point-grids";
import { PlainPoints } from "../math/plain-points";
import type { Points } from "../math/points";
import { openArena } from "./arena";
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
  const n = x.length / d, center = columnMeans(x, d), variances = columnVariances(x, d, center);
  const least = x.slice(0, d), most = x.slice(0, d);
  for (let i = 0; i < x.length; i += d) {
    for (let j = 0; j < d; j++) {
      const value = x[i + j]!;
      if (!(value >= least[j]!)) least[j] = value;
      if (!(value <= most[j]!)) most[j] = value;
    }
  }
  const heaviest = weights ? weights.reduce((most, weight) => Math.max(most, weight), 0) : 1;
  const meanVariance = variances.reduce((sum, variance) => sum + variance, 0) / d;
  return new PlainPoints(x, d, weights, center, meanVariance, pointGrids(n, least, most, heaviest));
}
