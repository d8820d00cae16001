import { checkFit, freezeModel, readWeights, type FitOptions } from "../../core";
import { readTable, type TableInput } from "../../data";
import { checkInteger, checkNames, checkNumber, checkOneOf, checkOptions, SegmentryError, show } from "../../errors";
import { finish, type Thresholds } from "./finish";
import { Grower } from "./grow";
import { namedColumns, readLabels } from "./labels";
import { DecisionTreeModel } from "./model";
import { rankColumn } from "./ranked-column";
import { DEEPEST, pathsOf } from "./tree";

/** Options of {@link DecisionTree}. */
export interface DecisionTreeOptions {
  /** How many questions lead to a leaf at most, from 1 to 100. Default: 6. */
  maxDepth?: number;
  /** How many different columns these questions may be about, or Infinity. Those about one column make one condition: a range, a set of values. Default: 3. */
  maxConditions?: number;
  /** How many leaves there may be, from 2, or Infinity. Default: 4 times the number of segments. */
  maxLeaves?: number;
  /** A leaf has at least so many rows of the fit, or below 1 such a share of them. Default: 1. */
  minLeaf?: number;
  /** A question about text names at most so many values, or Infinity. Default: 5. */
  maxValues?: number;
  /** By how much each leaf must lower the share of rows with another segment than their leaf's, from 0; null keeps all leaves. Default: 0. */
  prune?: number | null;
  /**
   * What divides two neighbouring numbers: the one of fewest digits (`"shortest"`), or their middle, as scikit-learn has it
   * (`"middle"`). `"round"` takes a number of still fewer digits that divides others, where 99 % of the gain is kept. Default: `"shortest"`.
   */
  thresholds?: Thresholds;
  /** The columns to ask about. Default: all but ids and ignored ones. */
  columns?: readonly string[];
}

const WHO = "DecisionTree";

/**
 * A classification tree by the Gini impurity (CART: Breiman, Friedman, Olshen and Stone 1984) that tells the segments of
 * customers apart by a few questions about columns as they are: numbers, dates, booleans, text, missing values.
 *
 * It grows where the impurity falls most until there are `maxLeaves`; then leaves that do not lower the share of wrongly
 * labelled rows are cut off. Numbers below a threshold go left; what has no value goes to the side where the impurity is lower,
 * or with the larger one where the fit had none. Of equally good questions the first column and the lowest threshold win.
 *
 * A path may ask about `maxConditions` columns, about each as often as `maxDepth` lets it: what is asked of one column is one
 * condition in a rule, such as AGE from 30 to 44.
 *
 * @example
 * ```ts
 * import { DecisionTree } from "segmentry/insights";
 *
 * const customers = [{ AGE: 20, PAYS: "cash" }, { AGE: 31, PAYS: "card" }, { AGE: 58, PAYS: "card" }, { AGE: 71, PAYS: "cash" }];
 * const model = new DecisionTree().fit(customers, [0, 1, 1, 0]);
 * console.log(model.rules().map(({ texts, precision }) => `${texts.join(" and ")}: ${precision}`)); // [ 'PAYS is cash: 1', 'PAYS is card: 1' ]
 * ```
 */
export class DecisionTree {
  readonly kind = WHO;
  readonly maxDepth: number;
  readonly maxConditions: number;
  readonly maxLeaves: number | undefined;
  readonly minLeaf: number;
  readonly maxValues: number;
  readonly prune: number | null;
  readonly thresholds: Thresholds;
  readonly columns: readonly string[] | undefined;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: DecisionTreeOptions = {}) {
    checkOptions(WHO, options, ["maxDepth", "maxConditions", "maxLeaves", "minLeaf", "maxValues", "prune", "thresholds", "columns"]);
    const { maxDepth = 6, maxConditions = 3, maxLeaves, minLeaf = 1, maxValues = 5, prune = 0, thresholds = "shortest", columns } = options;
    this.maxDepth = checkInteger(WHO, "maxDepth", maxDepth, 1, DEEPEST);
    this.maxConditions = checkMost("maxConditions", maxConditions, 1);
    this.maxLeaves = maxLeaves === undefined ? undefined : checkMost("maxLeaves", maxLeaves, 2);
    this.minLeaf = checkLeaf(minLeaf);
    this.maxValues = checkMost("maxValues", maxValues, 1);
    this.prune = prune === null ? null : checkNumber(WHO, "prune", prune, 0);
    this.thresholds = checkOneOf(WHO, "thresholds", thresholds, ["round", "shortest", "middle"]);
    this.columns = columns === undefined ? undefined : checkNames(WHO, "columns", columns);
    Object.freeze(this);
  }

  /**
   * Learns what tells the segments of n customers apart. O(columns x n x (log n + maxDepth)), for text more by the number of
   * its values.
   *
   * @param labels n labels from 0; -1 for customers that take no part
   * @throws SegmentryError `WRONG_LENGTH`, `INVALID_OPTION` for a label that is none, `MISSING_COLUMN`, `EMPTY_DATA`
   */
  fit(input: TableInput, labels: ArrayLike<number>, options?: FitOptions): DecisionTreeModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), names = namedColumns(WHO, table, this.columns), all = readWeights(WHO, options?.weights, table.rows);
    const { rows, classes, segments } = readLabels(WHO, labels, table.rows, all), { weights, scale } = scaled(all, rows);
    const columns = names.map((name) => rankColumn(WHO, table.store(name), rows));
    const minLeaf = this.minLeaf < 1 ? Math.max(1, Math.ceil(this.minLeaf * rows.length)) : this.minLeaf;
    const sample = { classes, k: segments.length, weights, minLeaf, maxValues: this.maxValues };
    const limits = { maxDepth: this.maxDepth, maxConditions: this.maxConditions, maxLeaves: this.maxLeaves ?? 4 * segments.length, isRound: this.thresholds === "round" };
    const root = finish(new Grower(sample, columns, limits).grow(WHO, options), columns, this.prune, this.thresholds, scale);
    const asked = new Set(pathsOf(root).flatMap(({ steps }) => steps.map(({ split }) => split.column)));
    return freezeModel(new DecisionTreeModel({ columns: columns.map(({ column }) => column).filter(({ name }) => asked.has(name)), segments, root }));
  }
}

/** The weights of some rows with the largest from 1 to below 2, so that no square is too large or too small, and what they were divided by. */
function scaled(all: Float64Array | null, rows: Int32Array): { weights: Float64Array | null; scale: number } {
  if (!all) return { weights: null, scale: 1 };
  let most = 0, sum = 0;
  for (const row of rows) {
    most = Math.max(most, all[row]!);
    sum += all[row]!;
  }
  if (sum === Infinity) throw new SegmentryError("INVALID_OPTION", WHO, "weights with a finite sum", "an infinite one");
  const scale = 2 ** Math.max(-1000, Math.floor(Math.log2(most)));
  return { weights: Float64Array.from(rows, (row) => all[row]! / scale), scale };
}

/** An integer of at least `min`, or Infinity for no limit. */
const checkMost = (name: string, value: unknown, min: number): number => (value === Infinity ? Infinity : checkInteger(WHO, name, value, min));

function checkLeaf(value: unknown): number {
  if (typeof value === "number" && value > 0 && (value < 1 || Number.isInteger(value))) return value;
  throw new SegmentryError("INVALID_OPTION", WHO, "minLeaf to be an integer of 1 or more, or a share above 0 and below 1", show(value));
}
