import { rowsOf, type RowStream } from "../math/rows";
import { plainStatistics, StatisticsSum, type ColumnStatistics } from "../math/statistics";
import { withEngineRows, type EngineRows } from "./engine-rows";

/** Means, variances (ddof 0), least and largest values of the d columns of x (n x d, row-major), in one pass. O(n x d). */
export function columnStatistics(x: Float64Array, d: number): ColumnStatistics {
  return streamStatistics({ source: rowsOf(x, d), maps: [] });
}

/** As {@link columnStatistics}, of the rows of a stream. */
export function streamStatistics(stream: RowStream): ColumnStatistics {
  return withEngineRows(stream, measure, plainStatistics);
}

function measure(rows: EngineRows): ColumnStatistics {
  const { arena, columns: d } = rows, sum = new StatisticsSum(d), room = (): number => arena.alloc(d * 8);
  const shift = room(), means = room(), squares = room(), least = room(), most = room();
  const block = { means: arena.f64(means, d), squares: arena.f64(squares, d), least: arena.f64(least, d), most: arena.f64(most, d) };
  rows.forEach((x, start, count) => {
    if (start === 0) arena.f64(shift, d).set(arena.f64(x, d));
    arena.kernels.columnBlock(x, count, d, shift, means, squares, least, most);
    sum.add(block, count);
  });
  return sum.finish(arena.f64(shift, d));
}
