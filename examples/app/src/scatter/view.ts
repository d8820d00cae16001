import type { MapPoints } from "../worker/protocol";

/** The part of the plane that is seen: its middle, and how many units a pixel is. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const PAD = 24, CLOSEST = 60;

function extent(values: Float32Array): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** All of the customers, with some room around them. */
export function wholeView({ x, y }: MapPoints, { width, height }: Size): View {
  const [left, right] = extent(x), [bottom, top] = extent(y);
  const scale = Math.max((right - left) / Math.max(1, width - 2 * PAD), (top - bottom) / Math.max(1, height - 2 * PAD)) || 1;
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale };
}

export const toPixel = ({ x, y, scale }: View, { width, height }: Size, px: number, py: number): [number, number] => [width / 2 + (px - x) / scale, height / 2 - (py - y) / scale];

/** Nearer or farther by a factor, where the point under the pointer stays. */
export function zoomed(view: View, whole: View, factor: number, { width, height }: Size, at?: readonly [number, number]): View {
  const scale = Math.min(whole.scale, Math.max(whole.scale / CLOSEST, view.scale / factor)), [px, py] = at ?? [width / 2, height / 2], kept = scale - view.scale;
  if (scale === whole.scale) return whole;
  return { scale, x: view.x - (px - width / 2) * kept, y: view.y + (py - height / 2) * kept };
}

/** Moved by pixels. */
export const moved = ({ x, y, scale }: View, dx: number, dy: number): View => ({ scale, x: x - dx * scale, y: y + dy * scale });

/** The customer nearest to a pixel, within a few pixels; -1 where there is none. */
export function customerAt(points: MapPoints, view: View, size: Size, hidden: ReadonlySet<number>, at: readonly [number, number], within = 12): number {
  let best = within * within, found = -1;
  for (let i = 0; i < points.x.length; i++) {
    if (hidden.has(points.label[i]!)) continue;
    const [px, py] = toPixel(view, size, points.x[i]!, points.y[i]!), away = (px - at[0]) ** 2 + (py - at[1]) ** 2;
    if (away >= best) continue;
    best = away;
    found = i;
  }
  return found;
}
