import { total } from "./best-split";
import { mergeSteps, type Condition } from "./conditions";
import { largest, pathsOf, type TreeColumn, type TreeNode } from "./tree";
import { wordsOf } from "./words";

/** One way to be in a segment. */
export interface Rule {
  /** The label that it leads to. */
  readonly segment: number;
  /** All of them must be met; none where every customer is in the segment. At most one a column. */
  readonly conditions: readonly Condition[];
  /** Each condition in words, such as `INCOME at least 60,000` or `PAYS is card or cash`. */
  readonly texts: readonly string[];
  /** Share of the segment that meets it, 0 to 1. */
  readonly covers: number;
  /** Share of those who meet it who are in the segment, 0 to 1. */
  readonly precision: number;
}

/** A leaf of a decision tree as plain data. */
export interface TreeLeaf {
  /** The label that it gives. */
  readonly segment: number;
  readonly conditions: readonly Condition[];
  /** For each segment of the model how much its rows weigh that came here at fit. */
  readonly counts: readonly number[];
}

/** The leaves from left to right. */
export function leavesOf(root: TreeNode, columns: ReadonlyMap<string, TreeColumn>, segments: readonly number[]): TreeLeaf[] {
  return pathsOf(root).map(({ leaf: { counts }, steps }) => ({ segment: segments[largest(counts)]!, conditions: mergeSteps(steps, columns), counts: [...counts] }));
}

/** A rule for each leaf: by segment, the largest cover first. */
export function rulesOf(leaves: readonly TreeLeaf[], columns: ReadonlyMap<string, TreeColumn>, segments: readonly number[]): Rule[] {
  const sizes = segments.map((_, i) => leaves.reduce((sum, { counts }) => sum + counts[i]!, 0));
  const rules = leaves.map(({ segment, conditions, counts }): Rule => {
    const i = segments.indexOf(segment), texts = conditions.map((condition) => wordsOf(condition, columns.get(condition.column)!));
    return { segment, conditions, texts, covers: counts[i]! / sizes[i]!, precision: counts[i]! / total(counts) };
  });
  return rules.sort((a, b) => a.segment - b.segment || b.covers - a.covers);
}
