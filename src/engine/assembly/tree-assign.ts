import { divide } from "./tree-divide";
import { candidateBytes, clusterOf, filter } from "./tree-filter";
import { nodeBytes, rightOf, rowCount, rowsOf, sumsOf, Tree } from "./tree-layout";
import { CLUSTER, label } from "./tree-scan";
import { addRow, addSums } from "./tree-sums";

let tree: Tree = changetype<Tree>(0);

/** Adds up the rows of each cluster, given all centroids as candidates. */
export function assign<D>(given: Tree, from: usize, to: usize): void {
  tree = given;
  visit<D>(given.nodes, from, to);
}

function visit<D>(node: usize, from: usize, to: usize): void {
  const end = filter<D>(node, from, to), left = (end - to) / candidateBytes<D>(), right = rightOf<D>(node);
  if (left == 1) addSums<D>(clusterOf<D>(to), sumsOf<D>(node));
  else if (left == 2) divide<D>(tree, node, to, candidateBytes<D>());
  else if (right) {
    visit<D>(node + nodeBytes<D>(), to, end);
    visit<D>(right, to, end);
  } else distribute<D>(node, to, end);
}

/** Adds each row of a leaf to its cluster. */
function distribute<D>(node: usize, from: usize, to: usize): void {
  const count = rowCount<D>(node), first = rowsOf<D>(node), bytes = 2 * tree.stride;
  label<D>(first, bytes, count, from, to);
  for (let i: usize = 0; i < <usize>count; i++) {
    addRow<D>(load<usize>(CLUSTER + 8 * i), first + (i >> 1) * bytes + 8 * (i & 1), 16, tree);
  }
}
