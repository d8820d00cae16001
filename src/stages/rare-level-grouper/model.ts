import { encode, mapLevels, readSpecs, TableMaps, type Codec, type ModelJSON, type RowNote } from "../../core";
import { Frame, type Column, type ColumnSpec, type TableInput, type TextColumn } from "../../data";
import { SegmentryError, show, showNames } from "../../errors";

const KIND = "RareLevelGrouper";

/** The levels of a column that stand alone, in sorted order, and those that were grouped. */
export interface GroupedColumn {
  readonly name: string;
  readonly kept: readonly string[];
  /** The rare levels of the fit; empty where new ones count among them too, so that no rare text (a name, say) is kept. */
  readonly rare: readonly string[];
}

/** What {@link RareLevelGrouperModel} is made of. */
export interface GrouperFields {
  readonly specs: readonly ColumnSpec[];
  readonly grouped: readonly GroupedColumn[];
  readonly other: string;
  readonly unseen: "other" | "error";
}

/**
 * A fitted {@link RareLevelGrouper}. Immutable.
 *
 * @example
 * ```ts
 * import { RareLevelGrouper } from "segmentry/prepare";
 *
 * const model = new RareLevelGrouper({ top: 1 }).fit(["Rome", "Rome", "Oslo", "Bern"].map((CITY) => ({ CITY })));
 * console.log(model.levels, model.transform([{ CITY: "Paris" }]).column("CITY")); // { CITY: [ 'Rome' ] } [ '(other)' ]
 * ```
 */
export class RareLevelGrouperModel extends TableMaps {
  readonly kind = KIND;
  /** The level that stands for rare ones. */
  readonly other: string;
  readonly #fields: GrouperFields;
  readonly #maps: ReadonlyMap<string, ReadonlyMap<string, string>>;

  /** @hidden */
  constructor(fields: GrouperFields) {
    super(fields.specs);
    this.other = fields.other;
    this.#fields = fields;
    this.#maps = new Map(fields.grouped.map(({ name, kept, rare }) => [name, new Map([...rare.map((level) => [level, fields.other] as const), ...kept.map((level) => [level, level] as const)])]));
  }

  /** The levels that stand alone, by column. Copied. */
  get levels(): Record<string, string[]> {
    return Object.fromEntries(this.#fields.grouped.map(({ name, kept }) => [name, [...kept]]));
  }

  /**
   * The feature columns, rare levels as one; missing values stay missing. O(rows x columns).
   *
   * @throws SegmentryError `UNSEEN_CATEGORY` where new levels are an error; `MISSING_COLUMN`, `COLUMN_TYPE`
   */
  transform(input: TableInput): Frame {
    return Frame.wrap(this.read(input).map((column) => {
      const map = this.#maps.get(column.name);
      return map ? this.#group(column as TextColumn, map) : column;
    }));
  }

  #group(column: TextColumn, map: ReadonlyMap<string, string>): Column {
    const { other, unseen } = this.#fields, isUnseen = column.levels.map((level) => unseen === "error" && !map.has(level));
    const row = column.codes.findIndex((code) => code >= 0 && isUnseen[code]!);
    if (row < 0) return mapLevels(column, (level) => map.get(level) ?? other);
    const rule = `column ${show(column.name)} to hold categories it knows (${showNames([...map.keys()], 8)})`;
    throw new SegmentryError("UNSEEN_CATEGORY", KIND, rule, `${show(column.levels[column.codes[row]!])} at row index ${row}`, "fit again with it, or say what to do with the option unseen");
  }

  /** Which levels are grouped; where new ones are grouped too, rare and new ones are not told apart. O(rows x columns). */
  rowNotes(input: TableInput): RowNote[] {
    const notes: RowNote[] = [], { other, unseen } = this.#fields;
    for (const column of this.read(input)) {
      const map = this.#maps.get(column.name);
      if (!map || column.type !== "text") continue;
      column.codes.forEach((code, row) => {
        const found = column.levels[code];
        if (found === undefined || (map.has(found) ? map.get(found) === found : unseen === "error")) return;
        notes.push({ row, code: unseen === "other" ? "RARE_OR_UNSEEN" : "GROUPED", column: column.name, found, used: other, reason: unseen === "other" ? "rare at fit, or not there" : "rare at fit" });
      });
    }
    return notes;
  }

  toJSON(): ModelJSON {
    const { specs, grouped, other, unseen } = this.#fields;
    return encode(KIND, { columns: specs, grouped, other, unseen });
  }
}

/**
 * Reads a fitted RareLevelGrouper back: `decodeWith(rareLevelGrouper)` of `segmentry/predict` knows it.
 *
 * @example
 * ```ts
 * import { rareLevelGrouper, RareLevelGrouper } from "segmentry/prepare";
 * import { decodeWith } from "segmentry/predict";
 *
 * const text = JSON.stringify(new RareLevelGrouper({ minFrequency: 2 }).fit([{ CITY: "Rome" }, { CITY: "Rome" }, { CITY: "Oslo" }]));
 * console.log(decodeWith(rareLevelGrouper)(text, "RareLevelGrouper").transform([{ CITY: "Oslo" }]).toRows()); // [ [ '(other)' ] ]
 * ```
 */
export const rareLevelGrouper: Codec<RareLevelGrouperModel> = {
  kind: KIND,
  read(fields) {
    const specs = readSpecs(fields), other = fields.string("other");
    const grouped = fields.each("grouped", (of): GroupedColumn => ({ name: of.string("name"), kept: of.names("kept"), rare: of.names("rare") }));
    fields.among("grouped", grouped, specs.filter(({ type }) => type === "text"));
    for (const { kept, rare } of grouped) {
      fields.distinct("grouped", [...kept, ...rare]);
      if ([...kept, ...rare].some((level) => level.trim() === "")) fields.fail("grouped", "levels of text", "a blank one");
    }
    if (other.trim() === "") fields.fail("other", "text", "none");
    return new RareLevelGrouperModel({ specs, grouped, other, unseen: fields.oneOf("unseen", ["other", "error"] as const) });
  },
};
