import { encode, readSpecs, TableMaps, type Codec, type ModelJSON, type RowNote } from "../../core";
import { Frame, type Column, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";

const KIND = "Deduplicator";

/** What {@link DeduplicatorModel} is made of. */
export interface DeduplicatorFields {
  /** The feature columns, which are passed on. */
  readonly specs: readonly ColumnSpec[];
  /** The columns that rows are compared by. */
  readonly by: readonly ColumnSpec[];
  /** Whether those are all columns that there were, so that just copies are alike: a missing value is then like another. */
  readonly exact: boolean;
  readonly keep: "first" | "last" | "highest" | "lowest";
  /** The column whose highest or lowest value wins; null where the first or the last does. */
  readonly order: ColumnSpec | null;
}

/**
 * A fitted {@link Deduplicator}. Immutable.
 *
 * @example
 * ```ts
 * import { Deduplicator } from "segmentry/prepare";
 *
 * const customers = [{ MAIL: "a@x.org", SPENT: 10 }, { MAIL: "b@x.org", SPENT: 5 }, { MAIL: "a@x.org", SPENT: 90 }];
 * const model = new Deduplicator({ by: ["MAIL"], keep: { highest: "SPENT" } }).fit(customers);
 * console.log([...model.keptRows(customers)], model.rowNotes(customers)[0]!.repeats); // [ 1, 2 ] 2
 * ```
 */
export class DeduplicatorModel extends TableMaps {
  readonly kind = KIND;
  readonly #fields: DeduplicatorFields;

  /** @hidden */
  constructor(fields: DeduplicatorFields) {
    super(fields.specs);
    this.#fields = fields;
  }

  /** The columns that rows are compared by; null for all that there were. Copied. */
  get by(): string[] | null {
    const { by, exact } = this.#fields;
    return exact ? null : by.map(({ name }) => name);
  }

  /** Which of several rows stays, for example `"last"` or `"highest SPENT"`. */
  get keep(): string {
    const { keep, order } = this.#fields;
    return order ? `${keep} ${order.name}` : keep;
  }

  /** The feature columns, all rows of them: two customers who are alike have the same segment. O(rows x columns). */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.read(input));
  }

  /**
   * The rows, by index, that are left where each of several alike is counted once, in order. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN` where a column to compare by is not there
   */
  keptRows(input: TableInput): Int32Array {
    const winners = this.#winners(input);
    return Int32Array.from(winners.keys()).filter((row) => winners[row] === row);
  }

  /** Which rows repeat others, and which; none where a column to compare by is not there. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    const { by, order, exact } = this.#fields, needed = [...by, ...(order ? [order] : [])];
    if (needed.some(({ name }) => !(Frame.is(input) ? input.has(name) : input.some((record) => Object.hasOwn(record, name))))) return [];
    const winners = this.#winners(input), what = exact ? "values" : by.map(({ name }) => name).join(", ");
    const rows = [...winners.keys()].filter((row) => winners[row] !== row);
    return rows.map((row) => ({ row, code: "DUPLICATE", column: null, found: null, used: null, repeats: winners[row]!, reason: `the same ${what} as another row` }));
  }

  /** For each row that which stays of those like it. */
  #winners(input: TableInput): Int32Array {
    const { by, exact } = this.#fields, groups = groupsOf(this.read(input, by), !exact);
    const better = this.#better(input), winner = new Map<number, number>();
    groups.forEach((group, row) => {
      const best = winner.get(group);
      if (best === undefined || better(row, best)) winner.set(group, row);
    });
    return groups.map((group) => winner.get(group)!);
  }

  #better(input: TableInput): (row: number, than: number) => boolean {
    const { keep, order } = this.#fields;
    if (!order) return () => keep === "last";
    const sign = keep === "highest" ? 1 : -1, [{ values }] = this.read(input, [order]) as [NumberColumn];
    const value = (row: number): number => (Number.isNaN(values[row]!) ? -Infinity : sign * values[row]!);
    return (row, than) => value(row) > value(than);
  }

  toJSON(): ModelJSON {
    const { specs, by, exact, keep, order } = this.#fields;
    return encode(KIND, { columns: specs, by, exact, keep, order: order ? [order] : [] });
  }
}

/** A number for each row, the same for rows alike. With `unknown`, a missing value is like no other. */
function groupsOf(columns: readonly Column[], unknown: boolean): Int32Array {
  const first = columns[0]!, n = (first.type === "text" ? first.codes : first.values).length, groups = new Int32Array(n);
  for (const column of columns) {
    const known = new Map<string, number>(), values = column.type === "text" ? column.codes : column.values;
    for (let row = 0; row < n; row++) {
      const value = values[row]!, isMissing = column.type === "text" ? value < 0 : Number.isNaN(value);
      // Rows with an unknown part get a key that no row number can collide with.
      const key = unknown && isMissing ? `?${row}` : `${groups[row]!},${value}`, group = known.get(key) ?? known.size;
      known.set(key, group);
      groups[row] = group;
    }
  }
  return groups;
}

/**
 * Reads a fitted Deduplicator back: `decodeWith(deduplicator)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { deduplicator, Deduplicator } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new Deduplicator().fit([{ AGE: 20 }, { AGE: 20 }]));
 * console.log(decodeWith(deduplicator)(text, "Deduplicator").keptRows([{ AGE: 7 }, { AGE: 8 }, { AGE: 7 }])); // Int32Array(2) [ 0, 1 ]
 * ```
 */
export const deduplicator: Codec<DeduplicatorModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields), by = readSpecs(fields, "by"), exact = fields.boolean("exact");
    const keep = fields.oneOf("keep", ["first", "last", "highest", "lowest"] as const), [order = null, ...others] = fields.columns("order");
    const isRight = others.length === 0 && (order === null) === (keep === "first" || keep === "last") && (order === null || order.type === "number" || order.type === "date");
    if (!isRight) fields.fail("order", "the column that decides, where one does", "another");
    return new DeduplicatorModel({ specs, by, exact, keep, order });
  },
};
