import { freezeModel, type FitOptions } from "../../core";
import type { Matrix } from "../../data";
import { checkInteger } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { ElbowFinder, type ElbowFinderModel, type ElbowPoint } from "../../selection/elbow-finder";
import { findKnee } from "../../selection/knee";
import { KMeans, KMeansModel } from "../../stages/k-means";
import type { Chooser, ClusteringSpace, Recipe } from "./options";

/** A clustering, with the curve that led to it and what is to be said of it. */
export interface Clustering {
  readonly kMeans: KMeansModel;
  readonly curve: readonly ElbowPoint[];
  readonly notes: readonly string[];
}

/** Clusters with the k of the chooser, else the k asked for, or with the k at the knee of the curve. */
export function cluster(space: ClusteringSpace, chooser: Chooser | undefined, recipe: Recipe, options: FitOptions): Clustering {
  const { points } = space, { k, minK, maxK, nInit, seed } = recipe;
  if (chooser) {
    const choice = chooser(space, recipe);
    return { ...choice, kMeans: bySize(new KMeans({ k: choice.k, nInit, seed }).fit(points, options)) };
  }
  if (k !== "auto") return { kMeans: bySize(new KMeans({ k, nInit, seed }).fit(points, options)), curve: [], notes: [] };
  const distinct = countDistinct(points.data, points.columns, null, maxK), top = Math.min(maxK, distinct);
  checkInteger("segment", "minK", minK, 1, top, "distinct customers");
  if (top === minK) {
    const kMeans = bySize(new KMeans({ k: minK, nInit, seed }).fit(points, options));
    return { kMeans, curve: [], notes: [`There are only ${distinct} distinct customers: k = ${minK} was not chosen by a curve.`] };
  }
  const elbow = new ElbowFinder({ minK, maxK: top, nInit, seed }).fit(points, options);
  const { k: chosen, note } = choose(elbow, points, `k = ${minK}..${top}`);
  return { kMeans: bySize(elbow.at(chosen)), curve: elbow.curve, notes: [note] };
}

/** The k to take, and why. */
function choose(elbow: ElbowFinderModel, points: Matrix, range: string): { k: number; note: string } {
  const total = new KMeans({ k: 1, nInit: 1 }).fit(points).inertia, index = calinskiHarabasz(points.rows, total), best = elbow.curve.reduce((a, b) => (index(b) > index(a) ? b : a));
  if (index(best) === Infinity) return { k: best.k, note: `k = ${best.k} is the smallest number of segments that leaves no difference within them.` };
  if (elbow.k === null) {
    return { k: best.k, note: `The inertia over ${range} has no knee: the data may have no segments. k = ${best.k} has the highest Calinski-Harabasz index of them; give k if you know better.` };
  }
  const [first] = elbow.curve;
  if (first?.k === 2 && bendsAtTwo(elbow, total) && index(first) > index(elbow.curve.find(({ k }) => k === elbow.k)!)) {
    return { k: 2, note: `k = 2 is the knee of the inertia counted from k = 1, and has a higher Calinski-Harabasz index than k = ${elbow.k}, the knee over ${range}.` };
  }
  return { k: elbow.k, note: `k = ${elbow.k} is the knee of the inertia over ${range}. Most curves have one, also those of data without segments: see whether the segments differ in a way that matters.` };
}

/** Whether the curve from k = 1 on has its knee at 2, which as the end of the curve from 2 on cannot be one. */
function bendsAtTwo(elbow: ElbowFinderModel, total: number): boolean {
  return findKnee([total, ...elbow.curve.map(({ inertia }) => inertia)]) === 1;
}

/** The index of Calinski and Harabasz (1974), between-variance over within-variance: higher is better, Infinity is perfect. */
function calinskiHarabasz(n: number, total: number): (point: ElbowPoint) => number {
  const rounding = 1e-12 * total;
  return ({ k, inertia }) => {
    if (inertia <= rounding) return Infinity;
    return k < 2 || k >= n ? -Infinity : ((total - inertia) * (n - k)) / ((k - 1) * inertia);
  };
}

/** The same clustering with its clusters numbered by size, the largest first. */
function bySize(model: KMeansModel): KMeansModel {
  const { centroids, inertia, iterations, converged, sizes } = model, { data, columns } = centroids, before = data.slice();
  const order = sizes.map((_, label) => label).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  order.forEach((label, at) => data.set(before.subarray(label * columns, (label + 1) * columns), at * columns));
  return freezeModel(new KMeansModel({ centroids, inertia, iterations, converged, sizes: order.map((label) => sizes[label]!) }));
}
