import { PlainPoints } from "../math/plain-points";
import type { Arena } from "./arena";

/** Rows clustered by the engine. */
export class EnginePoints extends PlainPoints {
  constructor({ x, d, weights, center, meanVariance, grids }: PlainPoints, readonly arena: Arena) {
    super(x, d, weights, center, meanVariance, grids);
  }

  static serves(points: PlainPoints): boolean {
    return points.n < 0;
  }
}
