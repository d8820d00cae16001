/** Points of a tile: the sums and coordinates of two tiles stay in the fastest cache, at few columns. */
export const TILE = 128;

/** Euclidean distances between points in tiles, summed up. */
export interface TileDistances {
  /** Tiles x d x TILE coordinates: of each tile the first coordinate of its points, then the second, and so on. */
  readonly points: Float64Array;
  /** A sum for each point of each tile. */
  readonly rowSums: Float64Array;
  /** The same of columns, and one tile more. */
  readonly columnSums: Float64Array;
  /**
   * Adds the distances between the first `rows` points of tile a and the first `columns` points of tile b: each column's,
   * one by one, to its sum in tile `into` of `columnSums`; of each row those to columns 0, 2, 4, ... are summed, and those to
   * 1, 3, 5, ..., and the sum of both is added to the row's.
   */
  add(a: number, rows: number, b: number, columns: number, into: number): void;
}

/** Room for so many tiles, by plain arithmetic. */
export function plainTileDistances(tiles: number, d: number): TileDistances {
  const points = new Float64Array(tiles * d * TILE), rowSums = new Float64Array(tiles * TILE), columnSums = new Float64Array((tiles + 1) * TILE);

  function distance(p: number, q: number): number {
    let square = 0;
    for (const end = p + d * TILE; p < end; p += TILE, q += TILE) {
      const difference = points[q]! - points[p]!;
      square += difference * difference;
    }
    return Math.sqrt(square);
  }

  return {
    points, rowSums, columnSums,
    add(a, rows, b, columns, into) {
      for (let i = 0; i < rows; i++) {
        let even = 0, odd = 0;
        for (let j = 0; j < columns; j++) {
          const one = distance(a * d * TILE + i, b * d * TILE + j);
          columnSums[into * TILE + j]! += one;
          if (j % 2 === 0) even += one;
          else odd += one;
        }
        rowSums[a * TILE + i]! += even + odd;
      }
    },
  };
}
