import { across, farthest, HUGE, TINY } from "./tree-box";
import { clusterOf } from "./tree-filter";
import { nodeBytes, rightOf, rowCount, rowsOf, sumsOf, Tree } from "./tree-layout";
import { CLUSTER, distances, label } from "./tree-scan";
import { addAt, addCount, addRow, addSums, subtractSums, sumsBytes } from "./tree-sums";

// Two candidates b and c, one after the other, are left for a node: what its rows nearer to c sum up to is moved to c, the
// rest is left to b.

/** Sums of the rows nearer to c. */
const MOVED = memory.data(96, 16);

const MARGIN: f64 = 1.0 / 281474976710656; // 2^-48
const ROUNDING: f64 = 1.0 / 2251799813685248; // 2^-51

let tree: Tree = changetype<Tree>(0), b: usize = 0, c: usize = 0, margin: f64 = 0;
/** The plane between them: c - b, (b + c) / 2, and where c - b is positive; of the first two columns, and of the others. */
let normal = i64x2.splat(0), normal2 = normal, middle = normal, middle2 = normal, ascending = normal, ascending2 = normal;

/** Adds up the rows of a node for two candidates. */
export function divide<D>(given: Tree, node: usize, candidates: usize, apart: usize): void {
  const right = rightOf<D>(node);
  tree = given;
  b = candidates;
  c = candidates + apart;
  memory.fill(MOVED, 0, sumsBytes<D>());
  if (right) {
    setPlane<D>(node);
    descend<D>(node + nodeBytes<D>());
    descend<D>(right);
  } else sift<D>(node);
  addSums<D>(clusterOf<D>(b), sumsOf<D>(node));
  subtractSums<D>(clusterOf<D>(b), MOVED);
  addSums<D>(clusterOf<D>(c), MOVED);
}

/**
 * Let B and C be the squared distances of a row x to b and to c. Half of C - B is the sum of (c - b)((b + c) / 2 - x) over at most
 * 4 columns, each of them at most B + C in magnitude. As computed it is off by less than 7e (B + C) for e = 2^-53, and by
 * e |c - b| |b + c| / 2 in each column where the middle is rounded. B and C as computed by the definition compare as they are
 * if half of their difference exceeds 4e (B + C). The margin is more than all this for any row of the box.
 */
function setPlane<D>(node: usize): void {
  let most = f64x2.splat(0), rounded = most;
  for (let part: usize = 0; part < offsetof<D>(); part += 16) {
    const low = v128.load(node + part), high = v128.load(node + offsetof<D>() + part), from = v128.load(b + part), to = v128.load(c + part);
    const difference = f64x2.sub(to, from), half = f64x2.mul(f64x2.add(from, to), f64x2.splat(0.5));
    most = f64x2.add(most, f64x2.add(farthest(low, high, from), farthest(low, high, to)));
    rounded = f64x2.add(rounded, f64x2.abs(f64x2.mul(difference, half)));
    if (part == 0) {
      normal = difference;
      middle = half;
      ascending = f64x2.gt(difference, f64x2.splat(0));
    } else {
      normal2 = difference;
      middle2 = half;
      ascending2 = f64x2.gt(difference, f64x2.splat(0));
    }
  }
  margin = across(most) <= HUGE ? across(most) * MARGIN + across(rounded) * ROUNDING + TINY : Infinity;
}

/** Moves what lies beyond the plane. */
function descend<D>(node: usize): void {
  const low = v128.load(node), high = v128.load(node, offsetof<D>());
  let least = f64x2.mul(normal, f64x2.sub(middle, v128.bitselect(high, low, ascending)));
  let most = f64x2.mul(normal, f64x2.sub(middle, v128.bitselect(low, high, ascending)));
  if (offsetof<D>() > 16) {
    const low2 = v128.load(node, 16), high2 = v128.load(node, 48);
    least = f64x2.add(least, f64x2.mul(normal2, f64x2.sub(middle2, v128.bitselect(high2, low2, ascending2))));
    most = f64x2.add(most, f64x2.mul(normal2, f64x2.sub(middle2, v128.bitselect(low2, high2, ascending2))));
  }
  if (across(least) > margin) return;
  if (across(most) < -margin) {
    addSums<D>(MOVED, sumsOf<D>(node));
    return;
  }
  const right = rightOf<D>(node);
  if (right) {
    descend<D>(node + nodeBytes<D>());
    descend<D>(right);
  } else sift<D>(node);
}

