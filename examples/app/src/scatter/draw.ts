import { colorOf, shapeOf } from "../ui/swatch";
import type { MapPoints } from "../worker/protocol";
import { toPixel, type Size, type View } from "./view";

/** What is to be seen beside the customers. */
export interface Marks {
  readonly hidden: ReadonlySet<number>;
  /** Places of customers among the points, -1 for none. */
  readonly hovered: number;
  readonly selected: number;
}

/** Segments are drawn in so many layers, so that none covers all others. */
const LAYERS = 6;

const colours = new Map<string, string>();

/** A class's colour as it is now, light or dark. */
function colourOf(name: string, theme: string): string {
  const key = `${name} ${theme}`;
  if (!colours.has(key)) {
    const probe = document.createElement("i");
    probe.className = name;
    probe.style.color = name.startsWith("--") ? `var(${name})` : "var(--c)";
    document.body.append(probe);
    colours.set(key, getComputedStyle(probe).color);
    probe.remove();
  }
  return colours.get(key)!;
}

/** The shape of each segment once; a path at each customer would take ten times as long. */
function stamps(k: number, radius: number, theme: string, ratio: number): HTMLCanvasElement[] {
  return Array.from({ length: k }, (_, label) => {
    const side = Math.ceil(radius * 3.4), canvas = document.createElement("canvas");
    canvas.width = canvas.height = side * ratio;
    const pen = canvas.getContext("2d")!;
    pen.scale(ratio, ratio);
    pen.fillStyle = colourOf(colorOf(label), theme);
    pen.globalAlpha = 0.7;
    pen.fill(new Path2D(shapeOf(label, side / 2, side / 2, radius)));
    return canvas;
  });
}

let kept: { key: string; stamps: HTMLCanvasElement[] } | null = null;

export const radiusOf = (customers: number, width: number): number => (customers > 3000 ? 2.4 : customers > 800 ? 3 : customers > 250 ? 3.8 : 4.6) * (width < 480 ? 0.8 : 1);

/** What the customers look like without marks, kept until anything but the marks changes. */
let crowd: { readonly of: readonly unknown[]; readonly canvas: HTMLCanvasElement } | null = null;

function crowdOf(points: MapPoints, k: number, view: View, { width, height }: Size, hidden: ReadonlySet<number>, theme: string, ratio: number): HTMLCanvasElement {
  const of = [points, k, view.x, view.y, view.scale, width, height, hidden, theme, ratio];
  if (crowd && crowd.of.every((value, i) => value === of[i])) return crowd.canvas;
  const canvas = crowd?.canvas ?? document.createElement("canvas"), radius = radiusOf(points.x.length, width), key = `${k} ${radius} ${theme} ${ratio}`, side = Math.ceil(radius * 3.4);
  // Setting a size, even the same, wipes it.
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  if (kept?.key !== key) kept = { key, stamps: stamps(k, radius, theme, ratio) };
  const pen = canvas.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (let layer = 0; layer < LAYERS; layer++) for (let i = layer; i < points.x.length; i += LAYERS) {
    const label = points.label[i]!, [px, py] = toPixel(view, { width, height }, points.x[i]!, points.y[i]!);
    if (hidden.has(label) || px < -side || py < -side || px > width + side || py > height + side) continue;
    pen.drawImage(kept.stamps[label]!, px - side / 2, py - side / 2, side, side);
  }
  crowd = { of, canvas };
  return canvas;
}

/** Draws the customers and the marks. O(customers) where more than the marks changed. */
export function draw(canvas: HTMLCanvasElement, points: MapPoints, k: number, view: View, size: Size, { hidden, hovered, selected }: Marks, theme: string): void {
  const ratio = devicePixelRatio || 1, base = crowdOf(points, k, view, size, hidden, theme, ratio), radius = radiusOf(points.x.length, size.width);
  Object.assign(canvas, { width: base.width, height: base.height });
  const pen = canvas.getContext("2d")!;
  pen.drawImage(base, 0, 0);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const [at, line] of [[hovered, 2], [selected, 3]] as const) if (at >= 0) ring(pen, toPixel(view, size, points.x[at]!, points.y[at]!), radius + 4, line, colourOf("--text", theme));
}

function ring(pen: CanvasRenderingContext2D, [x, y]: readonly [number, number], radius: number, line: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
}
