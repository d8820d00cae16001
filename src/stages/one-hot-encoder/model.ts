import { encode, numericColumn, type Codec, type Model, type ModelJSON } from "../../core";
import { classCodes, indexClasses, lengthOf, readColumns, Frame, type Category, type ClassIndex, type Column, type ColumnSpec, type NumberColumn, type TableInput } from "../../data";

const KIND = "OneHotEncoder";

/** What {@link OneHotEncoder} does with a category that was not there at fit. */
export type UnseenOneHot = "error" | "zeros" | "other";

/** The categories of one column that is encoded. */
export interface OneHotColumn {
  readonly name: string;
  /** Those with a column of their own, in sorted order. */
  readonly kept: readonly Category[];
  /** Whether a last column counts the rare categories. */
  readonly other: boolean;
  /** The rare ones; empty where unseen ones count among them too, so that no rare text (a name, say) is kept. */
  readonly grouped: readonly Category[];
}

/**
 * A fitted {@link OneHotEncoder}. Immutable.
 *
 * @example
 * ```ts
 * import { OneHotEncoder } from "segmentry";
 *
 * const hot = new OneHotEncoder({ minFrequency: 2, unseen: "other" }).fit([{ SHOP: "a" }, { SHOP: "a" }, { SHOP: "b" }, { SHOP: "c" }]);
 * console.log(hot.names, hot.transform([{ SHOP: "z" }]).toRows()); // [ 'SHOP=a', 'SHOP=(other)' ] [ [ 0, 1 ] ]
 * ```
 */
export class OneHotEncoderModel implements Model {
  readonly kind = KIND;
  readonly #specs: readonly ColumnSpec[];
  readonly #encoded: readonly OneHotColumn[];
  readonly #indices: ReadonlyMap<string, ClassIndex>;

  /** @hidden */
  constructor(specs: readonly ColumnSpec[], encoded: readonly OneHotColumn[], readonly unseen: UnseenOneHot, readonly dropFirst: boolean) {
    this.#specs = specs;
    this.#encoded = encoded;
    this.#indices = new Map(encoded.map(({ name, kept, grouped }) => [name, indexAll(kept, grouped)]));
  }

  /** The categories of each encoded column in sorted order, then those that are known to be rare. Copied. */
  get classes(): Record<string, Category[]> {
    return Object.fromEntries(this.#encoded.map(({ name, kept, grouped }) => [name, [...kept, ...grouped]]));
  }

  /** The names of the columns that transform gives: `COLUMN=category`, the grouped ones as `COLUMN=(other)`. */
  get names(): readonly string[] {
    return this.#specs.flatMap((spec) => {
      const column = this.#of(spec);
      return column ? this.#namesOf(column) : [spec.name];
    });
  }

  /**
   * The feature columns, with each encoded one as a column of 0 and 1 for each category. O(rows x columns of the result).
   *
   * @throws SegmentryError `MISSING_COLUMN`, `COLUMN_TYPE`, `MISSING_VALUE`, `UNSEEN_CATEGORY`
   */
  transform(input: TableInput): Frame<"numeric"> {
    const columns = readColumns(KIND, input, this.#specs);
    return Frame.wrap(columns.flatMap((column) => {
      const encoded = this.#of(column);
      return encoded ? this.#expand(column, encoded) : [column];
    }), columns[0] && lengthOf(columns[0]));
  }

  toJSON(): ModelJSON {
    return encode(KIND, { columns: this.#specs, encoded: this.#encoded, unseen: this.unseen, dropFirst: this.dropFirst });
  }

  #of(spec: ColumnSpec): OneHotColumn | undefined {
    return this.#encoded.find(({ name }) => name === spec.name);
  }

  #expand(column: Column, encoded: OneHotColumn): NumberColumn[] {
    const { kept } = encoded, { unseen } = this, other = encoded.other && unseen === "other" ? kept.length : -1;
    const codes = classCodes(KIND, column, this.#indices.get(column.name)!, unseen === "error" ? unseen : other);
    const columns = this.#namesOf(encoded).map((name) => ({ ...numericColumn(name), values: new Float64Array(codes.length) }) as NumberColumn);
    const skip = this.dropFirst ? 1 : 0;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code >= skip) columns[code - skip]!.values[row] = 1;
    }
    return columns;
  }

  #namesOf({ name, kept, other: hasOther }: OneHotColumn): string[] {
    let other = "(other)";
    while (kept.includes(other)) other = `(${other})`;
    const names = [...kept, ...(hasOther ? [other] : [])].map((category) => `${name}=${String(category)}`);
    return this.dropFirst ? names.slice(1) : names;
  }
}

function indexAll(kept: readonly Category[], grouped: readonly Category[]): ClassIndex {
  return new Map([...indexClasses(kept), ...grouped.map((category) => [category, kept.length] as const)]);
}

/** Reads a fitted OneHotEncoder back. */
export const oneHotEncoderCodec: Codec<OneHotEncoderModel> = {
  kind: KIND,
  read(fields) {
    const specs = fields.columns("columns");
    const encoded = fields.each("encoded", (column) => ({
      name: column.string("name"), kept: column.categories("kept"), other: column.boolean("other"), grouped: column.categories("grouped"),
    }));
    fields.among("encoded", encoded, specs);
    const unseen = fields.oneOf<UnseenOneHot>("unseen", ["error", "zeros", "other"]);
    return new OneHotEncoderModel(specs, encoded, unseen, fields.boolean("dropFirst"));
  },
};
