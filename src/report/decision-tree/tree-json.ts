import type { FieldReader } from "../../core";
import { total } from "./best-split";
import { DEEPEST, MOST_LEVELS, type LeafNode, type Side, type Split, type TreeColumn, type TreeNode } from "./tree";

/** What a fitted tree is made of. */
export interface TreeFields {
  /** The columns that it asks about, and no others. */
  readonly columns: readonly TreeColumn[];
  /** Labels, ascending. */
  readonly segments: readonly number[];
  readonly root: TreeNode;
}

/** A node in JSON: the left child of one that asks is the next in the list, `right` is the index of the other. */
export type ListedNode = { readonly split: Split; readonly right: number } | Pick<LeafNode, "counts">;

/** The nodes in the order root, left, right. O(nodes). */
export function listNodes(root: TreeNode): ListedNode[] {
  const nodes: ListedNode[] = [], visit = (node: TreeNode): void => {
    if (node.split === null) return void nodes.push({ counts: node.counts });
    const at = nodes.push({ split: node.split, right: 0 }) - 1;
    visit(node.left);
    nodes[at] = { split: node.split, right: nodes.length };
    visit(node.right);
  };
  visit(root);
  return nodes;
}

/** Reads the fields of a tree, each checked: the nodes are one tree, and each asks a column what its type can answer. */
export function readTree(fields: FieldReader): TreeFields {
  const columns = fields.each("columns", readColumn), byName = new Map(columns.map((column) => [column.name, column]));
  fields.distinct("columns", columns.map(({ name }) => name));
  const segments = fields.distinct("segments", fields.numbers("segments", undefined, 0));
  if (segments.length === 0 || segments.some((label, i) => !Number.isInteger(label) || label >= 2 ** 31 || label < (segments[i - 1] ?? 0))) fields.fail("segments", "labels, ascending", "others");
  const nodes = fields.each("nodes", (of) => (of.value("counts") === undefined ? readInner(of, byName) : readLeaf(of, segments.length)));
  const asked = new Set(nodes.flatMap((node) => ("split" in node ? [node.split.column] : [])));
  if (asked.size < columns.length) fields.fail("columns", "those that a node asks about", "others");
  return { columns, segments, root: plant(fields, nodes) };
}

function readColumn(fields: FieldReader): TreeColumn {
  const name = fields.string("name"), kind = fields.oneOf("kind", ["numeric", "categorical", "date", "id", "ignore"] as const);
  const type = fields.oneOf("type", ["number", "boolean", "date", "text"] as const), isText = type === "text";
  const range = fields.value("range") === null ? null : fields.numbers("range", 2) as [number, number], levels = fields.value("levels") === null ? null : fields.names("levels");
  if ((range === null) !== isText || (range && range[0] > range[1])) fields.fail("range", isText ? "null" : "the least and the largest value", "none of it");
  if (levels && (!isText || levels.length > MOST_LEVELS)) fields.fail("levels", `null, or at most ${MOST_LEVELS} of text`, `${levels.length}`);
  return { name, kind, type, missing: fields.boolean("missing"), integers: fields.boolean("integers") && type === "number", range, levels };
}

function readLeaf(fields: FieldReader, segments: number): ListedNode {
  const counts = fields.numbers("counts", segments, 0);
  return total(counts) > 0 && total(counts) < Infinity ? { counts } : fields.fail("counts", "weights of rows", "none");
}

function readInner(fields: FieldReader, columns: ReadonlyMap<string, TreeColumn>): ListedNode {
  return { right: fields.integer("right", 2), split: fields.object("split", (of) => readSplit(of, columns)) };
}

function readSplit(fields: FieldReader, columns: ReadonlyMap<string, TreeColumn>): Split {
  const kind = fields.oneOf("kind", ["numeric", "values", "missing"] as const), column = fields.string("column"), type = columns.get(column)?.type;
  if (type === undefined) fields.fail("column", "one of the columns", "another");
  if (kind === "missing") return { kind, column };
  if ((kind === "values") !== (type === "text")) fields.fail("kind", "one for the type of its column", kind);
  const missing = fields.oneOf<Side>("missing", ["left", "right"]);
  if (kind === "numeric") return { kind, column, threshold: fields.number("threshold"), missing };
  const values = fields.names("values");
  return values.length > 0 ? { kind, column, values, missing } : fields.fail("values", "one or more", "none");
}

/** The tree of a list of nodes, each of which must be the child of just one. */
function plant(fields: FieldReader, nodes: readonly ListedNode[]): TreeNode {
  let next = 0;
  const grow = (depth: number): TreeNode => {
    const node = nodes[next++];
    if (!node || depth > DEEPEST) return fields.fail("nodes", `a tree of at most ${DEEPEST} levels`, node ? "more" : "a child that is not there");
    if (!("split" in node)) return { split: null, counts: node.counts };
    const left = grow(depth + 1);
    if (node.right !== next) fields.fail("nodes", `a tree: right to be ${next}`, `${node.right}`);
    return { split: node.split, left, right: grow(depth + 1) };
  };
  const root = grow(0);
  return next === nodes.length ? root : fields.fail("nodes", "one tree", `${nodes.length - next} nodes beside it`);
}
