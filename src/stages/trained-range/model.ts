import { encode, mapNumbers, readSpecs, TableMaps, type Codec, type ModelJSON, type RowNote } from "../../core";
import { Frame, type Column, type ColumnSpec, type NumberColumn, type TableInput, type Value } from "../../data";
import { SegmentryError, show } from "../../errors";

const KIND = "TrainedRange";

/** What becomes of a value outside the range of the fit. */
export type OutsidePolicy = "keep" | "clip" | "missing" | "error";

const POLICIES: readonly OutsidePolicy[] = ["keep", "clip", "missing", "error"];

/** The least and the largest value of a column at fit; dates as milliseconds since 1970 UTC. */
export interface ColumnRange {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/**
 * A fitted {@link TrainedRange}. Immutable.
 *
 * @example
 * ```ts
 * import { TrainedRange } from "segmentry/prepare";
 *
 * const model = new TrainedRange({ outside: "clip" }).fit([{ AGE: 18 }, { AGE: 90 }]);
 * console.log(model.transform([{ AGE: 131 }]).toRecords()); // [ { AGE: 90 } ]
 * ```
 */
export class TrainedRangeModel extends TableMaps {
  readonly kind = KIND;
  readonly #ranges: ReadonlyMap<string, ColumnRange>;

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], ranges: readonly ColumnRange[], readonly outside: OutsidePolicy) {
    super(specs);
    this.#ranges = new Map(ranges.map((range) => [range.name, range]));
  }

  /** The least and the largest value of each column that is watched. Copied. */
  get ranges(): ColumnRange[] {
    return Array.from(this.#ranges.values(), (range) => ({ ...range }));
  }

  /**
   * The feature columns, with values outside the range of the fit kept, cut off at its ends, or missing. O(rows x columns).
   *
   * @throws SegmentryError `OUT_OF_RANGE` for a value outside, where the policy is `"error"`; `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.read(input).map((column) => {
      const range = this.#ranges.get(column.name);
      return range && this.outside !== "keep" ? this.#confine(column as NumberColumn, range) : column;
    }));
  }

  #confine(column: NumberColumn, { name, low, high }: ColumnRange): Column {
    const isOutside = (value: number): boolean => value < low || value > high;
    if (this.outside === "clip") return mapNumbers(column, (value) => Math.min(high, Math.max(low, value)));
    if (this.outside === "missing") return mapNumbers(column, (value) => (isOutside(value) ? NaN : value));
    const row = column.values.findIndex(isOutside);
    if (row < 0) return column;
    throw new SegmentryError("OUT_OF_RANGE", KIND, `column ${show(name)} to stay ${within(column, low, high)}`, `${text(column, column.values[row]!)} at row index ${row}`, "correct it, or choose another policy with the option outside");
  }

  /** Which values lie outside the range of the fit, and what becomes of them. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    if (this.outside === "error") return [];
    const notes: RowNote[] = [], used = { keep: (value: number) => value, clip: (value: number, { low, high }: ColumnRange) => (value < low ? low : high), missing: () => NaN }[this.outside];
    for (const column of this.read(input)) {
      const range = this.#ranges.get(column.name);
      if (range) (column as NumberColumn).values.forEach((value, row) => {
        if (!(value < range.low || value > range.high)) return;
        const code = this.outside === "clip" ? "CLIPPED" : "OUT_OF_RANGE";
        notes.push({ row, code, column: column.name, found: valueOf(column, value), used: valueOf(column, used(value, range)), reason: `the fit was ${within(column, range.low, range.high)}` });
      });
    }
    return notes;
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.specs, ranges: this.ranges, outside: this.outside });
  }
}

const valueOf = ({ type }: Column, value: number): Value => (Number.isNaN(value) ? null : type === "date" ? new Date(value) : value);

const text = ({ type }: Column, value: number): string => (type === "date" ? new Date(value).toISOString() : String(value));

const within = (column: Column, low: number, high: number): string => `from ${text(column, low)} to ${text(column, high)}`;

/**
 * Reads a fitted TrainedRange back: `decodeWith(trainedRange)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { trainedRange, TrainedRange } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new TrainedRange().fit([{ AGE: 18 }, { AGE: 90 }]));
 * console.log(decodeWith(trainedRange)(text, "TrainedRange").ranges); // [ { name: 'AGE', low: 18, high: 90 } ]
 * ```
 */
export const trainedRange: Codec<TrainedRangeModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields), ranges = fields.each("ranges", (of): ColumnRange => {
      const low = of.number("low");
      return { name: of.string("name"), low, high: of.number("high", low) };
    });
    fields.among("ranges", ranges, specs.filter(({ type }) => type === "number" || type === "date"));
    if (ranges.some(({ name, low, high }) => Math.max(-low, high) > 8.64e15 && specs.some((spec) => spec.name === name && spec.type === "date"))) fields.fail("ranges", "dates", "later ones");
    return new TrainedRangeModel(specs, ranges, fields.oneOf("outside", POLICIES));
  },
};
