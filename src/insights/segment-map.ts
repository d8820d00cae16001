import type { Matrix } from "../data";
import { pearson } from "../math/correlation";
import { PCA } from "../stages/pca";
import type { SegmentMap } from "../report/insights";

/** Columns named for an axis, and how much they must go along with it. */
const MOST_NAMED = 2, LEAST = 0.4;
const DIGITS = 6;

/** The plane of the first two principal components, and what its axes mean in the encoded columns of the same rows. O(n d²). */
export function mapOf(points: Matrix, encoded: Matrix): SegmentMap {
  const d = points.columns, pca = new PCA({ components: Math.min(2, d, points.rows) }).fit(points), plane = pca.transform(points), { components, explainedVarianceRatio } = pca;
  const axes = [0, 1].map((axis) => (axis < plane.columns ? Array.from(components.data.subarray(axis * d, (axis + 1) * d), round) : new Array<number>(d).fill(0)));
  const labels = [0, 1].map((axis) => (axis < plane.columns ? meaning(plane, axis, encoded) : ""));
  return {
    mean: Array.from(pca.means, round), axes: [axes[0]!, axes[1]!], labels: [labels[0]!, labels[1]!],
    explained: [round(explainedVarianceRatio[0] ?? 0), round(explainedVarianceRatio[1] ?? 0)],
  };
}

const round = (value: number): number => Number(value.toPrecision(DIGITS));

function meaning(plane: Matrix, axis: number, encoded: Matrix): string {
  const along = columnOf(plane, axis);
  const named = encoded.names.map((name, j) => ({ name, correlation: pearson(columnOf(encoded, j), along) })).filter(({ correlation }) => Math.abs(correlation) >= LEAST)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation)).slice(0, MOST_NAMED);
  return named.map(({ name, correlation }) => `${correlation > 0 ? "more" : "less"} ${name}`).join(", ");
}

const columnOf = ({ data, rows, columns }: Matrix, j: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
