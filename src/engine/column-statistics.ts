import { BLOCK_ROWS, columnsOf, rowsOf, type RowStream } from "../math/rows";
import { plainStreamStatistics, StatisticsSum, type ColumnStatistics } from "../math/statistics";
import { openArena, type Arena } from "./arena";
import { EngineRows } from "./engine-rows";

/** Means, variances (ddof 0), least and largest values of the d columns of x (n x d, row-major), in one pass. O(n x d). */
export function columnStatistics(x: Float64Array, d: number): ColumnStatistics {
  return streamStatistics({ source: rowsOf(x, d), maps: [] });
}

/** As {@link columnStatistics}, of the rows of a stream. */
export function streamStatistics(stream: RowStream): ColumnStatistics {
  const arena = openArena();
  if (!arena) return plainStreamStatistics(stream);
  try {
    return measure(arena, stream);
  } finally {
    arena.close();
  }
}

function measure(arena: Arena, stream: RowStream): ColumnStatistics {
  const d = columnsOf(stream), rows = new EngineRows(arena, stream), bytes = d * 8;
  const shiftAt = arena.alloc(bytes), at = arena.alloc(4 * bytes), sum = new StatisticsSum(d), shift = arena.f64(shiftAt, d);
  const [means, squares, least, most] = [0, 1, 2, 3].map((i) => arena.f64(at + i * bytes, d)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const block = { means, squares, least, most };
  for (let start = 0; start < stream.source.rows; start += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, stream.source.rows - start), x = rows.load(start, count);
    if (start === 0) shift.set(arena.f64(x, d));
    arena.kernels.columnBlock(x, count, d, shiftAt, at, at + bytes, at + 2 * bytes, at + 3 * bytes);
    sum.add(block, count);
  }
  return sum.finish(shift);
}
