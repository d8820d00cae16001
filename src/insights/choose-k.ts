import type { Choice, Chooser, ClusteringSpace } from "../recipes/segment/options";
import type { Recipe } from "../recipes/segment/options";
import { countDistinct } from "../math/distinct";
import { checkInteger } from "../errors";
import type { FitOptions } from "../core";
import { smallestOf } from "../selection/sweep/assess";
import { sweepOf, type Sweep } from "../selection/sweep/sweep";
import { verdictOf } from "../selection/sweep/verdict";
import type { Verdict } from "../selection/verdict-types";
import type { InsightPlan } from "./options";

/** What was found out while the number of segments was chosen. */
export interface Finding {
  readonly verdict: Verdict;
  readonly sweep: Sweep;
  readonly space: ClusteringSpace;
  readonly recipe: Recipe;
}

/** A chooser that takes the k of the verdict, or the one asked for, and hands on what it found. */
export function verdictChooser(plan: InsightPlan, options: FitOptions, found: (finding: Finding) => void): Chooser {
  return (space, recipe): Choice => {
    const { points, encoded, blocks, components } = space, { minK, nInit, seed, k } = recipe;
    const distinct = countDistinct(points.data, points.columns, null, recipe.maxK), maxK = Math.min(recipe.maxK, distinct);
    if (k === "auto") checkInteger("segment", "minK", minK, 1, maxK, "distinct customers");
    const sweep = sweepOf({ encoded, blocks, components, maxK, nInit, references: plan.references, seed, onProgress: options.onProgress, signal: options.signal });
    const verdict = verdictOf(sweep, { minK, minSize: smallestOf(sweep.points.rows, plan.minShare) });
    found({ verdict, sweep, space, recipe });
    const scale = points.rows / sweep.points.rows, curve = sweep.clusterings.filter((one) => one.k >= minK).map((one) => ({ k: one.k, inertia: one.inertia * scale }));
    return { k: k === "auto" ? verdict.k : k, curve: k === "auto" ? curve : [], notes: [...(distinct < recipe.maxK ? [`There are only ${distinct} distinct customers: no more segments than that were tried.`] : []), ...notesOf(verdict, sweep, k)] };
  };
}

function notesOf(verdict: Verdict, { points, of }: Sweep, k: number | "auto"): string[] {
  const sampled = points.rows < of ? [`How many segments there are was judged by ${points.rows} of ${of} customers; the curve of inertia is theirs, scaled.`] : [];
  const asked = k === "auto" ? (verdict.kind === "none" ? [`k = ${verdict.k} divides the customers all the same; any other number is as good.`] : []) : [`k = ${k} was asked for.`];
  return [verdict.summary, ...asked, ...sampled];
}
