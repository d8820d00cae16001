import { safeScale } from "./safe-scale";
import { TILE, type TileDistances } from "./tile-distances";

/** Rows in the order of their clusters, each cluster in tiles of its own. */
export interface ClusterTiles {
  /** The row of each point; only the last tile of a cluster has fewer than TILE. */
  readonly order: readonly Int32Array[];
  /** The first tile of each cluster, and after the last the number of all. */
  readonly starts: Int32Array;
  readonly sizes: Int32Array;
}

/** Gathers the rows of k clusters by their numbers from 0 to k - 1, none of them empty. O(n) */
export function tileClusters(clusters: Int32Array, k: number): ClusterTiles {
  const sizes = new Int32Array(k), starts = new Int32Array(k + 1);
  for (const c of clusters) sizes[c]!++;
  for (let c = 0; c < k; c++) starts[c + 1] = starts[c]! + Math.ceil(sizes[c]! / TILE);
  const rows = Array.from(sizes, (size) => new Int32Array(size)), filled = new Int32Array(k);
  clusters.forEach((c, i) => (rows[c]![filled[c]!++] = i));
  const order = rows.flatMap((own) => Array.from({ length: Math.ceil(own.length / TILE) }, (_, tile) => own.subarray(tile * TILE, (tile + 1) * TILE)));
  return { order, starts, sizes };
}

/** Writes rows of d numbers where their points belong, scaled where squares of their differences overflow or vanish: silhouettes depend on neither scale nor origin. */
export function fillTiles(points: Float64Array, { order }: ClusterTiles, x: Float64Array, d: number): void {
  const { down, up, origin } = safeScale(x, d);
  order.forEach((rows, tile) => {
    for (let t = 0; t < d; t++) {
      const start = (tile * d + t) * TILE, from = origin[t]! * down;
      rows.forEach((row, i) => (points[start + i] = (x[row * d + t]! * down - from) * up));
    }
  });
}

/**
 * The silhouette of each row (Rousseeuw 1987): (b - a) / max(a, b), where a is its mean distance to the others of its
 * cluster, b the lowest mean distance to the rows of another one; 0 for a row alone in its cluster and where a = b.
 *
 * Each pair of rows is looked at once, but those within a tile. O(n² d) time, O(n d) memory with the points.
 *
 * @param step called after each row of tiles with how many of how many pairs of tiles are done
 */
export function silhouettes(tiles: ClusterTiles, distances: TileDistances, n: number, step: (done: number, total: number) => void): Float64Array {
  const { starts, sizes, order } = tiles, { rowSums, columnSums } = distances, k = sizes.length, total = (order.length * (order.length + 1)) / 2;
  const own = new Float64Array(rowSums.length), other = new Float64Array(rowSums.length).fill(Infinity);
  let done = 0;
  for (let a = 0; a < k; a++) {
    for (let b = a; b < k; b++) {
      rowSums.fill(0, starts[a]! * TILE, starts[a + 1]! * TILE);
      columnSums.fill(0, starts[b]! * TILE, starts[b + 1]! * TILE);
      for (let tile = starts[a]!; tile < starts[a + 1]!; tile++) {
        done += addRow(tiles, distances, tile, b, a === b);
        step(done, total);
      }
      if (a === b) forPoints(tiles, a, (p) => (own[p] = (rowSums[p]! + columnSums[p]!) / (sizes[a]! - 1)));
      else {
        forPoints(tiles, a, (p) => (other[p] = Math.min(other[p]!, rowSums[p]! / sizes[b]!)));
        forPoints(tiles, b, (p) => (other[p] = Math.min(other[p]!, columnSums[p]! / sizes[a]!)));
      }
    }
  }
  const values = new Float64Array(n);
  order.forEach((rows, tile) => rows.forEach((row, i) => (values[row] = silhouette(own[tile * TILE + i]!, other[tile * TILE + i]!))));
  return values;
}

/** Adds the distances from one tile to those of cluster b, of its own cluster only from itself on; returns to how many. */
function addRow({ starts, order }: ClusterTiles, distances: TileDistances, tile: number, b: number, isOwn: boolean): number {
  const rows = order[tile]!.length, first = isOwn ? tile : starts[b]!, end = starts[b + 1]!;
  for (let column = first; column < end; column++) {
    // Within a tile each pair counts twice: its columns are its rows, and their sums of no use.
    distances.add(tile, rows, column, order[column]!.length, column === tile ? order.length : column);
  }
  return end - first;
}

function forPoints({ starts, order }: ClusterTiles, c: number, use: (point: number) => void): void {
  for (let tile = starts[c]!; tile < starts[c + 1]!; tile++) {
    for (let i = 0; i < order[tile]!.length; i++) use(tile * TILE + i);
  }
}

/** (b - a) / max(a, b); 0 where a = b, and for a row that is alone, whose a is NaN. */
export function silhouette(a: number, b: number): number {
  const most = Math.max(a, b);
  return most > 0 ? (b - a) / most : 0;
}
