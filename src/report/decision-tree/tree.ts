import type { ColumnSpec } from "../../data";

/** Which of the two children. */
export type Side = "left" | "right";

/** Numbers and dates (as milliseconds since 1970 UTC) below the threshold go left, the others right; booleans are 0 and 1. */
export interface NumericSplit {
  readonly kind: "numeric";
  readonly column: string;
  readonly threshold: number;
  /** Where rows without a value go. */
  readonly missing: Side;
}

/** The values that are named go left, all others right, also those that were not there at fit. */
export interface ValuesSplit {
  readonly kind: "values";
  readonly column: string;
  /** Sorted by code point. */
  readonly values: readonly string[];
  /** Where rows without a value go. */
  readonly missing: Side;
}

/** Rows without a value go left, all others right. */
export interface MissingSplit {
  readonly kind: "missing";
  readonly column: string;
}

/** The question that a node asks of one column. */
export type Split = NumericSplit | ValuesSplit | MissingSplit;

/** A node that asks. */
export interface InnerNode {
  readonly split: Split;
  readonly left: TreeNode;
  readonly right: TreeNode;
}

/** A node that answers. */
export interface LeafNode {
  readonly split: null;
  /** For each segment how much its rows weigh that came here at fit. */
  readonly counts: readonly number[];
}

export type TreeNode = InnerNode | LeafNode;

/** A column that a tree asks about, as it was at fit. */
export interface TreeColumn extends ColumnSpec {
  /** Whether a row had no value. */
  readonly missing: boolean;
  /** Whether all numbers are integers; false for dates and text. */
  readonly integers: boolean;
  /** The least and the largest value; null for text. */
  readonly range: readonly [number, number] | null;
  /** All values of text, sorted; null where there are more than {@link MOST_LEVELS}, and for what is no text. */
  readonly levels: readonly string[] | null;
}

/** Of columns of more values a tree keeps just those that it names: rare ones may say who somebody is. */
export const MOST_LEVELS = 10;

/** The deepest tree: its nodes are visited by recursion. */
export const DEEPEST = 100;

/** The leaves, left to right, each with the nodes above it and the sides taken there. O(nodes x depth). */
export function pathsOf(node: TreeNode, path: readonly Step[] = []): Path[] {
  if (node.split === null) return [{ leaf: node, steps: path }];
  const { split } = node;
  return [...pathsOf(node.left, [...path, { split, side: "left" }]), ...pathsOf(node.right, [...path, { split, side: "right" }])];
}

/** One answer on the way to a leaf. */
export interface Step {
  readonly split: Split;
  readonly side: Side;
}

/** A leaf and how it is reached. */
export interface Path {
  readonly leaf: LeafNode;
  readonly steps: readonly Step[];
}

/** The index of the largest number, the first of equal ones. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
