import type { CustomerSample } from "../../report/insights";
import type { SegmentationModel } from "../../recipes/segmentation-model";

/** What the model says of one customer. */
export interface Answer {
  readonly segment: number;
  /** To the middle of each segment. */
  readonly distances: readonly number[];
  /** The nearest other segment; null where there is one segment. */
  readonly next: number | null;
  /** How much farther the next segment is: (d2 - d1) / (d2 + d1), from 0, between both, to 1. */
  readonly margin: number;
  /** In the space in which segments were found. */
  readonly point: readonly number[];
}

/** A sampled customer and how alike they are. */
export interface Similar {
  readonly index: number;
  readonly similarity: number;
}

/** Below this margin a customer is between two segments, from the other on clearly in one. */
export const BETWEEN = 0.1, CLEARLY = 0.25;

/** The segment of a customer, by the very model that Node has. */
export function answer(model: SegmentationModel, customer: object): Answer {
  const segment = model.predict([customer])[0]!, distances = [...model.transform([customer]).data];
  const others = distances.map((distance, label) => ({ distance, label })).filter(({ label }) => label !== segment).sort((a, b) => a.distance - b.distance);
  const near = distances[segment]!, far = others[0]?.distance ?? Infinity;
  const margin = others.length === 0 ? 1 : far + near > 0 ? (far - near) / (far + near) : 0;
  return { segment, distances, next: others[0]?.label ?? null, margin, point: [...model.embed([customer]).data] };
}

/** The sampled customers in most nearly the same direction, by cosine; among equals the nearer first. */
export function similar({ point }: Answer, { points }: CustomerSample, most: number): Similar[] {
  const length = Math.hypot(...point);
  const all = points.map((other, index) => {
    const product = other.reduce((sum, value, j) => sum + value * point[j]!, 0), both = length * Math.hypot(...other);
    return { index, similarity: both > 0 ? Math.min(1, product / both) : 0, distance: Math.hypot(...other.map((value, j) => value - point[j]!)) };
  });
  const rank = (similarity: number): number => Math.round(similarity * 1e4);
  return all.filter(({ similarity }) => similarity > 0).sort((a, b) => rank(b.similarity) - rank(a.similarity) || a.distance - b.distance || a.index - b.index).slice(0, most);
}
