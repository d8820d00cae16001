import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../src";
import { CLUSTERINGS, rowsOf, type Clustering } from "./clusterings";

const squared = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0);

interface Found { labels: number[]; iterations: number; inertia: number }

/** Lloyd's algorithm as a textbook has it, with scikit-learn's rule for empty clusters; knows nothing of the library. */
function textbook(rows: readonly number[][], start: readonly number[][], most: number): Found {
  let centroids = start.map((row) => [...row]), iterations = 0, before: number[] = [];
  const nearest = (row: number[]): number => {
    const distances = centroids.map((centroid) => squared(row, centroid));
    return distances.indexOf(Math.min(...distances));
  };
  for (; iterations < most; iterations++) {
    const labels = rows.map(nearest), own = centroids.map((_, c) => rows.filter((_, i) => labels[i] === c)), distances = rows.map((row, i) => squared(row, centroids[labels[i]!]!));
    const far = [...rows.keys()].filter((i) => distances[i]! > 0).sort((a, b) => distances[b]! - distances[a]! || a - b);
    own.filter((members) => members.length === 0).forEach((members, e) => {
      if (far[e] === undefined) return;
      const row = rows[far[e]]!, from = own[labels[far[e]]!]!;
      from.splice(from.indexOf(row), 1);
      members.push(row);
    });
    const means = centroids.map((old, c) => (own[c]!.length === 0 ? old : old.map((_, j) => own[c]!.reduce((sum, row) => sum + row[j]!, 0) / own[c]!.length)));
    const shift = means.reduce((sum, mean, c) => sum + squared(mean, centroids[c]!), 0);
    centroids = means;
    if (shift === 0 || labels.every((label, i) => label === before[i])) {
      iterations++;
      break;
    }
    before = labels;
  }
  const labels = rows.map(nearest);
  return { labels, iterations, inertia: rows.reduce((sum, row, i) => sum + squared(row, centroids[labels[i]!]!), 0) };
}

describe("KMeans from given centroids", () => {
  it("takes the iterations of the textbook to its labels and its inertia, for any rows", () => {
    fc.assert(fc.property(CLUSTERINGS.filter(({ weighted }) => !weighted), (c: Clustering) => {
      const n = Math.min(c.n, 150), k = Math.min(c.k, n), unit = c.shape === "tiny" ? 2 ** -460 : c.shape === "offset" ? 2 ** -10 : 2 ** -20;
      // Multiples of a power of two, few enough of them: sums do not round, so that the textbook's have the bits of exact ones.
      // The grid of the inertia is as coarse as the farthest rows ask for: millions of times the spread would cost a digit.
      const most = c.shape === "outlier" ? 1e4 : Infinity, x = Matrix.fromData(rowsOf({ ...c, n, k }).map((value) => Math.round(Math.min(value, most) / unit) * unit), n, c.d), rows = x.toRows();
      const start = Array.from({ length: k }, (_, i) => rows[(i * 31) % n]!);
      fc.pre(new Set(rows.map((row) => row.join())).size >= k);
      const found = new KMeans({ k, init: start, maxIterations: 60, tolerance: 0 }).fit(x), plain = textbook(rows, start, 60);
      expect(Array.from(found.predict(x))).toEqual(plain.labels);
      expect(found.iterations).toBe(plain.iterations);
      expect(Math.abs(found.inertia - plain.inertia)).toBeLessThanOrEqual(1e-12 * plain.inertia);
    }), { numRuns: 120 });
  });
});
