import { cosine, type Directions } from "../math/cosine";
import { TopN } from "../math/top-n";
import { openArena, type Arena } from "./arena";

/** Rows that the kernels screen together. */
const GROUP = 16;
/** The length that rows are scaled to: entries fit into int16, dot products into int32. */
const LENGTH = 32_766;
/** Bytes of rows, and queries, that are worked on at a time: the rows stay in the fastest cache. */
const BLOCK_BYTES = 1 << 14, QUERIES = 256;
/** Rows, taken evenly from all, whose cosines give the first limits. */
const SAMPLE = 256;
/** The lowest int32: every row is above it. */
const NONE = -(2 ** 31);

/**
 * The n rows with the highest cosine to a query among m rows of d numbers, exactly as by comparing all: 16-bit integers rule
 * out the many rows that cannot be among them, the others are compared in float64 by {@link cosine}.
 *
 * A row u of length 1 becomes q, the integers nearest to L u with L = 32766, so that |L u - q| <= r = sqrt(d) / 2. With p for
 * a query v, |L² u v - q p| <= L r + r |p| <= r (2 L + r): a row whose q p is below L² times the n-th highest cosine so far
 * by more than this is not among the n highest. For d below a million, where q p stays within int32.
 *
 * Keeps the m rows as they are given and 2 bytes a number more; O(m x d) a query.
 */
export class CosineScreen {
  readonly #items: Float64Array;
  readonly #rows: number;
  readonly #pairs: number;
  /** Pairs of columns as two int16 each: of 16 rows their first pairs, their second, and so on; then of the next 16. */
  readonly #units: Int32Array;
  readonly #error: number;

  /** Over rows that nobody changes; null where the engine is missing. O(m x d) */
  static over(items: Float64Array, d: number): CosineScreen | null {
    const arena = openArena();
    if (!arena) return null;
    try {
      return new CosineScreen(arena, items, d);
    } finally {
      arena.close();
    }
  }

  private constructor(arena: Arena, items: Float64Array, d: number) {
    // r with room for roundings, of relative size d x 2^-53, in making q.
    const r = 0.5001 * Math.sqrt(d);
    this.#items = items;
    this.#rows = items.length / d;
    this.#pairs = Math.ceil(d / 2);
    this.#error = r * (2 * LENGTH + r);
    this.#units = quantize(arena, items, d);
  }

  /** Hands over the n nearest rows of each query, one query after the other; false where the engine is missing. */
  search(queries: Directions, n: number, found: (top: TopN) => void): boolean {
    const arena = openArena();
    if (!arena) return false;
    try {
      const count = queries.squares.length, tops = Array.from({ length: Math.min(count, QUERIES) }, () => new TopN(n));
      const scratch = this.#allocate(arena, tops.length);
      for (let first = 0; first < count; first += QUERIES) {
        const some = tops.slice(0, count - first);
        this.#screen(arena, scratch, queries, first, some);
        for (const top of some) found(top);
      }
      return true;
    } finally {
      arena.close();
    }
  }

  #allocate(arena: Arena, queries: number): Scratch {
    const rows = Math.max(1, Math.floor(BLOCK_BYTES / (GROUP * 4 * this.#pairs))) * GROUP;
    const units = arena.alloc(4 * rows * this.#pairs), pairs = arena.alloc(4 * queries * this.#pairs);
    return { rows, units, pairs, limits: arena.alloc(4 * queries), counts: arena.alloc(4 * queries), hits: arena.alloc(4 * queries * rows) };
  }

  /** Fills the heaps of the queries from the first one on. */
  #screen(arena: Arena, at: Scratch, queries: Directions, first: number, tops: readonly TopN[]): void {
    const pairs = this.#pairs, floors = tops.map((top, q) => this.#sampleLimit(queries, first + q, top));
    const units = arena.i32(at.units, at.rows * pairs), limits = arena.i32(at.limits, tops.length);
    const counts = arena.i32(at.counts, tops.length), hits = arena.i32(at.hits, tops.length * at.rows);
    arena.i32(at.pairs, tops.length * pairs).set(quantizeQueries(queries, first, tops.length));
    limits.set(floors.map((floor) => this.#limit(floor)));
    for (let row = 0; row < this.#rows; row += at.rows) {
      const some = this.#units.subarray(row * pairs, (row + at.rows) * pairs), groups = some.length / (GROUP * pairs);
      units.set(some);
      arena.kernels.screenCosines(at.units, groups, pairs, at.pairs, tops.length, at.limits, at.counts, at.hits);
      for (let q = 0; q < tops.length; q++) {
        const count = counts[q]!;
        if (count === 0) continue;
        const top = tops[q]!;
        for (let hit = q * groups * GROUP, end = hit + count; hit < end; hit++) {
          const j = row + hits[hit]!;
          if (j < this.#rows) top.push(j, cosine(queries, first + q, this.#items, j));
        }
        limits[q] = this.#limit(Math.max(floors[q]!, top.limit));
      }
    }
  }

  /** A cosine that n rows reach: the n-th best of a sample. Clears the heap. */
  #sampleLimit(queries: Directions, i: number, top: TopN): number {
    top.clear();
    for (let j = 0, step = Math.ceil(this.#rows / SAMPLE); j < this.#rows; j += step) top.push(j, cosine(queries, i, this.#items, j));
    const { limit } = top;
    top.clear();
    return limit;
  }

  /** The product of integers that a row of at least this cosine is above; 2 less for roundings of both. */
  #limit(cosine: number): number {
    return Math.max(NONE, Math.floor(LENGTH * LENGTH * cosine - this.#error) - 2);
  }
}

/** Where a search works in the engine's memory; rows is how many a block has. */
interface Scratch {
  readonly rows: number;
  readonly units: number;
  readonly pairs: number;
  readonly limits: number;
  readonly counts: number;
  readonly hits: number;
}

function quantize(arena: Arena, items: Float64Array, d: number): Int32Array {
  const rows = items.length / d, pairs = Math.ceil(d / 2), units = new Int32Array(Math.ceil(rows / GROUP) * GROUP * pairs);
  const most = Math.max(1, Math.floor(BLOCK_BYTES / (GROUP * 8 * d))) * GROUP, x = arena.alloc(8 * most * d), out = arena.alloc(4 * most * pairs);
  for (let row = 0; row < rows; row += most) {
    const some = items.subarray(row * d, (row + most) * d), padded = units.subarray(row * pairs, (row + most) * pairs);
    arena.f64(x, some.length).set(some);
    arena.kernels.quantizeUnits(x, some.length / d, d, LENGTH, out);
    padded.set(arena.i32(out, padded.length));
  }
  return units;
}

function quantizeQueries({ rows, squares, d }: Directions, first: number, count: number): Int32Array {
  const units = new Int16Array(2 * count * Math.ceil(d / 2)), width = units.length / count;
  for (let q = 0; q < count; q++) {
    const square = squares[first + q]!, scale = square === 0 ? 0 : LENGTH / Math.sqrt(square);
    for (let j = 0; j < d; j++) units[q * width + j] = Math.round(rows[(first + q) * d + j]! * scale);
  }
  return new Int32Array(units.buffer);
}
