import type { Box } from "./place-labels";

/** The side of a cell in pixels. */
const CELL = 8;

/** How many points lie within a box, about: those of the cells of a grid that it touches, by sums over all cells above and to the left. */
export function densityOf(width: number, height: number): { add(x: number, y: number): void; count(): (box: Box) => number } {
  const columns = Math.ceil(width / CELL) + 2, rows = Math.ceil(height / CELL) + 2, sums = new Float64Array(columns * rows);
  const at = (value: number, most: number): number => Math.min(most - 1, Math.max(1, Math.floor(value / CELL) + 1));
  return {
    add: (x, y) => void sums[at(y, rows) * columns + at(x, columns)]!++,
    count() {
      for (let i = columns; i < sums.length; i++) if (i % columns > 0) sums[i]! += sums[i - 1]! + sums[i - columns]! - sums[i - columns - 1]!;
      return ({ x, y, width: w, height: h }) => {
        const left = at(x, columns) - 1, right = at(x + w, columns), top = (at(y, rows) - 1) * columns, bottom = at(y + h, rows) * columns;
        return sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      };
    },
  };
}
