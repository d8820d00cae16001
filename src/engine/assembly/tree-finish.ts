import { candidateBytes, clusterOf, filter } from "./tree-filter";
import { nodeBytes, rightOf, rowCount, rowsOf, Tree } from "./tree-layout";
import { CLUSTER, distances, label, NEAREST, weigh } from "./tree-scan";
import { acrossLanes, addCount, rest, total } from "./tree-sums";

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
    const values = weigh<D>(rows, tree, distances<D>(rows, candidate)), shifted = f64x2.add(values, grid);
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
    const values = weigh<D>(rows, tree, v128.load(nearest)), shifted = f64x2.add(values, grid);
    coarseBits = i64x2.add(coarseBits, shifted);
    fineBits = i64x2.add(fineBits, rest(values, shifted, grid, fineGrid));
  }
  if (count & 1) addFirst<D>(rows, v128.load(nearest));
  for (let i = 0; i < count; i++) addCount<D>(load<usize>(CLUSTER + 8 * i), 1);
}

/** Adds the first of two distances only. */
function addFirst<D>(rows: usize, distances: v128): void {
  const grid = f64x2.splat(tree.inertiaCoarse), values = weigh<D>(rows, tree, distances), shifted = f64x2.add(values, grid), first = i64x2(-1, 0);
  coarseBits = i64x2.add(coarseBits, v128.and(shifted, first));
  fineBits = i64x2.add(fineBits, v128.and(rest(values, shifted, grid, f64x2.splat(tree.inertiaFine)), first));
}
