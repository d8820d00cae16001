import { freezeModel } from "../../core";
import type { FitOptions } from "../../core";
import type { Matrix } from "../../data";
import { checkInteger } from "../../errors";
import { countDistinct } from "../../math/distinct";
import { ElbowFinder, type ElbowFinderModel, type ElbowPoint } from "../../selection/elbow-finder";
import { KMeans, KMeansModel } from "../../stages/k-means";
import type { Recipe } from "./options";

/** A clustering, with the curve that led to it and what is to be said of it. */
export interface Clustering {
  readonly kMeans: KMeansModel;
  readonly curve: readonly ElbowPoint[];
  readonly notes: readonly string[];
}

/** Clusters with the k asked for, or with the k at the knee of the curve. */
export function cluster(points: Matrix, { k, minK, maxK, nInit, seed }: Recipe, options: FitOptions): Clustering {
  if (k !== "auto") return { kMeans: bySize(new KMeans({ k, nInit, seed }).fit(points, options)), curve: [], notes: [] };
  const distinct = countDistinct(points.data, points.columns, null, maxK), top = Math.min(maxK, distinct);
  checkInteger("segment", "minK", minK, 1, top, "distinct customers");
  if (top === minK) {
    const kMeans = bySize(new KMeans({ k: minK, nInit, seed }).fit(points, options));
    return { kMeans, curve: [], notes: [`There are only ${distinct} distinct customers: k = ${minK} was not chosen by a curve.`] };
  }
  const elbow = new ElbowFinder({ minK, maxK: top, nInit, seed }).fit(points, options);
  const chosen = elbow.best ?? withoutKnee(elbow, points);
  const note = elbow.best
    ? `k = ${chosen.k} is the knee of the inertia over k = ${minK}..${top}.`
    : chosen.inertia <= 1e-12 * elbow.curve[0]!.inertia
      ? `k = ${chosen.k} is the smallest number of segments that leaves no difference within them.`
      : `The inertia over k = ${minK}..${top} has no knee: the data may have no segments. k = ${chosen.k} has the highest Calinski-Harabasz index of them; give k if you know better.`;
  return { kMeans: bySize(chosen), curve: elbow.curve, notes: [note] };
}

/** The clustering with the highest index of Calinski and Harabasz (1974): between-variance over within-variance. */
function withoutKnee(elbow: ElbowFinderModel, points: Matrix): KMeansModel {
  const n = points.rows, total = new KMeans({ k: 1, nInit: 1 }).fit(points).inertia;
  const index = ({ k, inertia }: ElbowPoint): number => (k < 2 ? -Infinity : inertia <= 1e-12 * total ? Infinity : k >= n ? -Infinity : ((total - inertia) * (n - k)) / ((k - 1) * inertia));
  const best = elbow.curve.reduce((a, b) => (index(b) > index(a) ? b : a));
  return elbow.at(best.k);
}

/** The same clustering with its clusters numbered by size, the largest first. */
function bySize(model: KMeansModel): KMeansModel {
  const { centroids, inertia, iterations, converged, sizes } = model, { data, columns } = centroids;
  const order = sizes.map((_, label) => label).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const sorted = centroids.data.slice();
  order.forEach((label, at) => sorted.set(data.subarray(label * columns, (label + 1) * columns), at * columns));
  centroids.data.set(sorted);
  return freezeModel(new KMeansModel({ centroids, inertia, iterations, converged, sizes: order.map((label) => sizes[label]!) }));
}
