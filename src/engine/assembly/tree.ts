import { assign } from "./tree-assign";
import { build } from "./tree-build";
import { candidateBytes } from "./tree-filter";
import { finish } from "./tree-finish";
import { leavesFor, nodeBytes, nodeCount, Pair, Quad, strideFor, Tree } from "./tree-layout";
import { countOf, massOf, sumsBytes, total } from "./tree-sums";

/** Bytes before the rows. */
const HEAD: usize = (offsetof<Tree>() + 63) & ~63;

/** Bytes of a tree over n rows of d columns, from 1 to 4. */
export function treeBytes(n: i32, d: usize, weighted: bool): usize {
  return rowsBytes(n, d, weighted) + nodesBytes(n, d) + 4 * <usize>n;
}

function nodesBytes(n: i32, d: usize): usize {
  return nodeCount(n) * (d > 2 ? nodeBytes<Quad>() : nodeBytes<Pair>());
}

function rowsBytes(n: i32, d: usize, weighted: bool): usize {
  return HEAD + <usize>((n + 1) & ~1) * strideFor(d, weighted);
}

/** Lays out a tree in memory that starts with its grid constants; returns where its rows go. */
export function treeLayout(tree: Tree, n: i32, d: usize, weighted: bool): usize {
  tree.n = n;
  tree.d = d;
  tree.weighted = weighted;
  tree.stride = strideFor(d, weighted);
  tree.rows = changetype<usize>(tree) + HEAD;
  tree.nodes = changetype<usize>(tree) + rowsBytes(n, d, weighted);
  tree.order = tree.nodes + nodesBytes(n, d);
  return tree.rows;
}

/** Builds the tree over the rows: of each 2 or 4 coordinates, which are 0 from the d-th on, and the weight and a 0 if weighted. */
export function treeBuild(tree: Tree): void {
  if (tree.d > 2) build<Quad>(tree);
  else build<Pair>(tree);
}

/** Bytes of a run with k centroids: k x d centroids, k x d sums and k masses as float64, then what is internal. */
export function treeRunBytes(tree: Tree, k: usize): usize {
  const lists = (34 - clz(leavesFor(tree.n) - 1)) * k;
  return clustersAt(tree, 0, k) + (tree.d > 2
    ? k * clusterBytes<Quad>() + lists * candidateBytes<Quad>()
    : k * clusterBytes<Pair>() + lists * candidateBytes<Pair>());
}

@inline
function clusterBytes<D>(): usize {
  return (sumsBytes<D>() + 15) & ~15;
}

function clustersAt(tree: Tree, run: usize, k: usize): usize {
  return (run + 8 * k * (2 * tree.d + 1) + 15) & ~15;
}

/** From the centroids: the sums of weight x row, and the masses. */
export function treeAssign(tree: Tree, run: usize, k: usize): void {
  if (tree.d > 2) assignAll<Quad>(tree, run, k);
  else assignAll<Pair>(tree, run, k);
}

function assignAll<D>(tree: Tree, run: usize, k: usize): void {
  const from = clustersAt(tree, run, k) + k * clusterBytes<D>(), d = tree.d, grids = changetype<usize>(tree);
  assign<D>(tree, from, candidates<D>(tree, run, k));
  for (let c: usize = 0, sums = clustersAt(tree, run, k); c < k; c++, sums += clusterBytes<D>()) {
    const count = load<i64>(countOf<D>(sums)), mass = massOf<D>(sums);
    for (let j: usize = 0; j < d; j++) {
      const part = sums + 8 * j, grid = grids + 8 * j;
      store<f64>(run + 8 * (k * d + c * d + j), total(load<i64>(part), load<i64>(part, offsetof<D>()), count, load<f64>(grid), load<f64>(grid, 32)));
    }
    const sum = tree.weighted ? total(load<i64>(mass), load<i64>(mass, 8), count, tree.weightCoarse, tree.weightFine) : <f64>count;
    store<f64>(run + 8 * (2 * k * d + c), sum);
  }
}

/** From the centroids: the counts of rows, as masses; returns the sum of weighted squared distances. */
export function treeFinish(tree: Tree, run: usize, k: usize): f64 {
  return tree.d > 2 ? finishAll<Quad>(tree, run, k) : finishAll<Pair>(tree, run, k);
}

function finishAll<D>(tree: Tree, run: usize, k: usize): f64 {
  const clusters = clustersAt(tree, run, k), from = clusters + k * clusterBytes<D>();
  const inertia = finish<D>(tree, from, candidates<D>(tree, run, k));
  for (let c: usize = 0; c < k; c++) store<f64>(run + 8 * (2 * k * tree.d + c), <f64>load<i64>(countOf<D>(clusters + c * clusterBytes<D>())));
  return inertia;
}

/** Makes all clusters empty and all centroids candidates; returns where the list of them ends. */
function candidates<D>(tree: Tree, run: usize, k: usize): usize {
  const clusters = clustersAt(tree, run, k), first = clusters + k * clusterBytes<D>(), bytes = 8 * tree.d;
  memory.fill(clusters, 0, k * clusterBytes<D>());
  memory.fill(first, 0, k * candidateBytes<D>());
  let to = first;
  for (let c: usize = 0; c < k; c++, to += candidateBytes<D>()) {
    memory.copy(to, run + c * bytes, bytes);
    store<usize>(to, clusters + c * clusterBytes<D>(), offsetof<D>());
  }
  return to;
}
