import { TILE, type TileDistances } from "../math/tile-distances";
import type { Arena } from "./arena";

/** As {@link plainTileDistances}, with the same sums bit for bit, in the engine's memory; until the arena is closed. */
export function engineTileDistances(arena: Arena, tiles: number, d: number): TileDistances {
  const counts = [tiles * d * TILE, tiles * TILE, (tiles + 1) * TILE], starts = counts.map((count) => arena.alloc(8 * count));
  const [points, rowSums, columnSums] = starts as [number, number, number], { tileDistances } = arena.kernels, bytes = 8 * TILE;
  const [pointsView, rowView, columnView] = starts.map((start, i) => arena.f64(start, counts[i]!).fill(0)) as [Float64Array, Float64Array, Float64Array];
  return {
    points: pointsView, rowSums: rowView, columnSums: columnView,
    add: (a, rows, b, columns, into) =>
      tileDistances(points + a * d * bytes, rows, points + b * d * bytes, columns, d, TILE, rowSums + a * bytes, columnSums + into * bytes),
  };
}
