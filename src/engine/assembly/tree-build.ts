import { LEAF, leavesFor, nodeBytes, place, sumsOf, Tree } from "./tree-layout";
import { addRow, addSums, sumsBytes } from "./tree-sums";

let tree: Tree = changetype<Tree>(0), state: u32 = 0;

/** Builds the tree over the rows that are in place, in O(n log n). */
export function build<D>(given: Tree): void {
  tree = given;
  state = 1;
  for (let i = 0; i < given.n; i++) store<i32>(given.order + 4 * <usize>i, i);
  grow<D>(given.nodes, 0, given.n);
}

function grow<D>(node: usize, begin: i32, end: i32): void {
  const rows = tree.rows + <usize>begin * tree.stride, leaves = leavesFor(end - begin);
  bound<D>(node, begin, end);
  if (leaves == 1) {
    place<D>(node, rows, 0);
    memory.fill(sumsOf<D>(node), 0, sumsBytes<D>());
    for (let i = begin; i < end; i++) addRow<D>(sumsOf<D>(node), tree.rows + <usize>i * tree.stride, 8, tree);
    layOut<D>(begin, end);
    return;
  }
  const half = leaves >> 1, middle = begin + half * LEAF, left = node + nodeBytes<D>(), right = node + 2 * half * nodeBytes<D>();
  place<D>(node, rows, right);
  select<D>(begin, end, middle, widest<D>(node));
  grow<D>(left, begin, middle);
  grow<D>(right, middle, end);
  memory.fill(sumsOf<D>(node), 0, sumsBytes<D>());
  addSums<D>(sumsOf<D>(node), sumsOf<D>(left));
  addSums<D>(sumsOf<D>(node), sumsOf<D>(right));
}

/** Stores the least and the greatest coordinates of some rows. */
function bound<D>(node: usize, begin: i32, end: i32): void {
  for (let part: usize = 0; part < offsetof<D>(); part += 16) {
    let row = tree.rows + <usize>begin * tree.stride + part, low = v128.load(row), high = low;
    for (let i = begin + 1; i < end; i++) {
      row += tree.stride;
      const values = v128.load(row);
      low = f64x2.pmin(low, values);
      high = f64x2.pmax(high, values);
    }
    v128.store(node + part, low);
    v128.store(node + offsetof<D>() + part, high);
  }
}

/** The byte offset of the column in which a node is the widest. */
function widest<D>(node: usize): usize {
  let column: usize = 0, most = -1.0;
  for (let j: usize = 0; j < offsetof<D>(); j += 8) {
    const width = load<f64>(node + j, offsetof<D>()) - load<f64>(node + j);
    if (width > most) {
      most = width;
      column = j;
    }
  }
  return column;
}

/**
 * Reorders rows so that those before `middle` are not greater in a column than those from there on. Quickselect (Hoare 1961)
 * with random pivots: O(rows), whatever they are.
 */
function select<D>(begin: i32, end: i32, middle: i32, column: usize): void {
  while (end - begin > 1) {
    const pivot = end - begin > 128 ? median(sample(begin, end, column), sample(begin, end, column), sample(begin, end, column)) : draw(begin, end, column);
    let from = partition<D>(begin, end, column, pivot, false);
    if (from > middle) {
      end = from;
      continue;
    }
    // Where nothing is less than the pivot, what equals it must go, or this never ends.
    if (from == begin) {
      from = partition<D>(begin, end, column, pivot, true);
      if (from > middle) return;
    }
    begin = from;
  }
}

function sample(begin: i32, end: i32, column: usize): f64 {
  return median(draw(begin, end, column), draw(begin, end, column), draw(begin, end, column));
}

function median(a: f64, b: f64, c: f64): f64 {
  return max(min(a, b), min(max(a, b), c));
}

/** A value of a random row. */
function draw(begin: i32, end: i32, column: usize): f64 {
  state = state * 1664525 + 1013904223;
  const row = begin + <i32>((<u64>state * (end - begin)) >> 32);
  return load<f64>(tree.rows + <usize>row * tree.stride + column);
}

/** Moves the rows below the pivot, or up to it, before the others: where those begin. Without branches that depend on values. */
function partition<D>(begin: i32, end: i32, column: usize, pivot: f64, upTo: bool): i32 {
  const stride = tree.stride, first = tree.rows + <usize>begin * stride, last = tree.rows + <usize>end * stride, weighted = tree.weighted;
  let edge = first, index = tree.order + 4 * <usize>begin, edgeIndex = index;
  for (let row = first; row < last; row += stride, index += 4) {
    const value = load<f64>(row + column), below = i32(value < pivot) | (i32(upTo) & i32(value == pivot));
    swap(row, edge);
    if (offsetof<D>() > 16) swap(row + 16, edge + 16);
    if (weighted) swap(row + offsetof<D>(), edge + offsetof<D>());
    const moved = load<i32>(index);
    store<i32>(index, load<i32>(edgeIndex));
    store<i32>(edgeIndex, moved);
    edge += below ? stride : 0;
    edgeIndex += below ? 4 : 0;
  }
  return begin + <i32>((edge - first) / stride);
}

@inline
function swap(a: usize, b: usize): void {
  const moved = v128.load(a);
  v128.store(a, v128.load(b));
  v128.store(b, moved);
}

/** Stores the rows of a leaf two by two, column by column. */
function layOut<D>(begin: i32, end: i32): void {
  const stride = tree.stride;
  for (let i = begin; i < end; i += 2) {
    const a = tree.rows + <usize>i * stride, b = a + stride;
    if (i + 1 == end) {
      for (let part: usize = 0; part < stride; part += 16) v128.store(b + part, f64x2.splat(part < offsetof<D>() ? NaN : 0));
    }
    const a0 = v128.load(a), b0 = v128.load(b);
    let a1 = a0, a2 = a0, b1 = b0, b2 = b0;
    if (stride > 16) {
      a1 = v128.load(a, 16);
      b1 = v128.load(b, 16);
    }
    if (stride > 32) {
      a2 = v128.load(a, 32);
      b2 = v128.load(b, 32);
    }
    storeColumns(a, a0, b0);
    if (stride > 16) storeColumns(a + 32, a1, b1);
    if (stride > 32) storeColumns(a + 64, a2, b2);
  }
}

@inline
function storeColumns(to: usize, a: v128, b: v128): void {
  v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
  v128.store(to, v128.shuffle<f64>(a, b, 1, 3), 16);
}
