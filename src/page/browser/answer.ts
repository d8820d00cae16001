import type { CustomerSample } from "../../report/insights";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import { marginOf, type Margin } from "../../selection/margin";

/** What the model says of one customer. */
export interface Answer extends Margin {
  /** To the middle of each segment. */
  readonly distances: readonly number[];
  /** In the space in which segments were found. */
  readonly point: readonly number[];
}

/** A sampled customer and how alike they are. */
export interface Similar {
  readonly index: number;
  readonly similarity: number;
}

/** From this margin on a customer is clearly in one segment; see BETWEEN for the other end. */
export const CLEARLY = 0.25;

/** The segment of a customer, by the very model that Node has. */
export function answer(model: SegmentationModel, customer: object): Answer {
  const segment = model.predict([customer])[0]!, distances = [...model.transform([customer]).data];
  return { ...marginOf(distances, segment), distances, point: [...model.embed([customer]).data] };
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
