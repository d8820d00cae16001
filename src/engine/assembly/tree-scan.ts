import { candidateBytes, clusterOf } from "./tree-filter";
import { LEAF, Tree } from "./tree-layout";

// What is asked of rows two at a time: `rows` is where two of them are stored, column by column.

/** Two squared distances to a centroid, by the definition: sums of squared differences, column after column. */
@inline
export function distances<D>(rows: usize, centroid: usize): v128 {
  let sum = f64x2.add(column(rows, centroid, 0), column(rows, centroid, 1));
  if (offsetof<D>() > 16) sum = f64x2.add(f64x2.add(sum, column(rows, centroid, 2)), column(rows, centroid, 3));
  return sum;
}

@inline
function column(rows: usize, centroid: usize, j: usize): v128 {
  const difference = f64x2.sub(v128.load(rows + 16 * j), v128.load_splat<f64>(centroid + 8 * j));
  return f64x2.mul(difference, difference);
}

/** Two values times the weights of the rows. */
@inline
export function weigh<D>(rows: usize, tree: Tree, values: v128): v128 {
  return tree.weighted ? f64x2.mul(v128.load(rows, 2 * offsetof<D>()), values) : values;
}

/** For each row of a leaf the squared distance to the nearest candidate, and where its cluster is summed up. */
export const NEAREST = memory.data(8 * LEAF, 16), CLUSTER = memory.data(8 * LEAF, 16);

/** Fills these for the rows of a leaf; ties go to the first candidate. */
export function label<D>(rows: usize, bytes: usize, count: i32, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i += 2, rows += bytes) {
    let nearest = distances<D>(rows, from), cluster = i64x2.splat(<i64>clusterOf<D>(from));
    for (let at = from + candidateBytes<D>(); at < to; at += candidateBytes<D>()) {
      const distance = distances<D>(rows, at), closer = f64x2.lt(distance, nearest);
      nearest = f64x2.pmin(nearest, distance);
      cluster = v128.bitselect(i64x2.splat(<i64>clusterOf<D>(at)), cluster, closer);
    }
    v128.store(NEAREST + 8 * i, nearest);
    v128.store(CLUSTER + 8 * i, cluster);
  }
}
