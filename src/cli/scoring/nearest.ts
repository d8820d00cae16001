import { CosineTopN, Matrix } from "../../index";
import type { Crowd, Member } from "./crowd";
import type { Scorer } from "./scorer";

/** A customer of a file that is similar to another. */
export interface SimilarCustomer {
  /** The id as it stands in the file; the row where there is no column of ids. */
  readonly id: string;
  /** The row in the file, from 1. */
  readonly row: number;
  /** The cosine, from -1 to 1. */
  readonly similarity: number;
  readonly segment: number;
  /** The columns of the model as they stand in the file. */
  readonly values: Readonly<Record<string, string>>;
}

/** The n customers whose points have the highest cosine with a given one, best first. */
export function nearest(point: Float64Array, { members, points }: Crowd, scorer: Scorer, n: number): SimilarCustomer[] {
  if (points.length === 0) return [];
  const [found = []] = new CosineTopN({ n }).fit(Matrix.fromRows(points)).query(Matrix.fromRows([point]));
  return found.map(({ index, similarity }) => {
    const { id, row, segment } = members[index]!;
    return { id, row, similarity, segment, values: valuesOf(members[index]!, scorer) };
  });
}

/** The columns of the model by name, as they stand in the file. */
export function valuesOf({ values }: Member, { specs }: Scorer): Record<string, string> {
  return Object.fromEntries(specs.map(({ name }, j) => [name, values[j]!]));
}
