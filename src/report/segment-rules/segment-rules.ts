import { readTable, takeFrame, type Frame, type TableInput } from "../../data";
import type { DecisionTreeModel, Rule } from "../decision-tree";
import { readLabels, type Labelled } from "../decision-tree/labels";
import { largest } from "../decision-tree/tree";
import { wordsOf } from "../decision-tree/words";
import { Measurer, simplify, type Measured } from "./measure";
import { readOptions, type RulesPlan, type SegmentRulesOptions } from "./options";
import { partRows } from "./parts";

/** The rules of one segment. */
export interface RulesOfSegment {
  readonly segment: number;
  /** How many customers it has. */
  readonly size: number;
  /** Largest cover first; none where no question tells the segment from the others. */
  readonly rules: readonly Rule[];
}

/** How well a tree tells the segments of customers whom it was not made of. */
export interface Fidelity {
  /** How many customers it was measured by; 0 where there were too few to hold any out: then it is by those the tree was made of. */
  readonly rows: number;
  /** Share of them whom the tree puts into their segment, 0 to 1. */
  readonly accuracy: number;
  /** The same for each segment, and the mean of that: small segments count as much as large ones. */
  readonly balanced: number;
}

/** What {@link segmentRules} gives. */
export interface SegmentRules {
  /** How many customers are in a segment. */
  readonly rows: number;
  /** How many of them the tree was made of: fewer where there are more than `sample`. */
  readonly fitted: number;
  /** By label. */
  readonly segments: readonly RulesOfSegment[];
  readonly fidelity: Fidelity;
  /** The tree whose leaves the rules come from. */
  readonly tree: DecisionTreeModel;
}

/** All that is needed to make rules. */
interface Work {
  readonly table: Frame;
  readonly labelled: Labelled;
  readonly plan: RulesPlan;
  readonly drawn: Int32Array;
}

const WHO = "segmentRules";

/**
 * Rules that people can read for the segments of customers: the leaves of a shallow {@link DecisionTree}, each without the
 * conditions that it does not need. The rules are made of all customers (or 20,000 drawn among them), covers and precision are
 * counted among all. As rules lose conditions they may overlap: first comes the one that covers most of the segment, then what covers
 * most of the rest, as long as that is 5 % of the segment; all are given with the largest cover first.
 *
 * Fidelity is that of the tree, and honest: 30 % of each segment are held out, a second tree is made of the others in the same
 * way, and asked about those held out. A segment that is the most frequent in no leaf gets rules from a tree of its own, which
 * tells it from all the others.
 *
 * @param labels n labels from 0; -1 for customers that are in no segment
 * @throws SegmentryError `INVALID_OPTION`, `WRONG_LENGTH`, `MISSING_COLUMN`, `EMPTY_DATA`
 *
 * @example
 * ```ts
 * import { rulesToText, segmentRules } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 60 }, (_, i) => ({ INCOME: 1000 * (20 + i), PAYS: i % 2 ? "card" : "cash" }));
 * const found = segmentRules(customers, customers.map(({ INCOME, PAYS }) => (INCOME < 50_000 ? 0 : PAYS === "card" ? 1 : 2)));
 * console.log(rulesToText(found, ["thrifty", "modern", "classic"]));
 * // if INCOME below 50,000 then thrifty (covers 100 %, 100 % right)
 * // if INCOME at least 50,000 and PAYS is card then modern (covers 100 %, 100 % right)
 * // if INCOME at least 50,000 and PAYS is cash then classic (covers 100 %, 100 % right)
 * // The tree of these rules finds the segment of 100 % of 19 customers held out.
 * ```
 */
export function segmentRules(input: TableInput, labels: ArrayLike<number>, options: SegmentRulesOptions = {}): SegmentRules {
  const plan = readOptions(options), table = readTable(WHO, input), labelled = readLabels(WHO, labels, table.rows);
  const { drawn, held, rest } = partRows(labelled, plan.sample, plan.holdout, plan.seed), work = { table, labelled, plan, drawn };
  const labelOf = (row: number): number => labels[row]!, tree = fitOn(work, drawn, labelOf);
  const judged = held.length > 0 ? fitOn(work, rest, labelOf) : tree, rows = held.length > 0 ? held : drawn;
  return {
    rows: labelled.rows.length, fitted: drawn.length, tree,
    segments: rulesBySegment(work, tree, labelOf),
    fidelity: { rows: held.length, ...agreement(Array.from(rows, labelOf), judged.predict(takeFrame(table, rows))) },
  };
}

