import type { SegmentMap } from "../../report/insights";
import { colorOf, shapeOf } from "../marks";
import { h, type Child, type Piece } from "../piece";
import { ellipsis, formatShare } from "../words";
import { densityOf } from "./density";
import { nearestOf, placeLabels } from "./place-labels";
import type { Plane, View } from "./plane";
import { linear, px, type Scale } from "./scales";

/** How the plane is drawn. */
export interface ScatterView {
  readonly width: number;
  readonly height: number;
  readonly view: View;
  /** Segments that are not drawn. */
  readonly hidden: ReadonlySet<number>;
  /** The width of a label's text; null for a small map without words. */
  readonly measure: ((text: string) => number) | null;
}

/** From the plane to the drawing. */
export interface Scales { readonly x: Scale; readonly y: Scale; readonly frame: Frame }

interface Frame { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Points of one segment are cut into so many paths, drawn in turns: no segment lies over all others. */
const LAYERS = 6;
const LABEL = 22;

/** One unit is as long up as to the right: distances can be compared. */
export function scalesOf({ width, height, measure, view: [left, right, bottom, top] }: ScatterView): Scales {
  const frame = measure ? { left: 30, top: 4, right: width - 4, bottom: height - 30 } : { left: 0, top: 0, right: width, bottom: height };
  const unit = Math.min((frame.right - frame.left) / (right - left), (frame.bottom - frame.top) / (top - bottom));
  const midX = (left + right) / 2, midY = (bottom + top) / 2, halfX = (frame.right - frame.left) / 2 / unit, halfY = (frame.bottom - frame.top) / 2 / unit;
  return { frame, x: linear(midX - halfX, midX + halfX, frame.left, frame.right), y: linear(midY - halfY, midY + halfY, frame.bottom, frame.top) };
}

/** How high a map of some width is, so that the plane fills it. */
export function heightFor(width: number, [left, right, bottom, top]: View): number {
  return Math.round(Math.min(640, Math.max(320, (width * (top - bottom)) / (right - left) + 34)));
}

/** Customers as points, segments as names in their midst. */
export function scatter(plane: Plane, map: SegmentMap, names: readonly string[], view: ScatterView, label: string): Piece {
  const scales = scalesOf(view), { frame } = scales;
  return h("svg", { viewBox: `0 0 ${view.width} ${view.height}`, role: "img", "aria-label": label, class: "chart scatter" },
    h("rect", { class: "plot", x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top, rx: 6 }),
    view.measure && axisTitles(map, plane, view, frame), dots(plane, scales, view), view.measure && nameLabels(plane, names, scales, view, view.measure));
}

function axisTitles({ labels, explained }: SegmentMap, plane: Plane, view: ScatterView, frame: Frame): Child {
  const title = (axis: 0 | 1, room: number): string => `${ellipsis(labels[axis], Math.max(10, Math.floor(room / 7) - 20))} → (${formatShare(explained[axis])} of the spread)`;
  const middle = (frame.top + frame.bottom) / 2;
  return [
    h("text", { class: "axis middle", x: px((frame.left + frame.right) / 2), y: view.height - 9 }, title(0, frame.right - frame.left)),
    h("text", { class: "axis middle", transform: `translate(18 ${px(middle)}) rotate(-90)` }, plane.isLine ? "spread out to be seen" : title(1, frame.bottom - frame.top)),
  ];
}

/** Few customers are drawn larger, all of them smaller on a phone. */
export const radiusOf = (customers: number, width: number): number => (customers > 800 ? 3 : customers > 250 ? 3.8 : 4.6) * (width < 480 ? 0.72 : 1);

function dots({ xs, ys, labels }: Plane, { x, y, frame }: Scales, { hidden, width }: ScatterView): Child {
  const paths = new Map<string, { label: number; d: string[] }>(), radius = radiusOf(labels.length, width);
  labels.forEach((label, i) => {
    const at = x(xs[i]!), up = y(ys[i]!);
    if (hidden.has(label) || at < frame.left || at > frame.right || up < frame.top || up > frame.bottom) return;
    const layer = `${i % LAYERS} ${label}`, path = paths.get(layer) ?? { label, d: [] };
    path.d.push(shapeOf(label, at, up, radius));
    paths.set(layer, path);
  });
  return h("g", { class: "dots" }, [...paths].sort(([a], [b]) => parseInt(a) - parseInt(b)).map(([, { label, d }]) => h("path", { class: colorOf(label), d: d.join("") })));
}

function nameLabels(plane: Plane, names: readonly string[], { x, y, frame }: Scales, view: ScatterView, measure: (text: string) => number): Child {
  const { middles } = plane, { hidden } = view, density = densityOf(view.width, view.height);
  plane.xs.forEach((value, i) => hidden.has(plane.labels[i]!) || density.add(x(value), y(plane.ys[i]!)));
  const shown = middles.flatMap((middle, label) => {
    if (!middle || hidden.has(label)) return [];
    const at = { label, x: x(middle.x), y: y(middle.y) };
    return at.x < frame.left || at.x > frame.right || at.y < frame.top || at.y > frame.bottom ? [] : [at];
  });
  const lengths = frame.right - frame.left < 480 ? [15, 13] : [44, 28, 13];
  const texts = shown.map(({ label }) => [...new Set([...lengths.map((most) => ellipsis(`${label} · ${names[label]!}`, most)), String(label)])]);
  const bounds = { x: frame.left + 2, y: frame.top + 2, width: frame.right - frame.left - 4, height: frame.bottom - frame.top - 4 };
  const places = placeLabels(shown.map(({ x, y }, i) => ({ x, y, widths: texts[i]!.map((text) => Math.ceil(measure(text)) + 14) })), bounds, LABEL, density.count());
  return [
    places.map((box, i) => box && leader(shown[i]!, nearestOf(box, shown[i]!.x, shown[i]!.y))),
    shown.map(({ label, x, y }) => h("path", { class: `middle-mark ${colorOf(label)}`, d: shapeOf(label, x, y, 6.5) })),
    places.map((box, i) => box && h("g", { class: `name ${colorOf(shown[i]!.label)}` },
      h("title", {}, names[shown[i]!.label]),
      h("rect", { x: px(box.x), y: px(box.y), width: px(box.width), height: LABEL, rx: 5 }),
      h("text", { class: "middle", x: px(box.x + box.width / 2), y: px(box.y + 15) }, texts[i]![box.choice]))),
  ];
}

function leader(from: { x: number; y: number }, [x, y]: [number, number]): Child {
  return Math.hypot(x - from.x, y - from.y) > 14 && h("line", { class: "leader", x1: px(from.x), y1: px(from.y), x2: px(x), y2: px(y) });
}

/** The width of a text where no font can be measured: that of a wide one. */
export function guessWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f ? 13 : /[mwMW@%]/.test(character) ? 12 : 8.4;
  return width;
}
