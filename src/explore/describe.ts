import { ownText } from "../data/own-text";
import { checkRecords, Frame, isMissing, typeOf, valueAt, type TableInput } from "../data";
import { checkInteger, checkOptions, SegmentryError, show } from "../errors";
import { createRandom, type Random } from "../math/random";
import { associationsOf } from "./associations";
import { ColumnCounter, type Cell } from "./column-counter";
import { DISTINCT_ERROR } from "./sketches/distinct-count";
import { RANK_ERROR } from "./sketches/quantile-sketch";
import type { Description } from "./types";
import { warningsOf } from "./warnings";

/** How to describe a table. */
export interface DescribeOptions {
  /** How many of the most frequent values of a column. Default: 5. */
  top?: number;
  /** How many intervals a histogram has. Default: 20. */
  bins?: number;
  /** From how many rows at most associations are taken: beyond, from so many drawn by a seed. Default: 10,000; 0 for none. */
  associationRows?: number;
}

const WHO = "describe";

/**
 * Describes rows that come a few at a time, in one pass and bounded memory, however many there are.
 *
 * Exact up to 100,000 rows and 10,000 different values a column. Beyond, quantiles are off by at most 0.5 % of the rows in all
 * that was measured, counts of different values have a standard error of 1.6 %, and counts of frequent values are too low by at
 * most 1 in 10,000 of the rows; the notes say which.
 *
 * @example
 * ```ts
 * import { Describer } from "segmentry/explore";
 * import { streamCsv } from "segmentry/csv";
 *
 * const describer = new Describer();
 * for await (const rows of streamCsv("age,city\n31,Rome\n45,\n,Oslo\n")) describer.add(rows);
 * console.log(describer.finish().columns.map(({ name, type, missing }) => `${name}: ${type}, ${missing} missing`)); // [ 'age: number, 1 missing', 'city: text, 1 missing' ]
 * ```
 */
