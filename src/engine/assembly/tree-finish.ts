import { candidateBytes, clusterOf, filter } from "./tree-filter";
import { nodeBytes, rightOf, rowCount, rowsOf, Tree } from "./tree-layout";
import { CLUSTER, distances, label, NEAREST } from "./tree-scan";
import { addCount, total } from "./tree-sums";

let tree: Tree = changetype<Tree>(0), coarseBits = i64x2.splat(0), fineBits = i64x2.splat(0);

/** Counts the rows of each cluster, given all centroids as candidates, and sums up weighted squared distances to the nearest. */
export function finish<D>(given: Tree, from: usize, to: usize): f64 {
  tree = given;
  coarseBits = fineBits = i64x2.splat(0);
  visit<D>(given.nodes, from, to);
  return total(acrossLanes(coarseBits), acrossLanes(fineBits), given.n, given.inertiaCoarse, given.inertiaFine);
}

function visit<D>(node: usize, from: usize, to: usize): void {
  const end = filter<D>(node, from, to), right = rightOf<D>(node);
  if (end - to == candidateBytes<D>()) ownAll<D>(node, to);
  else if (right) {
    visit<D>(node + nodeBytes<D>(), to, end);
    visit<D>(right, to, end);
  } else share<D>(node, to, end);
}

/** All rows of a node belong to one candidate. */
function ownAll<D>(node: usize, candidate: usize): void {
  const count = rowCount<D>(node), bytes = 2 * tree.stride, grid = f64x2.splat(tree.inertiaCoarse), fineGrid = f64x2.splat(tree.inertiaFine);
  let rows = rowsOf<D>(node), coarse = coarseBits, fine = fineBits;
  for (const end = rows + <usize>(count >> 1) * bytes; rows < end; rows += bytes) {
    const values = weigh<D>(rows, distances<D>(rows, candidate)), shifted = f64x2.add(values, grid);
    coarse = i64x2.add(coarse, shifted);
    fine = i64x2.add(fine, rest(values, shifted, grid, fineGrid));
  }
  coarseBits = coarse;
  fineBits = fine;
  if (count & 1) addFirst<D>(rows, distances<D>(rows, candidate));
  addCount<D>(clusterOf<D>(candidate), count);
}

/** The rows of a leaf belong to several candidates. */
function share<D>(node: usize, from: usize, to: usize): void {
  const count = rowCount<D>(node), bytes = 2 * tree.stride, grid = f64x2.splat(tree.inertiaCoarse), fineGrid = f64x2.splat(tree.inertiaFine);
  let rows = rowsOf<D>(node), nearest = NEAREST;
  label<D>(rows, bytes, count, from, to);
  for (const end = rows + <usize>(count >> 1) * bytes; rows < end; rows += bytes, nearest += 16) {
    const values = weigh<D>(rows, v128.load(nearest)), shifted = f64x2.add(values, grid);
    coarseBits = i64x2.add(coarseBits, shifted);
    fineBits = i64x2.add(fineBits, rest(values, shifted, grid, fineGrid));
  }
  if (count & 1) addFirst<D>(rows, v128.load(nearest));
  for (let i = 0; i < count; i++) addCount<D>(load<usize>(CLUSTER + 8 * i), 1);
}

/** Adds the first of two distances only. */
function addFirst<D>(rows: usize, distances: v128): void {
  const grid = f64x2.splat(tree.inertiaCoarse), values = weigh<D>(rows, distances), shifted = f64x2.add(values, grid), first = i64x2(-1, 0);
  coarseBits = i64x2.add(coarseBits, v128.and(shifted, first));
  fineBits = i64x2.add(fineBits, v128.and(rest(values, shifted, grid, f64x2.splat(tree.inertiaFine)), first));
}

// @ts-ignore: decorator
@inline
function weigh<D>(rows: usize, distances: v128): v128 {
  return tree.weighted ? f64x2.mul(v128.load(rows, 2 * offsetof<D>()), distances) : distances;
}

// @ts-ignore: decorator
@inline
function rest(values: v128, shifted: v128, grid: v128, fineGrid: v128): v128 {
  return f64x2.add(f64x2.sub(values, f64x2.sub(shifted, grid)), fineGrid);
}

// @ts-ignore: decorator
@inline
function acrossLanes(bits: v128): i64 {
  return i64x2.extract_lane(bits, 0) + i64x2.extract_lane(bits, 1);
}
