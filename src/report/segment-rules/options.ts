import { checkWatching, type FitOptions } from "../../core";
import { checkInteger, checkNumber, checkOptions, checkSeed, SegmentryError } from "../../errors";
import { DecisionTree, type DecisionTreeOptions, type Thresholds } from "../decision-tree";

/** Options of {@link segmentRules}: those of {@link DecisionTree}, and these. */
export interface SegmentRulesOptions extends DecisionTreeOptions, Pick<FitOptions, "onProgress" | "signal"> {
  /** How many rules a segment has at most. Default: 3. */
  maxRules?: number;
  /** Share of the customers of each segment by whom fidelity is measured, from 0 to below 1. Default: 0.3. */
  holdout?: number;
  /** Of more customers so many are drawn, from all segments in proportion, or Infinity. Default: 20,000. */
  sample?: number;
  /** Decides who is held out and drawn. Default: 0. */
  seed?: number | string;
  /** Of {@link DecisionTree}, but by default 0.01: a rule for fewer than 1 % of the customers tells little. */
  minLeaf?: number;
  /** Of {@link DecisionTree}, but by default `"round"`. */
  thresholds?: Thresholds;
}

/** Those options, checked. */
export interface RulesPlan {
  readonly tree: DecisionTree;
  readonly watching: Pick<FitOptions, "onProgress" | "signal">;
  readonly maxRules: number;
  readonly holdout: number;
  readonly sample: number;
  readonly seed: number | string;
}

const WHO = "segmentRules";
const OF_TREE = ["maxDepth", "maxConditions", "maxLeaves", "maxValues", "prune", "thresholds", "columns"];

/** Checks the options of segmentRules. */
export function readOptions(options: SegmentRulesOptions): RulesPlan {
  checkOptions(WHO, options, [...OF_TREE, "minLeaf", "maxRules", "holdout", "sample", "seed", "onProgress", "signal"]);
  const { maxRules = 3, holdout = 0.3, sample = 20_000, seed = 0, onProgress, signal, ...ofTree } = options, watching = { onProgress, signal };
  checkWatching(WHO, watching);
  if (checkNumber(WHO, "holdout", holdout, 0) >= 1) throw new SegmentryError("INVALID_OPTION", WHO, "holdout to be a share from 0 to below 1", `${holdout}`);
  return {
    tree: new DecisionTree({ minLeaf: 0.01, thresholds: "round", ...ofTree }), watching, holdout,
    maxRules: checkInteger(WHO, "maxRules", maxRules, 1),
    sample: sample === Infinity ? sample : checkInteger(WHO, "sample", sample, 1),
    seed: checkSeed(WHO, seed),
  };
}