export class Describer {
  readonly #top: number;
  readonly #bins: number;
  readonly #most: number;
  readonly #counters = new Map<string, ColumnCounter>();
  readonly #sample: (Cell | null)[][] = [];
  readonly #random: Random = createRandom("describe");
  #rows = 0;

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: DescribeOptions = {}) {
    checkOptions(WHO, options, ["top", "bins", "associationRows"]);
    const { top = 5, bins = 20, associationRows = 10_000 } = options;
    this.#top = checkInteger(WHO, "top", top, 1, 1000);
    this.#bins = checkInteger(WHO, "bins", bins, 1, 1000);
    this.#most = checkInteger(WHO, "associationRows", associationRows, 0, 1_000_000);
  }

  /**
   * Adds rows. O(rows x columns).
   *
   * @throws SegmentryError `EMPTY_DATA`, `COLUMN_TYPE` for what is no number, text, boolean or date, `NOT_FINITE`
   */
  add(rows: TableInput): this {
    if (Frame.is(rows)) {
      const { names } = rows, columns = names.map((name) => rows.store(name));
      return this.addRows(names, rows.rows, (row, j) => valueAt(columns[j]!, row));
    }
    checkRecords(WHO, rows);
    const names = [...new Set([...this.#counters.keys(), ...rows.flatMap((record) => Object.keys(record))])];
    return this.addRows(names, rows.length, (row, j) => {
      const record = rows[row] as Record<string, unknown>;
      return Object.hasOwn(record, names[j]!) ? record[names[j]!] : null;
    });
  }

  /** @internal */
  addRows(names: readonly string[], rows: number, value: (row: number, column: number) => unknown): this {
    const counters = names.map((name) => this.#counter(name)), places = new Map(counters.map((counter, j) => [counter, j])), others = [...this.#counters.values()].filter((counter) => !places.has(counter));
    for (let row = 0; row < rows; row++) {
      const cells = counters.map((counter, j) => cellOf(counter.name, value(row, j), this.#rows + row));
      cells.forEach((cell, j) => (cell === null ? counters[j]!.missing++ : counters[j]!.add(cell)));
      this.#draw(this.#rows + row, places, cells);
    }
    for (const counter of others) counter.missing += rows;
    this.#rows += rows;
    return this;
  }

  /** A column that comes later was missing before. */
  #counter(name: string): ColumnCounter {
    let counter = this.#counters.get(name);
    if (!counter) {
      this.#counters.set(name, (counter = new ColumnCounter(name)));
      counter.missing = this.#rows;
    }
    return counter;
  }

  /** Keeps a random sample of the rows (algorithm R, Vitter 1985). */
  #draw(row: number, places: ReadonlyMap<ColumnCounter, number>, cells: readonly (Cell | null)[]): void {
    const at = row < this.#most ? row : Math.floor(this.#random() * (row + 1));
    if (at >= this.#most) return;
    this.#sample[at] = Array.from(this.#counters.values(), (counter) => {
      const cell = cells[places.get(counter) ?? -1] ?? null;
      return typeof cell === "string" ? ownText(cell) : cell;
    });
  }

  /**
   * What the rows so far are like.
   *
   * @throws SegmentryError `EMPTY_DATA`
   */
  finish(): Description {
    const counters = [...this.#counters.values()], columns = counters.map((counter) => counter.summary(this.#top, this.#bins));
    if (this.#rows === 0) throw new SegmentryError("EMPTY_DATA", WHO, "at least one row", "none");
    const rows = this.#sample.map((row) => columns.map((_, j) => row[j] ?? null)), associations = associationsOf(columns, rows);
    return Object.freeze({ rows: this.#rows, columns, associations, associationRows: rows.length, warnings: warningsOf(columns, counters, associations), notes: this.#notes(counters, rows.length) });
  }

  #notes(counters: readonly ColumnCounter[], sampled: number): string[] {
    const named = (isSo: (counter: ColumnCounter) => boolean): string => counters.filter(isSo).map(({ name }) => name).join(", "), notes: string[] = [];
    const distinct = named((counter) => counter.distinct.isEstimate), quantiles = named((counter) => counter.type === "number" && counter.quantiles.isEstimate), frequent = named((counter) => counter.values.isEstimate);
    if (distinct) notes.push(`different values are estimated, with a standard error of ${(100 * DISTINCT_ERROR).toFixed(1)} %: ${distinct}`);
    if (quantiles) notes.push(`quartiles and histograms are estimated, off by at most ${100 * RANK_ERROR} % of the rows: ${quantiles}`);
    if (frequent) notes.push(`counts of frequent values may be too low by 1 in 10,000 rows: ${frequent}`);
    if (sampled > 0 && sampled < this.#rows) notes.push(`associations are those of a random sample of ${sampled} rows`);
    return notes;
  }
}

/** A value that is there, or null. */
function cellOf(name: string, value: unknown, row: number): Cell | null {
  if (value === null || value === undefined) return null;
  if (isMissing(value)) return null;
  const type = typeOf(value);
  if (type === undefined) throw new SegmentryError("COLUMN_TYPE", WHO, `column ${show(name)} to hold numbers, text, booleans or dates`, `${show(value)} at row index ${row}`);
  if (typeof value === "bigint") return Number(value);
  if (value === Infinity || value === -Infinity) throw new SegmentryError("NOT_FINITE", WHO, `column ${show(name)} to hold finite numbers`, `${value} at row index ${row}`);
  return typeof value === "string" ? value.trim() : (value as Cell);
}

/**
 * What is in the columns of a table, and what to look at before customers are compared by them: types, missing and different
 * values, quartiles, histograms, frequent values; how much columns tell of each other; and warnings of constants, ids, skew and
 * near copies. O(rows x columns), and O(columns² x 10,000) for associations.
 *
 * @throws SegmentryError what {@link Describer} refuses
 *
 * @example
 * ```ts
 * import { describe } from "segmentry/explore";
 *
 * const { columns, warnings } = describe([{ AGE: 20, PLAN: "free" }, { AGE: 30, PLAN: "free" }, { AGE: 70, PLAN: "free" }]);
 * console.log(columns[0]!.type === "number" && [columns[0]!.mean, columns[0]!.median]); // [ 40, 30 ]
 * console.log(warnings); // [ { column: 'PLAN', code: 'CONSTANT', message: 'always free' } ]
 * ```
 */
export function describe(table: TableInput, options: DescribeOptions = {}): Description {
  return new Describer(options).add(table).finish();
}
