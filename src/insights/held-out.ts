import type { FitOptions } from "../core";
import { takeFrame, type Frame, type Matrix, type TableInput } from "../data";
import { checkInteger, checkNumber, checkOptions, SegmentryError } from "../errors";
import { quantileSorted } from "../math/quantile";
import { createRandom } from "../math/random";
import { sampleOf, shuffle } from "../math/sample";
import { segment, type Segmentation, type SegmentOptions } from "../recipes/segment";
import type { HeldOutInsight } from "../report/insights";
import { segmentRules } from "../report/segment-rules";
import { adjustedRandIndex } from "../selection/agreement/adjusted-rand-index";

/** Options of {@link evaluateHeldOut}: those of `segment`, with a number of segments, and these. */
export interface HeldOutOptions extends Omit<SegmentOptions, "k"> {
  /** How many segments: 1 or more. */
  k: number;
  /** Share of the customers to hold out, above 0 and below 1. Default: 0.3. */
  holdout?: number;
}

/** A customer is within a segment who is no farther from its middle than this share of those it was made of. */
const WITHIN = 0.99;
const WHO = "evaluateHeldOut";

/**
 * How segments do on customers who were not there when they were made: some are held out, segments are made of the others by the
 * same recipe, and those held out are asked about.
 *
 * `within`: share of those held out who are no farther from their segment than 99 % of its own customers; about 0.99 where new
 * customers are like the old ones. `agreement`: adjusted Rand index between the segments that those held out get, and those they
 * have where all customers take part. `fidelity`: share of those held out whom rules made of the others put into the segment they
 * get. Of the guide's recipe, which knows no new categories, those who have one are left out. Of more than 20,000 customers so
 * many are drawn. Takes `segment` of those.
 *
 * @throws SegmentryError `EMPTY_DATA` where nobody would be held out, or fewer customers left than twice the segments; what `segment` refuses
 *
 * @example
 * ```ts
 * import { evaluateHeldOut } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 100 }, (_, i) => ({ AGE: (i % 2 ? 60 : 25) + (i % 7), ORDERS: (i % 2 ? 8 : 2) + (i % 3) }));
 * const { rows, agreement, fidelity } = evaluateHeldOut(customers, { k: 2, seed: 222 });
 * console.log(rows, agreement, fidelity); // 30 1 1
 * ```
 */
export function evaluateHeldOut(customers: TableInput, all: HeldOutOptions): HeldOutInsight {
  checkOptions(WHO, all, Object.keys(all ?? {}));
  const { holdout = 0.3, ...options } = all;
  checkInteger(WHO, "k", options.k, 1);
  checkNumber(WHO, "holdout", holdout, 0);
  if (holdout >= 1) throw new SegmentryError("INVALID_OPTION", WHO, "holdout to be a share from 0 to below 1", `${holdout}`);
  return evaluateSegmentation(segment(customers, options), holdout, options);
}

/** The same where the segmentation of all customers is there already. */
export function evaluateSegmentation({ found, model }: Segmentation, holdout: number, options: Omit<SegmentOptions, "k"> & FitOptions): HeldOutInsight {
  const { labels } = found, rows = drawn(found.rows, options.seed ?? 0), table = found.table!, held = Math.round(holdout * rows.length), { k, features } = model;
  if (held === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one customer held out", `a share of ${holdout} of ${rows.length}`, "hold out a larger share, or give more customers");
  if (rows.length - held < 2 * k) throw new SegmentryError("EMPTY_DATA", WHO, `at least ${2 * k} customers left to make ${k} segments of`, `${rows.length - held}`, "hold out a smaller share, or make fewer segments");
  const order = shuffle(rows.length, createRandom(`${options.seed ?? 0} held out`)).map((at) => rows[at]!), rest = order.slice(held).sort();
  const columns = features.map(({ name }) => name).filter((name) => isUseful(table, name, rest)), schema = Object.fromEntries(features.map(({ name, kind }) => [name, kind]));
  const test = order.slice(0, held).sort().filter(options.recipe === "guide" ? knownBy(table, columns, rest) : () => true), asked = takeFrame(table, test);
  if (test.length === 0) throw new SegmentryError("EMPTY_DATA", WHO, "somebody held out whose categories others have too", "none", 'choose recipe: "default", or leave out the columns of many categories');
  const made = segment(takeFrame(table, rest), { ...options, k, columns, schema: { ...schema, ...options.schema } });
  const distances = made.model.transform(asked), given = made.model.predict(asked);
  const rules = segmentRules(takeFrame(table, rest), made.labels, { columns, holdout: 0, seed: options.seed ?? 0 });
  return {
    rows: test.length, within: withinShare(made, distances, given),
    agreement: adjustedRandIndex(given, Int32Array.from(test, (row) => labels[row]!)),
    fidelity: shareEqual(rules.tree.predict(asked), given),
  };
}

/** Of more customers than this so many are drawn. */
const MOST_ROWS = 20_000;

function drawn(rows: ArrayLike<number>, seed: number | string): Int32Array {
  return sampleOf(rows.length, MOST_ROWS, createRandom(`${seed} held out of`)).map((at) => rows[at]!);
}

/** Tells who has no category but such as the others have: label codes, as the guide has them, refuse any other. */
function knownBy(table: Frame, names: readonly string[], others: Int32Array): (row: number) => boolean {
  const known = names.map((name) => table.store(name)).filter((column) => column.type === "text").map(({ codes }) => ({ codes, seen: new Set(Array.from(others, (row) => codes[row]!)) }));
  return (row) => known.every(({ codes, seen }) => seen.has(codes[row]!));
}

/** Whether a column still says something among the customers who are left. */
function isUseful(table: Frame, name: string, rows: Int32Array): boolean {
  const column = table.store(name), cells = column.type === "text" ? column.codes : column.values;
  return new Set(Array.from(rows, (row) => cells[row]!)).size > 1;
}

function withinShare({ model, found: { points } }: Segmentation, asked: Matrix, labels: Int32Array): number {
  const own = model.pipeline.slice(-1), distances = own.transform<Matrix>(points), { k } = model, trained = own.predict(points);
  const limits = Array.from({ length: k }, (_, s) => {
    const ofSegment = distances.data.filter((_, at) => at % k === s && trained[(at - s) / k] === s).sort();
    return ofSegment.length > 0 ? quantileSorted(ofSegment, WITHIN) : 0;
  });
  return labels.reduce((sum, label, i) => sum + Number(asked.data[i * k + label]! <= limits[label]! * (1 + 1e-9)), 0) / labels.length;
}

const shareEqual = (a: Int32Array, b: Int32Array): number => a.reduce((sum, label, i) => sum + Number(label === b[i]), 0) / a.length;
