/** A rectangle. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A point with the widths of the labels that would do for it, the best first. */
export interface Anchor { readonly x: number; readonly y: number; readonly widths: readonly number[] }

/** Where a label goes, and which of those that would do. */
export interface PlacedLabel extends Box { readonly choice: number }

const GAP = 3, DIRECTIONS = 16, DISTANCES = [9, 16, 26, 38, 52, 70, 92, 118, 150, 190, 240, 300];
/** A label goes so many pixels farther rather than cover one more customer, but no farther than this for all of them. */
const PER_COVERED = 1.5, MOST_COVERED = 60;

/** Whether two boxes come nearer than a gap. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
}

/**
 * Places one label near each point so that none overlaps another, covers a point or leaves the bounds: near it, where it covers
 * few customers. Where no place is free for any of the labels that would do, there is null.
 *
 * @param covered how many customers lie below a box
 */
export function placeLabels(anchors: readonly Anchor[], bounds: Box, height: number, covered: (box: Box) => number = () => 0): (PlacedLabel | null)[] {
  const placed: PlacedLabel[] = [], points = anchors.map(({ x, y }) => ({ x: x - 7, y: y - 7, width: 14, height: 14 }));
  const isFree = (box: Box): boolean => inside(box, bounds) && !placed.some((other) => overlap(box, other, GAP)) && !points.some((point) => overlap(box, point));
  return anchors.map((anchor) => {
    const found = placeOne(anchor, height, isFree, covered);
    if (found) placed.push(found);
    return found;
  });
}

function placeOne({ x, y, widths }: Anchor, height: number, isFree: (box: Box) => boolean, covered: (box: Box) => number): PlacedLabel | null {
  for (const [choice, width] of widths.entries()) {
    let best: PlacedLabel | null = null, least = Infinity;
    for (const distance of DISTANCES) {
      if (distance >= least) break;
      for (const box of ring(x, y, width, height, distance)) {
        const cost = isFree(box) ? distance + Math.min(MOST_COVERED, PER_COVERED * covered(box)) : Infinity;
        if (cost < least) [best, least] = [{ ...box, choice }, cost];
      }
    }
    if (best) return best;
  }
  return null;
}

/** Boxes around a point: to the right first, then alternating up and down, away from it. */
function ring(x: number, y: number, width: number, height: number, distance: number): Box[] {
  return Array.from({ length: DIRECTIONS }, (_, i) => {
    const angle = (((i % 2 === 0 ? i : -i - 1) / 2) * 2 * Math.PI) / DIRECTIONS;
    return { x: x + Math.cos(angle) * (distance + width / 2) - width / 2, y: y + Math.sin(angle) * (distance + height / 2) - height / 2, width, height };
  });
}

const inside = (box: Box, bounds: Box): boolean => box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width && box.y + box.height <= bounds.y + bounds.height;

/** The point of a box that is nearest to a point. */
export function nearestOf(box: Box, x: number, y: number): [number, number] {
  return [Math.min(Math.max(x, box.x), box.x + box.width), Math.min(Math.max(y, box.y), box.y + box.height)];
}
