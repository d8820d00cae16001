import { Matrix } from "../../data";
import { PCA } from "../../stages/pca";
import type { ReferenceDraw } from "./structureless";

/**
 * Draws rows uniformly from the box that the data take up along their principal axes (Tibshirani, Walther and Hastie 2001, their
 * choice b). They stay in the coordinates of those axes, in which distances are the same. O(n d) a draw.
 */
export function uniformBox(x: Matrix): ReferenceDraw {
  const { data, rows: n, columns: d, names } = new PCA({ components: Math.min(x.rows, x.columns) }).fit(x).transform(x);
  const lows = new Float64Array(d).fill(Infinity), highs = new Float64Array(d).fill(-Infinity);
  data.forEach((value, i) => {
    lows[i % d] = Math.min(lows[i % d]!, value);
    highs[i % d] = Math.max(highs[i % d]!, value);
  });
  return (random) => Matrix.wrap(Float64Array.from({ length: n * d }, (_, i) => lows[i % d]! + (highs[i % d]! - lows[i % d]!) * random()), n, d, names);
}
