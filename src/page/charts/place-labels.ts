/** A rectangle. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A point with the widths of the labels that would do for it, the best first. */
export interface Anchor { readonly x: number; readonly y: number; readonly widths: readonly number[] }

/** Where a label goes, and which of those that would do. */
export interface PlacedLabel extends Box { readonly choice: number }

const GAP = 3, DIRECTIONS = 16, DISTANCES = [9, 16, 26, 38, 52, 70, 92, 118, 150, 190, 240, 300];

/** Whether two boxes come nearer than a gap. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
}

/**
 * Places one label near each point so that none overlaps another, covers a point or leaves the bounds: the nearest free place,
 * looked for in rings. Where none is free for any of the labels that would do, there is null.
 */
export function placeLabels(anchors: readonly Anchor[], bounds: Box, height: number): (PlacedLabel | null)[] {
  const placed: PlacedLabel[] = [], points = anchors.map(({ x, y }) => ({ x: x - 6, y: y - 6, width: 12, height: 12 }));
  return anchors.map((anchor) => {
    const found = placeOne(anchor, height, (box) => inside(box, bounds) && !placed.some((other) => overlap(box, other, GAP)) && !points.some((point) => overlap(box, point)));
    if (found) placed.push(found);
    return found;
  });
}

function placeOne({ x, y, widths }: Anchor, height: number, isFree: (box: Box) => boolean): PlacedLabel | null {
  for (const [choice, width] of widths.entries()) {
    for (const distance of DISTANCES) {
      for (let i = 0; i < DIRECTIONS; i++) {
        // To the right first, then alternating up and down, away from it.
        const angle = (((i % 2 === 0 ? i : -i - 1) / 2) * 2 * Math.PI) / DIRECTIONS, cos = Math.cos(angle), sin = Math.sin(angle);
        const box = { x: x + cos * (distance + width / 2) - width / 2, y: y + sin * (distance + height / 2) - height / 2, width, height };
        if (isFree(box)) return { ...box, choice };
      }
    }
  }
  return null;
}

const inside = (box: Box, bounds: Box): boolean => box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width && box.y + box.height <= bounds.y + bounds.height;

/** The point of a box that is nearest to a point. */
export function nearestOf(box: Box, x: number, y: number): [number, number] {
  return [Math.min(Math.max(x, box.x), box.x + box.width), Math.min(Math.max(y, box.y), box.y + box.height)];
}
