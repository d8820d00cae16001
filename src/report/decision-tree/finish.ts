import { EQUAL, total } from "./best-split";
import type { GrownNode } from "./grow";
import type { RankedColumn, RankedNumbers } from "./ranked-column";
import { dateBetween, middleOf, shortestBetween } from "./threshold";
import { largest, type Split, type TreeNode } from "./tree";

/** How thresholds are chosen: see {@link DecisionTreeOptions}. */
export type Thresholds = "round" | "shortest" | "middle";

interface Pruned {
  readonly node: TreeNode;
  /** Weight of the rows with another segment than that of their leaf. */
  readonly wrong: number;
  readonly leaves: number;
}

/**
 * The tree to keep of a grown one: of all its subtrees the smallest of those with the least cost, which is the share of rows
 * with another segment than their leaf's plus `prune` for each leaf (cost-complexity pruning, Breiman et al. 1984, chapter 3).
 * Null prunes nothing. O(nodes).
 *
 * @param scale what weights were divided by
 */
export function finish(root: GrownNode, columns: readonly RankedColumn[], prune: number | null, thresholds: Thresholds, scale: number): TreeNode {
  const weight = total(root.counts), price = prune === null ? null : prune * weight;
  const visit = (grown: GrownNode): Pruned => {
    const { counts, children, best } = grown, alone = total(counts) - counts[largest(counts)]!;
    const leaf: Pruned = { node: { split: null, counts: Array.from(counts, (weight) => weight * scale) }, wrong: alone, leaves: 1 };
    if (!children || !best) return leaf;
    const left = visit(children[0]), right = visit(children[1]), wrong = left.wrong + right.wrong, leaves = left.leaves + right.leaves;
    if (price !== null && alone + price <= wrong + price * leaves + EQUAL * weight) return leaf;
    return { node: { split: splitOf(columns[best.column]!, grown, thresholds), left: left.node, right: right.node }, wrong, leaves };
  };
  return visit(root).node;
}

function splitOf(ranked: RankedColumn, { best }: GrownNode, thresholds: Thresholds): Split {
  const { left, missingLeft, next, threshold } = best!.candidate, column = ranked.column.name, missing = missingLeft ? "left" : "right";
  if ("upTo" in left) return { kind: "numeric", column, threshold: threshold ?? thresholdOf(ranked as RankedNumbers, left.upTo, next, thresholds), missing };
  if (left.codes.length === 0) return { kind: "missing", column };
  return { kind: "values", column, values: left.codes.map((code) => ranked.values[code] as string), missing };
}

function thresholdOf({ type, values }: RankedNumbers, upTo: number, next: number, thresholds: Thresholds): number {
  const low = values[upTo]!, high = values[next]!;
  if (thresholds === "middle") return middleOf(low, high);
  return type === "date" ? dateBetween(low, high) : shortestBetween(low, high);
}
