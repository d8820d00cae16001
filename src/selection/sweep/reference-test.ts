import type { Matrix } from "../../data";
import { log } from "../../math/elementary";
import { createRandom } from "../../math/random";
import { structureless } from "../reference/structureless";
import { clusterings, pointsOf } from "./clusterings";
import { momentsOf } from "./curve-moments";
import type { SweepPlan } from "./options";

/** How much tighter the data cluster than data without segments. */
export interface ReferenceTest {
  /** For k = 1.. the mean over references of the logarithm of their inertia, less that of the data, both of that at k = 1. */
  readonly gaps: readonly number[];
  /** Their standard errors: deviations of the references times the root of 1 + 1 / references (Tibshirani and others 2001). */
  readonly errors: readonly number[];
  /** The k at which the gap is largest for its error. */
  readonly k: number;
  /** The share of references, with the data, whose largest gap for its error is as large as that of the data. */
  readonly pValue: number;
  /** How many of how many references are as tight. */
  readonly asTight: number;
  readonly references: number;
}

/**
 * Compares the curve of inertia with those of reference data by the largest standardised gap over all k: one test for all k,
 * whose level holds however many are tried.
 *
 * @param inertias of the data for k = 1.., by as many runs of k-means as the references get: more would look tighter by effort alone
 * @param best the lowest that are known, for the gaps
 */
export function referenceTest(inertias: readonly number[], plan: SweepPlan, step: () => void, best = inertias): ReferenceTest {
  const draw = structureless(plan.encoded, plan.blocks), own = relative(inertias), lowest = relative(best), curves: number[][] = [];
  for (let b = 0; b < plan.references; b++) {
    curves.push(curveOf(draw(createRandom(`${plan.seed} reference ${b}`)), plan, b));
    step();
  }
  const { means, deviations } = momentsOf(curves, 1), scores = means.map((mean, i) => standardized(mean - own[i]!, deviations[i]!));
  const largest = Math.max(...scores), k = scores.indexOf(largest) + 1;
  const asLarge = curves.filter((curve, b) => largestOf(curve, curves.filter((_, other) => other !== b)) >= largest).length;
  const factor = Math.sqrt(1 + 1 / plan.references);
  return { gaps: means.map((mean, i) => mean - lowest[i]!), errors: deviations.map((deviation) => deviation * factor), k, pValue: (asLarge + 1) / (plan.references + 1), asTight: asLarge, references: plan.references };
}

function curveOf(reference: Matrix, { components, maxK, nInit, seed, signal }: SweepPlan, b: number): number[] {
  const inertias = clusterings(pointsOf(reference, components), maxK, nInit, `${seed} ${b}`, signal).map(({ inertia }) => inertia);
  return relative(Array.from({ length: maxK }, (_, i) => inertias[i] ?? 0));
}

/** Logarithms relative to one cluster. An inertia of all but nothing counts as 1e-12 of that. */
function relative(inertias: readonly number[]): number[] {
  const total = inertias[0]!;
  return inertias.map((inertia) => (total > 0 ? log(Math.max(inertia / total, 1e-12)) : 0));
}

/** At k = 1 there is nothing to compare: 0. */
const standardized = (gap: number, deviation: number): number => (gap === 0 ? 0 : gap / Math.max(deviation, 1e-9));

function largestOf(curve: readonly number[], others: readonly (readonly number[])[]): number {
  const { means, deviations } = momentsOf(others, 1);
  return Math.max(...curve.map((value, i) => standardized(means[i]! - value, deviations[i]!)));
}