/** Moves the rows of a leaf that are nearer to c, by the definition. */
function sift<D>(node: usize): void {
  const count = rowCount<D>(node);
  let rows = rowsOf<D>(node);
  if (tree.weighted) {
    label<D>(rows, 2 * tree.stride, count, b, c + (c - b));
    for (let i = 0; i < count; i++) {
      if (load<usize>(CLUSTER + 8 * i) == clusterOf<D>(c)) addRow<D>(MOVED, rows + <usize>(i >> 1) * 2 * tree.stride + 8 * (i & 1), 16, tree);
    }
    return;
  }
  const zero = i64x2.splat(0), grids = changetype<usize>(tree);
  let coarse0 = zero, coarse1 = zero, coarse2 = zero, coarse3 = zero, fine0 = zero, fine1 = zero, fine2 = zero, fine3 = zero, moved = zero;
  for (const end = rows + <usize>((count + 1) & ~1) * offsetof<D>(); rows < end; rows += 2 * offsetof<D>()) {
    const nearer = f64x2.lt(distances<D>(rows, c), distances<D>(rows, b));
    moved = i64x2.sub(moved, nearer);
    let bits = coarseBits(rows, 0, grids);
    coarse0 = i64x2.add(coarse0, v128.and(nearer, bits));
    fine0 = i64x2.add(fine0, v128.and(nearer, fineBits(rows, 0, bits, grids)));
    bits = coarseBits(rows, 1, grids);
    coarse1 = i64x2.add(coarse1, v128.and(nearer, bits));
    fine1 = i64x2.add(fine1, v128.and(nearer, fineBits(rows, 1, bits, grids)));
    if (offsetof<D>() > 16) {
      bits = coarseBits(rows, 2, grids);
      coarse2 = i64x2.add(coarse2, v128.and(nearer, bits));
      fine2 = i64x2.add(fine2, v128.and(nearer, fineBits(rows, 2, bits, grids)));
      bits = coarseBits(rows, 3, grids);
      coarse3 = i64x2.add(coarse3, v128.and(nearer, bits));
      fine3 = i64x2.add(fine3, v128.and(nearer, fineBits(rows, 3, bits, grids)));
    }
  }
  addAt(MOVED, bothLanes(coarse0, coarse1));
  addAt(MOVED + offsetof<D>(), bothLanes(fine0, fine1));
  if (offsetof<D>() > 16) {
    addAt(MOVED + 16, bothLanes(coarse2, coarse3));
    addAt(MOVED + 48, bothLanes(fine2, fine3));
  }
  addCount<D>(MOVED, i64x2.extract_lane(moved, 0) + i64x2.extract_lane(moved, 1));
}

/** The coarse parts of two values, as the bits of x + C. */
@inline
function coarseBits(rows: usize, j: usize, grids: usize): v128 {
  return f64x2.add(v128.load(rows + 16 * j), v128.load_splat<f64>(grids + 8 * j));
}

/** The fine parts of two values, given their coarse ones. */
@inline
function fineBits(rows: usize, j: usize, coarse: v128, grids: usize): v128 {
  const part = f64x2.sub(coarse, v128.load_splat<f64>(grids + 8 * j));
  return f64x2.add(f64x2.sub(v128.load(rows + 16 * j), part), v128.load_splat<f64>(grids + 8 * j + 32));
}

/** The sums of both lanes of two vectors. */
@inline
function bothLanes(first: v128, second: v128): v128 {
  return i64x2.add(v128.shuffle<i64>(first, second, 0, 2), v128.shuffle<i64>(first, second, 1, 3));
}
