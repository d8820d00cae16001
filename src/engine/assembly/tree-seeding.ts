// Greedy k-means++ on the tree. A node is passed over where its box is no nearer to the row that is tried or taken than the
// farthest of its rows is to a seed already.

import { nodeBytes, nodeCount, Pair, Quad, rightOf, rowCount, rowsOf, Tree } from "./tree-layout";
import { sumBlocks } from "./tree-potentials";
import { distances, weigh } from "./tree-scan";
import { acrossLanes, rest, total } from "./tree-sums";

/** The coordinates of the row that is tried or taken, with 0 for those that it does not have. */
const POINT = memory.data(32, 16);

let tree: Tree = changetype<Tree>(0);
/** Squared distances to the nearest seed: of the rows in place, with 0 for the one after an odd number, and as they were given. */
let inPlace: usize = 0, asGiven: usize = 0;
/** For each node the greatest of those of its rows. */
let greatest: usize = 0;
let blocks: usize = 0;
let coarseBits = i64x2.splat(0), fineBits = i64x2.splat(0), added: i64 = 0;

/** Bytes of what seeding keeps about the tree. */
export function treeSeedBytes(tree: Tree): usize {
  return distancesBytes(tree.n) + 8 * nodeCount(tree.n);
}

function distancesBytes(n: i32): usize {
  return 8 * <usize>((n + 1) & ~1);
}

/** Sets where things are: what is kept about the tree, n squared distances to the nearest seed, and their sums by blocks. */
export function setTreeSeeding(given: Tree, own: usize, nearest: usize, sums: usize): void {
  tree = given;
  inPlace = own;
  greatest = own + distancesBytes(given.n);
  asGiven = nearest;
  blocks = sums;
}

/** Makes a row of d numbers the first seed. */
export function treeSeedFirst(row: usize): void {
  const n = tree.n;
  for (let at = inPlace, end = inPlace + treeSeedBytes(tree); at < end; at += 8) store<f64>(at, Infinity);
  if (n & 1) store<f64>(inPlace + 8 * <usize>n, 0);
  treeSeedTake(row);
}

/** How much less all potentials would be with a row as the next seed, added up exactly. */
export function treeSeedGain(row: usize): f64 {
  coarseBits = fineBits = i64x2.splat(0);
  added = 0;
  setPoint(row);
  if (tree.d > 2) addGains<Quad>(tree.nodes);
  else addGains<Pair>(tree.nodes);
  return total(acrossLanes(coarseBits), acrossLanes(fineBits), added, tree.inertiaCoarse, tree.inertiaFine);
}

/** Makes a row the next seed. */
export function treeSeedTake(row: usize): void {
  setPoint(row);
  if (tree.d > 2) approach<Quad>(tree.nodes);
  else approach<Pair>(tree.nodes);
  sumBlocks(asGiven, blocks);
}

function setPoint(row: usize): void {
  memory.fill(POINT, 0, 32);
  memory.copy(POINT, row, 8 * tree.d);
}

function addGains<D>(node: usize): void {
  if (boxDistance<D>(node) >= load<f64>(greatestOf<D>(node))) return;
  const right = rightOf<D>(node);
  if (right) {
    addGains<D>(node + nodeBytes<D>());
    addGains<D>(right);
  } else addGainsOfLeaf<D>(node);
}

function addGainsOfLeaf<D>(node: usize): void {
  const pairs = (<usize>rowCount<D>(node) + 1) >> 1, bytes = 2 * tree.stride;
  const grid = f64x2.splat(tree.inertiaCoarse), fineGrid = f64x2.splat(tree.inertiaFine);
  let rows = rowsOf<D>(node), at = distancesOf(rows), coarse = coarseBits, fine = fineBits;
  for (const end = rows + pairs * bytes; rows < end; rows += bytes, at += 16) {
    // Of 0 and a NaN, this gives 0.
    const less = f64x2.pmax(f64x2.splat(0), f64x2.sub(v128.load(at), distances<D>(rows, POINT)));
    const values = weigh<D>(rows, tree, less), shifted = f64x2.add(values, grid);
    coarse = i64x2.add(coarse, shifted);
    fine = i64x2.add(fine, rest(values, shifted, grid, fineGrid));
  }
  coarseBits = coarse;
  fineBits = fine;
  added += 2 * pairs;
}

/** Lowers distances to those to the new seed, and returns the greatest one that is left in the node. */
function approach<D>(node: usize): f64 {
  const at = greatestOf<D>(node), before = load<f64>(at);
  if (boxDistance<D>(node) >= before) return before;
  const right = rightOf<D>(node), after = right ? max(approach<D>(node + nodeBytes<D>()), approach<D>(right)) : approachLeaf<D>(node);
  store<f64>(at, after);
  return after;
}

function approachLeaf<D>(node: usize): f64 {
  const count = <usize>rowCount<D>(node), bytes = 2 * tree.stride, first = distancesOf(rowsOf<D>(node));
  let rows = rowsOf<D>(node), nearer = i64x2.splat(0), most = f64x2.splat(0);
  for (let at = first, end = first + 8 * count; at < end; at += 16, rows += bytes) {
    const before = v128.load(at), distance = distances<D>(rows, POINT), after = f64x2.pmin(before, distance);
    nearer = v128.or(nearer, f64x2.lt(distance, before));
    most = f64x2.pmax(most, after);
    v128.store(at, after);
  }
  if (v128.any_true(nearer)) {
    let index = tree.order + ((first - inPlace) >> 1);
    for (let at = first, end = first + 8 * count; at < end; at += 8, index += 4) {
      store<f64>(asGiven + 8 * load<u32>(index), load<f64>(at));
    }
  }
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** Where the distances of rows in place are. */
@inline
function distancesOf(rows: usize): usize {
  return inPlace + 8 * ((rows - tree.rows) / tree.stride);
}

@inline
function greatestOf<D>(node: usize): usize {
  return greatest + (node - tree.nodes) / (nodeBytes<D>() / 8);
}

/**
 * A squared distance that is at most that of any row of the node, both as computed: rounding keeps the order of differences, of
 * their squares, and of sums of these in the same order.
 */
@inline
function boxDistance<D>(node: usize): f64 {
  const square = gap(v128.load(node), v128.load(node, offsetof<D>()), v128.load(POINT));
  let sum = f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1);
  if (offsetof<D>() > 16) {
    const square2 = gap(v128.load(node, 16), v128.load(node, 48), v128.load(POINT, 16));
    sum = sum + f64x2.extract_lane(square2, 0) + f64x2.extract_lane(square2, 1);
  }
  return sum;
}

/** The least squared differences between a point and a box. */
@inline
function gap(low: v128, high: v128, point: v128): v128 {
  const difference = f64x2.pmax(f64x2.splat(0), f64x2.pmax(f64x2.sub(low, point), f64x2.sub(point, high)));
  return f64x2.mul(difference, difference);
}
