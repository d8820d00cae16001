import { candidateBytes, clusterOf, filter } from "./tree-filter";
import { nodeBytes, rightOf, rowCount, rowsOf, sumsOf, Tree } from "./tree-layout";
import { CLUSTER, distances, label } from "./tree-scan";
import { addAt, addCount, addRow, addSums } from "./tree-sums";

let tree: Tree = changetype<Tree>(0);

/** Adds up the rows of each cluster, given all centroids as candidates. */
export function assign<D>(given: Tree, from: usize, to: usize): void {
  tree = given;
  visit<D>(given.nodes, from, to);
}

function visit<D>(node: usize, from: usize, to: usize): void {
  const end = filter<D>(node, from, to), right = rightOf<D>(node);
  if (end - to == candidateBytes<D>()) addSums<D>(clusterOf<D>(to), sumsOf<D>(node));
  else if (right) {
    visit<D>(node + nodeBytes<D>(), to, end);
    visit<D>(right, to, end);
  } else if (end - to == 2 * candidateBytes<D>() && !tree.weighted) divide<D>(node, to, to + candidateBytes<D>());
  else distribute<D>(node, to, end);
}

/** Adds up the rows of a leaf that are nearer to the second of two candidates; what is left of all goes to the first. */
function divide<D>(node: usize, first: usize, second: usize): void {
  const zero = i64x2.splat(0), grids = changetype<usize>(tree);
  let coarse0 = zero, coarse1 = zero, coarse2 = zero, coarse3 = zero, fine0 = zero, fine1 = zero, fine2 = zero, fine3 = zero, count = zero;
  let rows = rowsOf<D>(node);
  for (const end = rows + <usize>((rowCount<D>(node) + 1) & ~1) * offsetof<D>(); rows < end; rows += 2 * offsetof<D>()) {
    const nearer = f64x2.lt(distances<D>(rows, second), distances<D>(rows, first));
    count = i64x2.sub(count, nearer);
    let shifted = shift(rows, 0, grids);
    coarse0 = i64x2.add(coarse0, v128.and(nearer, shifted));
    fine0 = i64x2.add(fine0, v128.and(nearer, shiftRest(rows, 0, shifted, grids)));
    shifted = shift(rows, 1, grids);
    coarse1 = i64x2.add(coarse1, v128.and(nearer, shifted));
    fine1 = i64x2.add(fine1, v128.and(nearer, shiftRest(rows, 1, shifted, grids)));
    if (offsetof<D>() > 16) {
      shifted = shift(rows, 2, grids);
      coarse2 = i64x2.add(coarse2, v128.and(nearer, shifted));
      fine2 = i64x2.add(fine2, v128.and(nearer, shiftRest(rows, 2, shifted, grids)));
      shifted = shift(rows, 3, grids);
      coarse3 = i64x2.add(coarse3, v128.and(nearer, shifted));
      fine3 = i64x2.add(fine3, v128.and(nearer, shiftRest(rows, 3, shifted, grids)));
    }
  }
  const to = clusterOf<D>(second), rest = clusterOf<D>(first), moved = i64x2.extract_lane(count, 0) + i64x2.extract_lane(count, 1);
  addSums<D>(rest, sumsOf<D>(node));
  move(rest, to, bothLanes(coarse0, coarse1));
  move(rest + offsetof<D>(), to + offsetof<D>(), bothLanes(fine0, fine1));
  if (offsetof<D>() > 16) {
    move(rest + 16, to + 16, bothLanes(coarse2, coarse3));
    move(rest + 48, to + 48, bothLanes(fine2, fine3));
  }
  addCount<D>(rest, -moved);
  addCount<D>(to, moved);
}

/** The coarse parts of two values, as the bits of x + C. */
// @ts-ignore: decorator
@inline
function shift(rows: usize, j: usize, grids: usize): v128 {
  return f64x2.add(v128.load(rows + 16 * j), v128.load_splat<f64>(grids + 8 * j));
}

/** The fine parts of two values, given their coarse ones. */
// @ts-ignore: decorator
@inline
function shiftRest(rows: usize, j: usize, shifted: v128, grids: usize): v128 {
  const coarse = f64x2.sub(shifted, v128.load_splat<f64>(grids + 8 * j));
  return f64x2.add(f64x2.sub(v128.load(rows + 16 * j), coarse), v128.load_splat<f64>(grids + 8 * j + 32));
}

/** The sums of both lanes of a, and of b. */
// @ts-ignore: decorator
@inline
function bothLanes(a: v128, b: v128): v128 {
  return i64x2.add(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3));
}

// @ts-ignore: decorator
@inline
function move(from: usize, to: usize, sums: v128): void {
  v128.store(from, i64x2.sub(v128.load(from), sums));
  addAt(to, sums);
}

/** Adds each row of a leaf to its cluster. */
function distribute<D>(node: usize, from: usize, to: usize): void {
  const count = rowCount<D>(node), first = rowsOf<D>(node), bytes = 2 * tree.stride;
  label<D>(first, bytes, count, from, to);
  for (let i: usize = 0; i < <usize>count; i++) {
    addRow<D>(load<usize>(CLUSTER + 8 * i), first + (i >> 1) * bytes + 8 * (i & 1), 16, tree);
  }
}
