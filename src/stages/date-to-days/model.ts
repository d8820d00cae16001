import { encode, readSpecs, TableMaps, type Codec, type ModelJSON, type RowNote } from "../../core";
import { Frame, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";
import { DAY } from "../../data/dates";
import { show } from "../../errors";

const KIND = "DateToDays";

/** A column of dates, with the first and the last of the fit in milliseconds since 1970 UTC. */
export interface DatedColumn {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/**
 * A fitted {@link DateToDays}. Immutable.
 *
 * @example
 * ```ts
 * import { DateToDays } from "segmentry/prepare";
 *
 * const model = new DateToDays({ reference: "2024-07-01" }).fit([{ SINCE: new Date("2024-06-01") }]);
 * console.log(model.transform([{ SINCE: new Date("2024-06-21") }]).toRecords()); // [ { SINCE_days: 10 } ]
 * ```
 */
export class DateToDaysModel extends TableMaps {
  readonly kind = KIND;
  readonly #dated: readonly DatedColumn[];
  readonly #reference: number;

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], dated: readonly DatedColumn[], reference: number, readonly outside: "keep" | "clip") {
    super(specs);
    this.#dated = dated;
    this.#reference = reference;
  }

  /** The moment that days are counted back from. Copied. */
  get reference(): Date {
    return new Date(this.#reference);
  }

  /** The columns of dates that are turned into days, with the first and the last date of the fit. Copied. */
  get ranges(): { column: string; first: Date; last: Date }[] {
    return this.#dated.map(({ name, first, last }) => ({ column: name, first: new Date(first), last: new Date(last) }));
  }

  /**
   * The feature columns, those of dates as `NAME_days`: days before the reference, below 0 after it, with fractions for times
   * of day; missing ones stay missing. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.read(input).map((column) => {
      const dated = this.#dated.find(({ name }) => name === column.name);
      if (!dated) return column;
      return { name: daysName(column.name), kind: "numeric", type: "number", values: (column as NumberColumn).values.map((time) => (this.#reference - this.#taken(time, dated)) / DAY) };
    }));
  }

  #taken(time: number, { first, last }: DatedColumn): number {
    return this.outside === "clip" ? Math.min(last, Math.max(first, time)) : time;
  }

  /** Which dates lie before the first or after the last of the fit. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    const columns = this.read(input), notes: RowNote[] = [];
    for (const dated of this.#dated) {
      const { name, first, last } = dated;
      (columns.find((column) => column.name === name) as NumberColumn).values.forEach((time, row) => {
        if (!(time < first || time > last)) return;
        notes.push({ row, code: "OUT_OF_RANGE", column: name, found: new Date(time), used: new Date(this.#taken(time, dated)), reason: `the dates of the fit are from ${dayText(first)} to ${dayText(last)}` });
      });
    }
    return notes;
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.specs, dated: this.#dated, reference: this.#reference, outside: this.outside });
  }
}

/** The column of days that one of dates becomes. */
export const daysName = (name: string): string => `${name}_days`;

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The farthest moment from 1970 that JavaScript's dates hold. */
const FARTHEST = 8.64e15;

/**
 * Reads a fitted DateToDays back: `decode` of `segmentry` and `decodeWith(dateToDays)` of `segmentry/predict` know it.
 *
 * @example
 * ```ts
 * import { dateToDays, DateToDays } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new DateToDays().fit([{ SINCE: new Date("2024-06-01") }, { SINCE: new Date("2024-07-01") }]));
 * console.log(decodeWith(dateToDays)(text, "DateToDays").reference.toISOString()); // 2024-07-01T00:00:00.000Z
 * ```
 */
export const dateToDays: Codec<DateToDaysModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields);
    const dated = fields.each("dated", (of): DatedColumn => {
      const first = of.number("first", -FARTHEST), last = of.number("last", first);
      return { name: of.string("name"), first, last };
    });
    fields.among("dated", dated, specs.filter(({ type }) => type === "date"));
    if (dated.some(({ last }) => last > FARTHEST)) fields.fail("dated", "dates", "later ones");
    const taken = dated.find(({ name }) => specs.some((spec) => spec.name === daysName(name)));
    if (taken) fields.fail("dated", `columns whose names are free with "_days"`, show(taken.name));
    const reference = fields.number("reference", -FARTHEST);
    if (reference > FARTHEST) fields.fail("reference", "a date", "a later one");
    return new DateToDaysModel(specs, dated, reference, fields.oneOf("outside", ["keep", "clip"] as const));
  },
};
