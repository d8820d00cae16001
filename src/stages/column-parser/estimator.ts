import { checkFit, CODEC, freezeModel, requireFeatures, type DataSchema, type Estimator, type FitOptions } from "../../core";
import { isFeature, missingColumns, readTable, specOf, type ColumnKind, type ColumnSpec, type TableInput } from "../../data";
import { DATE_FORMATS, type DateFormat } from "../../data/dates";
import { checkOneOf, checkOptions, checkRecord, isList, SegmentryError, show } from "../../errors";
import { columnParser, ColumnParserModel } from "./model";
import { fold, type BooleanText, type NumberText, type TextReading } from "./readings";

/** How the text of a column is to be read. */
export type ColumnReading =
  | "number" | "boolean" | "date"
  /** `locale` (BCP 47, for example `"en"`, `"de-CH"`) says what separates fractions and groups of digits. Default: a point, and no groups. */
  | { readonly as: "number"; readonly locale?: string }
  /** The texts for yes and no, whatever their case. Default: true, yes, y, t, 1 and false, no, n, f, 0. */
  | { readonly as: "boolean"; readonly true?: readonly string[]; readonly false?: readonly string[] }
  /** Default: `"iso"`. */
  | { readonly as: "date"; readonly format?: DateFormat };

/** Options of {@link ColumnParser}. */
export interface ColumnParserOptions {
  /** How to read each column, by its name; others stay as they are. */
  columns: Readonly<Record<string, ColumnReading>>;
  /** What to do with text that does not state what it should: refuse it, or take it as missing. Default: `"error"`. */
  unreadable?: "error" | "missing";
  /** Texts that mean missing, beside blank ones; white space around does not count. Default: none. */
  missing?: readonly string[];
}

const WHO = "ColumnParser";
const YES: readonly string[] = ["true", "yes", "y", "t", "1"], NO: readonly string[] = ["false", "no", "n", "f", "0"];

/**
 * Makes numbers, booleans and dates of text, by a locale, by words or by a format that you state and that the model keeps:
 * "17850.0", "1,234.50", "yes", "9.12.2011". Blank text is missing. Nothing is guessed: "1,23" is no number where a comma
 * separates thousands.
 *
 * @example
 * ```ts
 * import { ColumnParser } from "segmentry/prepare";
 *
 * const parser = new ColumnParser({ columns: { SPENT: { as: "number", locale: "en" }, NEWS: "boolean", SINCE: { as: "date", format: "dmy" } } });
 * const table = parser.fit([{ SPENT: "1,234.50", NEWS: "yes", SINCE: "9.12.2011" }]).transform([{ SPENT: " ", NEWS: "No", SINCE: "31.1.2012" }]);
 * console.log(table.toRecords()); // [ { SPENT: null, NEWS: false, SINCE: 2012-01-31T00:00:00.000Z } ]
 * ```
 */
export class ColumnParser implements Estimator<TableInput, ColumnParserModel> {
  readonly kind = WHO;
  readonly columns: Readonly<Record<string, ColumnReading>>;
  readonly unreadable: "error" | "missing";
  readonly missing: readonly string[];

  /** @throws SegmentryError `INVALID_OPTION`, also for a locale that this JavaScript engine does not know */
  constructor(options: ColumnParserOptions) {
    checkOptions(WHO, options, ["columns", "unreadable", "missing"]);
    const { columns, unreadable = "error", missing = [] } = options;
    checkRecord(WHO, "columns", columns);
    for (const [name, reading] of Object.entries(columns)) resolve(name, reading);
    this.columns = structuredClone(columns);
    freezeAll(this.columns);
    this.unreadable = checkOneOf(WHO, "unreadable", unreadable, ["error", "missing"]);
    this.missing = Object.freeze(texts("missing", missing).map((text) => text.trim()));
    Object.freeze(this);
  }

  /**
   * Notes how to read each column, and reads all of them once. O(rows x columns).
   *
   * @throws SegmentryError `COLUMN_TYPE` for text that does not state what it should, unless it is to be missing;
   * `EMPTY_DATA`, `MISSING_COLUMN`
   */
  fit(input: TableInput, options?: FitOptions): ColumnParserModel {
    checkFit(WHO, options);
    const table = readTable(WHO, input), specs = this.#specs(table.specs), { unreadable, missing } = this;
    const readings = specs.map(({ name }) => (Object.hasOwn(this.columns, name) ? resolve(name, this.columns[name]!) : null));
    const model = freezeModel(new ColumnParserModel({ specs, readings, unreadable, missing }));
    model.transform(table);
    return model;
  }