/** A tree of some of the rows. */
function fitOn({ table, plan }: Work, rows: Int32Array, labelOf: (row: number) => number, weightOf?: (row: number) => number): DecisionTreeModel {
  const labels = new Int32Array(table.rows).fill(-1), weights = weightOf && new Float64Array(table.rows);
  for (const row of rows) {
    labels[row] = labelOf(row);
    if (weights) weights[row] = weightOf(row);
  }
  return plan.tree.fit(table, labels, { ...plan.watching, weights });
}

function rulesBySegment(work: Work, tree: DecisionTreeModel, labelOf: (row: number) => number): RulesOfSegment[] {
  const { table, labelled: { rows, segments }, drawn } = work, columnOf = (name: string) => table.store(name);
  const some = new Measurer(drawn, columnOf), all = new Measurer(rows, columnOf);
  return segments.map((segment) => {
    const inDrawn = Uint8Array.from(drawn, (row) => Number(labelOf(row) === segment)), isIn = Uint8Array.from(rows, (row) => Number(labelOf(row) === segment));
    const size = isIn.reduce((sum, one) => sum + one, 0), from = tree.leaves.some((leaf) => leaf.segment === segment) ? { tree, segment } : ownTree(work, segment, labelOf);
    const simple = from.tree.leaves.filter((leaf) => leaf.segment === from.segment).map(({ conditions }) => simplify(some, conditions, inDrawn));
    const chosen = choose(simple, inDrawn, work.plan.maxRules).map(({ conditions }) => all.measure(conditions, isIn));
    return { segment, size, rules: chosen.map((one) => ruleOf(one, segment, size, from.tree)).sort((a, b) => b.covers - a.covers) };
  });
}

/** A tree that tells one segment (1) from all others (0), of as much weight as the segment where it is never the more frequent one. */
function ownTree(work: Work, wanted: number, labelOf: (row: number) => number): { tree: DecisionTreeModel; segment: number } {
  const { drawn } = work, isWanted = (row: number): number => Number(labelOf(row) === wanted), plain = fitOn(work, drawn, isWanted);
  if (plain.leaves.some(({ segment }) => segment === 1)) return { tree: plain, segment: 1 };
  const size = drawn.reduce((sum, row) => sum + isWanted(row), 0), others = drawn.length - size;
  const even = fitOn(work, drawn, isWanted, (row) => (isWanted(row) ? others / size : 1));
  return { tree: even, segment: even.columns.length > 0 ? 1 : NaN };
}

/** A further rule that covers less of its segment than this, beside what those before it cover, is not worth reading. */
const WORTH_READING = 0.05;

/** Always the rule that covers most customers of the segment whom those before do not. */
function choose(rules: readonly Measured[], isIn: Uint8Array, most: number): Measured[] {
  const left = isIn.slice(), size = isIn.reduce((sum, one) => sum + one, 0), chosen: Measured[] = [];
  while (chosen.length < most) {
    const gains = rules.map(({ mask }) => mask.reduce((sum, met, i) => sum + (met & left[i]!), 0)), best = largest(gains);
    if (!(gains[best]! > 0 && (chosen.length === 0 || gains[best]! >= WORTH_READING * size))) break;
    chosen.push(rules[best]!);
    rules[best]!.mask.forEach((met, i) => left[i]! &= 1 - met);
  }
  return chosen;
}

function ruleOf({ conditions, met, right }: Measured, segment: number, size: number, tree: DecisionTreeModel): Rule {
  const texts = conditions.map((condition) => wordsOf(condition, tree.columnsByName.get(condition.column)!));
  return { segment, conditions, texts, covers: right / size, precision: right / met };
}

/** Share of labels that agree, over all and as the mean over the labels that should be. */
function agreement(labels: readonly number[], found: Int32Array): Pick<Fidelity, "accuracy" | "balanced"> {
  const sizes = new Map<number, number>(), right = new Map<number, number>();
  labels.forEach((label, i) => {
    sizes.set(label, (sizes.get(label) ?? 0) + 1);
    if (found[i] === label) right.set(label, (right.get(label) ?? 0) + 1);
  });
  const sum = [...right.values()].reduce((a, b) => a + b, 0), shares = Array.from(sizes, ([label, size]) => (right.get(label) ?? 0) / size);
  return { accuracy: sum / labels.length, balanced: shares.reduce((a, b) => a + b, 0) / shares.length };
}
