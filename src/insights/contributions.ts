import { Frame, type ColumnSpec, type Matrix, type TableInput } from "../data";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { KMeansModel } from "../stages/k-means/model";
import type { PCAModel } from "../stages/pca/model";
import { daysName } from "../stages/date-to-days/model";

/** How much each column says for the nearest segment, rather than for the next. */
export interface Contribution {
  readonly column: string;
  /**
   * In squared distances: all columns together make the squared distance to the next segment less that to the nearest. Below 0
   * where the column speaks for the next segment.
   */
  readonly amount: number;
  /** The amount as a share of the sum of all amounts' sizes, -1 to 1. */
  readonly share: number;
}

/** Customers before principal components are taken, and the way from there to the space of segments. */
export interface Unreduced {
  readonly encoded: Matrix;
  /** For each encoded column the column of customers that it is of. */
  readonly owners: readonly string[];
  /** c x d; null where segments lie in the encoded space itself. */
  readonly pca: PCAModel | null;
  readonly kMeans: KMeansModel;
}

/** Takes the customers of a model up to the principal components. */
export function unreduced(model: SegmentationModel, customers: TableInput): Unreduced {
  const { stages } = model.pipeline, kMeans = stages.at(-1) as KMeansModel, before = stages.at(-2), pca = before?.kind === "PCA" ? (before as PCAModel) : null;
  const found = model.pipeline.slice(0, pca ? -2 : -1).transform<Matrix | Frame>(customers), encoded = Frame.is(found) ? found.toMatrix() : found;
  return { encoded, owners: ownersOf(encoded.names, model.features), pca, kMeans };
}

/**
 * What each column says, exactly: the squared distances to two centroids differ by a sum over encoded columns, (x - m) · w with
 * the middle m between both centroids and w twice the way from the next to the nearest, taken back through the principal axes
 * where there are such. Columns of one category are added up. O(d c).
 */
export function contributionsOf({ encoded, owners, pca, kMeans }: Unreduced, row: number, nearest: number, next: number, features: readonly ColumnSpec[]): Contribution[] {
  const { columns: c, data } = kMeans.centroids, d = encoded.columns, way = new Float64Array(c), middle = new Float64Array(c);
  for (let t = 0; t < c; t++) {
    const a = data[nearest * c + t]!, b = data[next * c + t]!;
    way[t] = 2 * (a - b);
    middle[t] = (a + b) / 2;
  }
  const weights = pca ? back(pca, way) : way, origin = pca ? back(pca, middle).map((value, j) => value + pca.means[j]!) : middle;
  const amounts = new Map(features.map(({ name }) => [name, 0]));
  for (let j = 0; j < d; j++) {
    const name = owners[j]!;
    amounts.set(name, (amounts.get(name) ?? 0) + (encoded.data[row * d + j]! - origin[j]!) * weights[j]!);
  }
  const total = [...amounts.values()].reduce((sum, amount) => sum + Math.abs(amount), 0);
  return Array.from(amounts, ([column, amount]) => ({ column, amount, share: total > 0 ? amount / total : 0 })).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

/** A vector of components in encoded columns. */
function back(pca: PCAModel, vector: Float64Array): Float64Array {
  const { components } = pca, result = new Float64Array(components.columns);
  for (let r = 0; r < components.rows; r++) for (let j = 0; j < components.columns; j++) result[j]! += vector[r]! * components.data[r * components.columns + j]!;
  return result;
}

/** For each encoded column the column of customers that it is of: the longest name that it begins with; a date is encoded as days. */
function ownersOf(encoded: readonly string[], features: readonly ColumnSpec[]): string[] {
  const names = new Map<string, string>();
  for (const { name, type } of features) {
    const read = type === "date" ? daysName(name) : name;
    if (!names.has(read)) names.set(read, name);
  }
  return encoded.map((name) => {
    for (let end = name.length; end >= 0; end = end === 0 ? -1 : name.lastIndexOf("=", end - 1)) {
      const owner = names.get(name.slice(0, end));
      if (owner !== undefined) return owner;
    }
    return name;
  });
}
