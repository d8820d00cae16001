import { Matrix, readTable, type TableInput } from "../data";
import { checkInteger, checkOptions, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import { BETWEEN, marginOf } from "../selection/margin";
import { CosineTopN } from "../stages/cosine-top-n";
import { contributionsOf, unreduced, type Contribution } from "./contributions";
import { segmentNames } from "./segment-names";

/** Options of {@link explainCustomers}. */
export interface ExplainCustomersOptions {
  /** How many of the nearest customers to give at most, 0 or more. Default: 5. */
  n?: number;
  /** The customers to choose from, as records or a table. Default: the sample that the model keeps, which has no ids. */
  among?: TableInput;
}

/** A segment, seen from a customer. */
export interface SegmentDistance {
  readonly segment: number;
  readonly name: string;
  /** To the middle of the segment, in the space in which segments were found. */
  readonly distance: number;
}

/** A customer near to another one. */
export interface NearCustomer {
  /** The id, or the row where there is no column of ids; null for one of the sample that the model keeps. */
  readonly id: string | number | null;
  readonly segment: number;
  /** In the space in which segments were found: 0 for the same point. */
  readonly distance: number;
}

/** Why a customer is in a segment. */
export interface ExplainedCustomer {
  readonly segment: number;
  readonly name: string;
  /** To every segment, nearest first. */
  readonly distances: readonly SegmentDistance[];
  /** 0 on the border to the next segment, 1 at the middle of its own. */
  readonly margin: number;
  /** The two segments that it is between, where the margin is below 0.1; else null. */
  readonly between: readonly [string, string] | null;
  /** What each column says for the segment rather than the next one, largest first; empty where there is one segment. */
  readonly contributions: readonly Contribution[];
  /** Nearest first. */
  readonly nearest: readonly NearCustomer[];
  /** In one sentence. */
  readonly text: string;
}

const WHO = "explainCustomers";
/** Columns named in a sentence. */
const MOST_NAMED = 3, WORTH_NAMING = 0.05;

/**
 * Why customers are in their segments: the distance to each segment, how clearly they are in theirs or between which two, which
 * columns say so, and the customers nearest to them, in the space in which segments were found. What each column says adds up to
 * the difference of the squared distances exactly. O(rows x (k d + customers to choose from x d)).
 *
 * @param customers records or a table, as `model.predict` takes them
 * @throws SegmentryError what `model.predict` refuses
 *
 * @example
 * ```ts
 * import { explainCustomers, findSegments } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 90 }, (_, i) => ({ ID: i, AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5), ORDERS: [9, 1, 5][i % 3]! + ((i * 5) % 3) }));
 * const { model } = findSegments(customers, { k: 3, seed: 222 });
 * const [one] = explainCustomers(model, [{ AGE: 71, ORDERS: 6 }], { among: customers, n: 2 });
 * console.log(one!.name, one!.between, one!.nearest.length); // High age null 2
 * console.log(one!.contributions[0]!.column); // ORDERS
 * ```
 */
export function explainCustomers(model: SegmentationModel, customers: TableInput, options: ExplainCustomersOptions = {}): ExplainedCustomer[] {
  if (model?.kind !== "Segmentation") throw new SegmentryError("INVALID_OPTION", WHO, "a segmentation", show(model));
  checkOptions(WHO, options, ["n", "among"]);
  const n = checkInteger(WHO, "n", options.n ?? 5, 0), names = segmentNames(model), space = unreduced(model, customers), points = model.embed(customers);
  const crowd = n > 0 ? crowdOf(model, options.among) : null, found = crowd ? new CosineTopN({ n, metric: "euclidean" }).fit(crowd.points).query(points) : [];
  const last = model.pipeline.slice(-1), distances = last.transform<Matrix>(points), labels = last.predict(points), { k } = model;
  return Array.from({ length: points.rows }, (_, row): ExplainedCustomer => {
    const own = distances.data.subarray(row * k, (row + 1) * k), { segment, next, margin } = marginOf(own, labels[row]!);
    const contributions = next === null ? [] : contributionsOf(space, row, segment, next, model.features), isBetween = next !== null && margin < BETWEEN;
    return {
      segment, name: names[segment]!, margin, contributions, between: isBetween ? [names[segment]!, names[next]!] : null,
      distances: Array.from(own, (distance, s) => ({ segment: s, name: names[s]!, distance })).sort((a, b) => a.distance - b.distance || Number(b.segment === segment) - Number(a.segment === segment) || a.segment - b.segment),
      nearest: (found[row] ?? []).map(({ index, distance }) => ({ id: crowd!.ids?.[index] ?? null, segment: crowd!.labels[index]!, distance })),
      text: sentence(names[segment]!, next === null ? null : names[next]!, isBetween, contributions),
    };
  });
}

function sentence(name: string, next: string | null, isBetween: boolean, contributions: readonly Contribution[]): string {
  if (next === null) return `In "${name}".`;
  const columns = contributions.filter(({ share }) => share >= WORTH_NAMING).slice(0, MOST_NAMED).map(({ column, share }) => `${column} ${Math.round(100 * share)} %`).join(", ");
  const why = columns === "" ? "" : `: ${columns} of what tells both apart`;
  return isBetween ? `Between "${name}" and "${next}", a little nearer to the first${why}.` : `In "${name}" rather than "${next}"${why}.`;
}

interface Crowd {
  readonly points: Matrix;
  readonly labels: ArrayLike<number>;
  readonly ids: readonly (string | number | null)[] | null;
}

function crowdOf(model: SegmentationModel, among: TableInput | undefined): Crowd | null {
  if (among === undefined) {
    const sample = model.insights?.sample;
    return sample ? { points: Matrix.fromRows(sample.points), labels: sample.labels, ids: sample.ids } : null;
  }
  const table = readTable(WHO, among), ids = model.id !== null && table.has(model.id) ? table.column(model.id).map(idOf) : Array.from({ length: table.rows }, (_, row) => row);
  return { points: model.embed(table), labels: model.predict(table), ids };
}

const idOf = (value: unknown, row: number): string | number => (typeof value === "string" || typeof value === "number" ? value : `(row ${row})`);
