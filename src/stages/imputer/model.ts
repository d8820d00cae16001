import { encode, type Codec, type Model, type ModelJSON } from "../../core";
import { fillMissing, readColumns, Frame, type ColumnSpec, type TableInput } from "../../data";
import { show } from "../../errors";

const KIND = "Imputer";

/**
 * A fitted {@link Imputer}. Immutable.
 *
 * @example
 * ```ts
 * import { Imputer } from "segmentry";
 *
 * const model = new Imputer().fit([{ AGE: 20 }, { AGE: 30 }, { AGE: null }]);
 * console.log(model.transform([{ AGE: null }]).toRecords()); // [ { AGE: 25 } ]
 * ```
 */
export class ImputerModel implements Model {
  readonly kind = KIND;
  readonly #specs: readonly ColumnSpec[];
  readonly #fills: ReadonlyMap<string, number | string>;

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], fills: ReadonlyMap<string, number | string>) {
    this.#specs = specs;
    this.#fills = new Map(fills);
  }

  /** What each column's missing values become, by name; booleans as 0 or 1. Copied. */
  get fills(): Record<string, number | string> {
    return Object.fromEntries(this.#fills);
  }

  /**
   * The feature columns with missing values filled. O(rows x columns).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(readColumns(KIND, input, this.#specs).map((column) => {
      const fill = this.#fills.get(column.name);
      return fill === undefined ? column : fillMissing(column, fill);
    }));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.#specs, fills: this.#specs.map(({ name }) => this.#fills.get(name) ?? null) });
  }
}

/** Reads a fitted Imputer back. */
export const imputerCodec: Codec<ImputerModel> = {
  kind: KIND,
  read(fields) {
    const specs = fields.columns("columns"), fills = new Map<string, number | string>();
    fields.list("fills", (fill, i) => {
      const { name, type } = specs[i]!;
      if (fill === null) return;
      if (type === "text" ? typeof fill !== "string" : !Number.isFinite(fill)) fields.fail(`fills[${i}]`, `a value for ${show(name)}`, show(fill));
      fills.set(name, fill as number | string);
    }, specs.length);
    return new ImputerModel(specs, fills);
  },
};
