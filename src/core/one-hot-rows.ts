import { type Frame, indexClasses, type Category, type Column, type ColumnSpec, type ColumnType } from "../data";
import type { RowSource } from "../math/rows";
import type { Model } from "./contract";

/** What a OneHotEncoder holds, as in its JSON. */
interface OneHotJSON {
  readonly columns: readonly ColumnSpec[];
  readonly encoded: readonly { readonly name: string; readonly kept: readonly Category[]; readonly other: boolean; readonly grouped: readonly Category[] }[];
  readonly unseen: "error" | "zeros" | "other";
  readonly dropFirst: boolean;
}

/** How a column becomes numbers of a row. */
interface Part {
  readonly name: string;
  readonly type: ColumnType;
  /** Where its numbers begin. */
  readonly at: number;
  /** The place of the 1 for a category, below 0 for none, NaN for one that is refused; null where the column is a number itself. */
  readonly placeOf: ((category: Category) => number) | null;
}

interface Reader {
  readonly names: readonly string[];
  readonly parts: readonly Part[];
}

/** Made once for each model: models never change. */
const READERS = /* @__PURE__ */ new WeakMap<Model, Reader>();

/**
 * The rows of 0 and 1 that a OneHotEncoder makes of a table, and their names; null where it would refuse the table, and where
 * the table has columns of other types. What it refuses a row for is NaN there.
 */
export function oneHotRows(model: Model, table: Frame): { source: RowSource; names: readonly string[] } | null {
  const { names, parts } = READERS.get(model) ?? makeReader(model), columns = names.length, fills: Fill[] = [], marks: Fill[] = [];
  if (columns === 0) return null;
  for (const part of parts) {
    const column = table.has(part.name) ? table.store(part.name) : null;
    if (column?.type !== part.type) return null;
    if (part.placeOf) marks.push(ones(column, part.at, part.placeOf));
    else fills.push(values(column, part.at));
  }
  const read = (start: number, count: number, into: Float64Array): void => {
    into.fill(0, 0, count * columns);
    // A refusal stands in the first number of its row: numbers come before, and a 1 is added.
    for (const fill of fills) fill(start, count, into, columns);
    for (const mark of marks) mark(start, count, into, columns);
  };
  return { source: { rows: table.rows, columns, read }, names };
}

function makeReader(model: Model): Reader {
  const { columns, encoded, unseen, dropFirst } = model.toJSON() as unknown as OneHotJSON, parts: Part[] = [];
  let at = 0;
  for (const { name, type } of columns) {
    const one = encoded.find((column) => column.name === name);
    if (!one) {
      parts.push({ name, type, at: at++, placeOf: null });
      continue;
    }
    const { kept, grouped } = one, skip = dropFirst ? 1 : 0, start = at;
    const index = new Map([...indexClasses(kept), ...grouped.map((category) => [category, kept.length] as const)]);
    const unknown = unseen === "error" ? NaN : one.other && unseen === "other" ? kept.length : -1;
    parts.push({ name, type, at: start, placeOf: (category) => (index.get(category) ?? unknown) - skip });
    at += kept.length + (one.other ? 1 : 0) - skip;
  }
  const reader = { names: Object.freeze((model as unknown as { names: readonly string[] }).names), parts };
  READERS.set(model, reader);
  return reader;
}

/** Writes what a column gives for `count` rows from `start` on into rows of `step` numbers. */
type Fill = (start: number, count: number, into: Float64Array, step: number) => void;

function values(column: Column, at: number): Fill {
  // Dates and text are no numbers, which the stage that wants some says by itself.
  const numbers = column.type === "number" || column.type === "boolean" ? column.values : null;
  return (start, count, into, step) => {
    for (let row = start, p = at; row < start + count; row++, p += step) into[p] = numbers ? numbers[row]! : NaN;
  };
}

function ones(column: Column, at: number, placeOf: (category: Category) => number): Fill {
  const place = column.type === "text" ? placesOfText(column, placeOf) : placesOfValues(column, placeOf);
  return (start, count, into, step) => {
    for (let row = start, p = at; row < start + count; row++, p += step) {
      const to = place(row);
      if (to >= 0) into[p + to]! += 1;
      else if (Number.isNaN(to)) into[p - at] = NaN;
    }
  };
}

function placesOfText({ codes, levels }: Column & { type: "text" }, placeOf: (category: Category) => number): (row: number) => number {
  const places = [NaN, ...levels.map(placeOf)];
  return (row) => places[codes[row]! + 1]!;
}

function placesOfValues(column: Column & { type: "number" | "boolean" | "date" }, placeOf: (category: Category) => number): (row: number) => number {
  const { type, values: numbers } = column;
  return (row) => {
    const value = numbers[row]!;
    return type === "date" || Number.isNaN(value) ? NaN : placeOf(type === "boolean" ? value !== 0 : value);
  };
}
