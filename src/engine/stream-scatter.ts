import type { RowStream } from "../math/rows";
import { plainScatter, ScatterSum, type Scatter } from "../math/scatter";
import { withEngineRows, type EngineRows } from "./engine-rows";

/** Means and centred products of the rows of a stream, in one pass. O(n x d²). */
export function streamScatter(stream: RowStream): Scatter {
  return withEngineRows(stream, measure, plainScatter);
}

function measure(rows: EngineRows): Scatter {
  const { arena, columns: d } = rows, stride = Math.ceil(d / 4) * 4, sum = new ScatterSum(d);
  const shift = arena.alloc(d * 8), means = arena.alloc(d * 8), products = arena.alloc(stride * stride * 8), centred = arena.alloc(rows.most * stride * 8);
  const block = { means: arena.f64(means, d), products: arena.f64(products, stride * stride), stride };
  rows.forEach((x, start, count) => {
    if (start === 0) arena.f64(shift, d).set(arena.f64(x, d));
    arena.kernels.scatterBlock(x, count, d, shift, means, centred, products);
    sum.add(block, count);
  });
  return sum.finish(arena.f64(shift, d));
}
