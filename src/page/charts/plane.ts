import type { CustomerSample, SegmentMap } from "../../report/insights";
import { extent } from "./scales";

/** The sampled customers on the plane of the first two axes. */
export interface Plane {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly labels: readonly number[];
  /** The middle of each segment of the sample; null where none of it was drawn. */
  readonly middles: readonly ({ readonly x: number; readonly y: number } | null)[];
  /** What is seen: least and largest x, least and largest y. */
  readonly view: View;
  /** Whether points have one dimension and are spread out in the other, to be seen. */
  readonly isLine: boolean;
}

/** A part of the plane: [left, right, bottom, top]. */
export type View = readonly [number, number, number, number];

const GOLDEN = 0.618033988749895;

/** Where a point lies along an axis. */
export function along({ mean, axes }: SegmentMap, axis: 0 | 1, point: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < mean.length; j++) sum += (point[j]! - mean[j]!) * axes[axis][j]!;
  return sum;
}

/** Projects the sample onto the map. */
export function planeOf(map: SegmentMap, sample: CustomerSample, k: number): Plane {
  const { points, labels } = sample, isLine = map.axes[1].every((value) => value === 0), xs = points.map((point) => along(map, 0, point));
  const [low, high] = extent(xs), ys = points.map((point, i) => (isLine ? (((i * GOLDEN) % 1) - 0.5) * (high - low) * 0.25 : along(map, 1, point)));
  const [bottom, top] = extent(ys), pad = 0.04 * Math.max(high - low, top - bottom, 1e-9);
  return { xs, ys, labels, middles: middlesOf(xs, ys, labels, k), isLine, view: [low - pad, high + pad, bottom - pad, top + pad] };
}

function middlesOf(xs: readonly number[], ys: readonly number[], labels: readonly number[], k: number): Plane["middles"] {
  const sums = Array.from({ length: k }, () => ({ n: 0, x: 0, y: 0 }));
  labels.forEach((label, i) => {
    const sum = sums[label]!;
    sum.n++;
    sum.x += xs[i]!;
    sum.y += ys[i]!;
  });
  return sums.map(({ n, x, y }) => (n > 0 ? { x: x / n, y: y / n } : null));
}