  outputSchema(schema: DataSchema): DataSchema {
    const columns = this.#specs(schema.columns).map((spec): ColumnSpec => {
      if (!Object.hasOwn(this.columns, spec.name)) return spec;
      const { as } = resolve(spec.name, this.columns[spec.name]!);
      return { name: spec.name, kind: as === "date" ? "date" : "numeric", type: as };
    });
    return { ...schema, columns };
  }

  /** @internal */
  get [CODEC](): typeof columnParser {
    return columnParser;
  }

  /** A column that is named is a feature, whatever its kind. */
  #specs(specs: readonly ColumnSpec[]): ColumnSpec[] {
    const names = Object.keys(this.columns), missing = names.filter((name) => !specs.some((spec) => spec.name === name));
    if (missing.length > 0) throw missingColumns(WHO, missing, specs.map(({ name }) => name));
    if (names.length === 0) requireFeatures(WHO, specs);
    const kindOf = (spec: ColumnSpec): ColumnKind => (isFeature(spec) ? spec.kind : "categorical");
    return specs.filter((spec) => isFeature(spec) || names.includes(spec.name)).map((spec) => ({ ...specOf(spec), kind: kindOf(spec) }));
  }
}

function freezeAll(value: unknown): void {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freezeAll);
}

/** What a reading may say; what its kind does not know is refused. */
interface Stated extends Partial<Pick<BooleanText, "true" | "false">> {
  readonly as: "number" | "boolean" | "date";
  readonly locale?: string;
  readonly format?: DateFormat;
}

/** A reading with its defaults, its locale as what separates digits. */
function resolve(name: string, stated: ColumnReading): TextReading {
  const who = `${WHO} columns ${show(name)}`, reading: Stated = typeof stated === "string" ? { as: stated } : stated;
  checkOptions(who, reading, ["as", ...(KNOWN[reading?.as] ?? [])]);
  const as = checkOneOf(who, "as", reading.as, ["number", "boolean", "date"]);
  if (as === "date") return { as, format: checkOneOf(who, "format", reading.format ?? "iso", DATE_FORMATS) };
  return as === "number" ? numberText(who, reading.locale) : booleanText(who, reading);
}

const KNOWN = { number: ["locale"], boolean: ["true", "false"], date: ["format"] } as const;

function numberText(who: string, locale: string | undefined): NumberText {
  if (locale === undefined) return { as: "number", decimal: ".", group: "" };
  let isKnown = false;
  try {
    isKnown = typeof locale === "string" && Intl.NumberFormat.supportedLocalesOf(locale).length === 1;
  } catch {
    // Not the form of a locale.
  }
  if (!isKnown) throw new SegmentryError("INVALID_OPTION", who, 'locale to be one that this JavaScript engine knows, for example "en" or "de-CH"', show(locale));
  const parts = new Intl.NumberFormat(locale, { numberingSystem: "latn" }).formatToParts(-12_345_678.5), part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { as: "number", decimal: part("decimal"), group: part("group") };
}

function booleanText(who: string, { true: yes = YES, false: no = NO }: Stated): BooleanText {
  for (const [name, list] of [["true", yes], ["false", no]] as const) {
    if (texts(`${who} ${name}`, list).every((text) => text.trim() === "") || list.some((text) => text.trim() === "")) throw new SegmentryError("INVALID_OPTION", who, `${name} to be one text or more, none blank`, show(list));
  }
  const all = [...texts(`${who} true`, yes), ...texts(`${who} false`, no)].map(fold), twice = all.find((text, i) => all.indexOf(text) !== i);
  if (twice !== undefined) throw new SegmentryError("INVALID_OPTION", who, "each text for yes or for no once", `${show(twice)} twice`);
  return { as: "boolean", true: [...yes], false: [...no] };
}

function texts(name: string, value: unknown): readonly string[] {
  if (isList(value) && (value as unknown[]).every((text) => typeof text === "string")) return value as string[];
  throw new SegmentryError("INVALID_OPTION", WHO, `${name} to be a list of texts`, show(value));
}
