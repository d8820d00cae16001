import { checkNumber, checkOneOf, checkOptions, isList, SegmentryError, show } from "../errors";

const WHO = "findKnee";

/** How a curve bends and runs; see {@link findKnee}. */
export interface KneeOptions {
  /** The x of each y, ascending. Default: 0, 1, 2, ... */
  x?: readonly number[];
  /** Default: "convex". */
  curve?: "convex" | "concave";
  /** Default: "decreasing". */
  direction?: "decreasing" | "increasing";
  /** How far the curve must fall away after the knee, in mean steps of x; 0 or more. Default: 1, as in the paper. */
  sensitivity?: number;
}

/**
 * The knee of a curve: the index where it bends most, or null where it does not bend.
 *
 * Kneedle (Satopää, Albrecht, Irwin, Raghavan 2011), offline and without smoothing: the curve is scaled to the unit square
 * and turned to be concave and increasing; the knee is the first local maximum of its height above the diagonal after which
 * that height falls by more than `sensitivity` mean steps. O(n).
 *
 * @throws SegmentryError `NOT_NUMERIC`, `WRONG_LENGTH`, `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { findKnee } from "segmentry";
 *
 * console.log(findKnee([100, 40, 20, 15, 10, 5, 4, 3, 2, 1])); // 2
 * console.log(findKnee([5, 4, 3, 2, 1])); // null
 * ```
 */
export function findKnee(y: readonly number[], options: KneeOptions = {}): number | null {
  if (!isList(y)) throw new SegmentryError("NOT_NUMERIC", WHO, "a list of numbers", show(y));
  checkOptions(WHO, options, ["x", "curve", "direction", "sensitivity"]);
  const { x = y.map((_, i) => i), curve = "convex", direction = "decreasing", sensitivity = 1 } = options;
  checkCurve(y, x, options);
  const n = y.length;
  if (n < 3 || range(y) === 0 || range(x) === 0) return null;
  const reversed = (curve === "convex") === (direction === "increasing");
  const heights = unit(y), places = unit(x);
  const above = Array.from({ length: n }, (_, position) => {
    const i = reversed ? n - 1 - position : position;
    const height = curve === "convex" ? 1 - heights[i]! : heights[i]!;
    return height - (reversed ? 1 - places[i]! : places[i]!);
  });
  const position = firstKnee(above, sensitivity / (n - 1));
  if (position === null) return null;
  return reversed ? n - 1 - position : position;
}

function checkCurve(y: readonly number[], x: readonly number[], options: KneeOptions): void {
  checkOneOf(WHO, "curve", options.curve ?? "convex", ["convex", "concave"]);
  checkOneOf(WHO, "direction", options.direction ?? "decreasing", ["decreasing", "increasing"]);
  checkNumber(WHO, "sensitivity", options.sensitivity ?? 1, 0);
  for (const [name, values] of [["y", y], ["x", x]] as const) {
    if (!isList(values)) throw new SegmentryError("NOT_NUMERIC", WHO, `${name} to be a list of numbers`, show(values));
    const wrong = Array.from(values).findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new SegmentryError("NOT_NUMERIC", WHO, `${name} to be finite numbers`, `${show(values[wrong])} at index ${wrong}`);
  }
  if (x.length !== y.length) throw new SegmentryError("WRONG_LENGTH", WHO, `one x for each of ${y.length} values`, `${x.length}`);
  if (x.some((value, i) => i > 0 && value <= x[i - 1]!)) throw new SegmentryError("INVALID_OPTION", WHO, "x to ascend", "one that does not");
}

function firstKnee(above: readonly number[], drop: number): number | null {
  const rounding = 1e-12;
  let candidate: number | null = null, threshold = 0;
  for (let i = 1; i < above.length - 1; i++) {
    const height = above[i]!, before = above[i - 1]!, after = above[i + 1]!;
    if (height > rounding && height >= before && height >= after) {
      candidate = i;
      threshold = height - drop;
    }
    if (height <= before && height <= after) threshold = 0;
    if (candidate !== null && after < threshold - rounding) return candidate;
  }
  return null;
}

const lowest = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Infinity);
const range = (values: readonly number[]): number => values.reduce((high, value) => Math.max(high, value), -Infinity) - lowest(values);

function unit(values: readonly number[]): number[] {
  const low = lowest(values), span = range(values);
  return values.map((value) => (value - low) / span);
}
