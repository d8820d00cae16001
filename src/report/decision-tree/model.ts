import { encode, frozen, TableMaps, type Codec, type ModelJSON } from "../../core";
import { Frame, Matrix, specOf, type Column, type TableInput, type TextColumn } from "../../data";
import { total } from "./best-split";
import { leavesOf, rulesOf, type Rule, type TreeLeaf } from "./rule";
import { listNodes, readTree, type TreeFields } from "./tree-json";
import { largest, type LeafNode, type Split, type TreeColumn, type TreeNode } from "./tree";

const KIND = "DecisionTree";

/** Gives the leaf of a row. */
type Route = (row: number) => LeafNode;

/**
 * A fitted {@link DecisionTree}. Immutable.
 *
 * @example
 * ```ts
 * import { DecisionTree } from "segmentry/insights";
 *
 * const model = new DecisionTree().fit([{ AGE: 20 }, { AGE: 31 }, { AGE: 58 }, { AGE: 71 }], [0, 0, 1, 1]);
 * console.log(model.predict([{ AGE: 25 }, { AGE: 65 }])); // Int32Array(2) [ 0, 1 ]
 * console.log(model.rules().map(({ segment, texts }) => `${segment}: ${texts.join(" and ")}`)); // [ '0: AGE at most 39', '1: AGE at least 40' ]
 * ```
 */
export class DecisionTreeModel extends TableMaps {
  readonly kind = KIND;
  /** The labels that it can give, and that were in the fit, ascending. */
  readonly segments: readonly number[];
  readonly #columns: ReadonlyMap<string, TreeColumn>;
  readonly #root: TreeNode;

  /** @hidden */
  constructor({ columns, segments, root }: TreeFields) {
    super(columns.map(specOf));
    const own = frozen({ columns, segments, root });
    this.segments = own.segments;
    this.#columns = new Map(own.columns.map((column) => [column.name, column]));
    this.#root = own.root;
  }

  /** The columns that it asks about: all that `predict` needs. Copied. */
  get columns(): string[] {
    return [...this.#columns.keys()];
  }

  /** The leaves from left to right: every customer meets the conditions of exactly one. Copied. */
  get leaves(): TreeLeaf[] {
    return leavesOf(this.#root, this.#columns, this.segments);
  }

  /** The columns as they were at fit, by name. @internal */
  get columnsByName(): ReadonlyMap<string, TreeColumn> {
    return this.#columns;
  }

  /** A rule for each leaf in the order of segments, the largest cover first; cover and precision by the rows of the fit. Copied. */
  rules(): Rule[] {
    return rulesOf(this.leaves, this.#columns, this.segments);
  }

  /**
   * The label of the leaf of each row. A value of text that was not there at fit goes with those that a split does not name.
   * O(rows x depth).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `NOT_FINITE`, `EMPTY_DATA`
   */
  predict(input: TableInput): Int32Array {
    const label = new Map<LeafNode, number>(), labelOf = (leaf: LeafNode): number => {
      const known = label.get(leaf) ?? this.segments[largest(leaf.counts)]!;
      label.set(leaf, known);
      return known;
    };
    return Int32Array.from(this.#leavesOf(input), labelOf);
  }

  /**
   * For each row the share of each segment in its leaf at fit: rows x segments, columns named by the labels. O(rows x (depth + segments)).
   *
   * @throws SegmentryError as {@link DecisionTreeModel.predict}
   */
  probabilities(input: TableInput): Matrix {
    const leaves = this.#leavesOf(input), k = this.segments.length, data = new Float64Array(leaves.length * k);
    leaves.forEach(({ counts }, row) => {
      const sum = total(counts);
      for (let c = 0; c < k; c++) data[row * k + c] = counts[c]! / sum;
    });
    return Matrix.wrap(data, leaves.length, k, this.segments.map(String));
  }

  #leavesOf(input: TableInput): LeafNode[] {
    const columns = new Map(this.read(input).map((column) => [column.name, column]));
    const route = routeOf(this.#root, columns), rows = Frame.is(input) ? input.rows : input.length;
    return Array.from({ length: rows }, (_, row) => route(row));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: [...this.#columns.values()], segments: this.segments, nodes: listNodes(this.#root) });
  }
}

function routeOf(node: TreeNode, columns: ReadonlyMap<string, Column>): Route {
  if (node.split === null) return () => node;
  const goesLeft = sideOf(node.split, columns.get(node.split.column)!), left = routeOf(node.left, columns), right = routeOf(node.right, columns);
  return (row) => (goesLeft(row) ? left(row) : right(row));
}

function sideOf(split: Split, column: Column): (row: number) => boolean {
  if (column.type === "text") return textSide(split, column);
  const { values } = column;
  if (split.kind !== "numeric") return (row) => Number.isNaN(values[row]);
  const { threshold } = split, missingLeft = split.missing === "left";
  return (row) => (Number.isNaN(values[row]) ? missingLeft : values[row]! < threshold);
}

function textSide(split: Split, { codes, levels }: TextColumn): (row: number) => boolean {
  const named = new Set(split.kind === "values" ? split.values : []), isLeft = levels.map((level) => named.has(level));
  const missingLeft = split.kind === "missing" || split.missing === "left";
  return (row) => (codes[row]! < 0 ? missingLeft : isLeft[codes[row]!]!);
}

/**
 * Reads a fitted DecisionTree back: `decodeWith(decisionTree)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { decisionTree, DecisionTree } from "segmentry/insights";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new DecisionTree().fit([{ PAYS: "card" }, { PAYS: "cash" }], [0, 1]));
 * console.log(decodeWith(decisionTree)(text, "DecisionTree").predict([{ PAYS: "cash" }])); // Int32Array(1) [ 1 ]
 * ```
 */
export const decisionTree: Codec<DecisionTreeModel> = { kind: KIND, read: (fields) => new DecisionTreeModel(readTree(fields)) };
