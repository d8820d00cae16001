import type { SegmentMap } from "../../report/insights";
import { along, type Plane } from "../charts/plane";
import { radiusOf, scalesOf, type ScatterView } from "../charts/scatter";
import { colorOf, shapeOf, star } from "../marks";
import { h, type Piece } from "../piece";

/** The customer who is typed in, as a point in the space of segments, and the sampled customers who are like them. */
export interface Marked { readonly point: readonly number[]; readonly similar: readonly number[] }

/** Marks a customer on a map, or nobody. */
export type Mark = (marked: Marked | null) => void;

/** A star for the customer, at the edge where they lie beyond it, and outlines of those who are alike. */
export function markPiece(map: SegmentMap, plane: Plane, view: ScatterView, marked: Marked | null): Piece {
  if (!marked) return h("g");
  const { x, y, frame } = scalesOf(view), inside = (at: number, low: number, high: number): number => Math.min(Math.max(at, low + 10), high - 10);
  const left = x(along(map, 0, marked.point)), top = y(plane.isLine ? 0 : along(map, 1, marked.point));
  const similar = marked.similar.filter((i) => !view.hidden.has(plane.labels[i]!)), radius = radiusOf(plane.labels.length, view.width) + 1.8;
  return h("g", { class: "marks" },
    similar.map((i) => h("path", { class: `alike ${colorOf(plane.labels[i]!)}`, d: shapeOf(plane.labels[i]!, x(plane.xs[i]!), y(plane.ys[i]!), radius) })),
    h("path", { class: "star", d: star(inside(left, frame.left, frame.right), inside(top, frame.top, frame.bottom), 12) }));
}
