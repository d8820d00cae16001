import { checkRecords, Frame, indexClasses, isMissing, valueAt, type Category, type Column, type ColumnSpec, type ColumnType, type TableInput } from "../data";
import type { RowSource } from "../math/rows";
import type { CodedColumn, CodedColumns, Unseen } from "./coded-columns";

/** Tells the number that each value of a column stands for; NaN where only `transform` can tell, or refuses it. */
type NumberOf = (value: unknown) => number;

/** How a model reads its columns. */
interface Readers {
  readonly names: readonly string[];
  readonly numbers: readonly NumberOf[];
}

/** Made once for each model: models never change. */
const READERS = /* @__PURE__ */ new WeakMap<CodedColumns, Readers>();

/** The rows of numbers that a model of coded columns makes of a table, and their names; null where a column is missing. */
export function codedRows(model: CodedColumns, input: TableInput): { source: RowSource; names: readonly string[] } | null {
  const { names, numbers } = READERS.get(model) ?? makeReaders(model), columns = names.length, frame = Frame.is(input) ? input : null;
  if (frame && !names.every((name) => frame.has(name))) return null;
  if (!frame) checkRecords(model.kind, input as readonly object[]);
  const fills = names.map((name, j) => (frame ? fromColumn(frame.store(name), numbers[j]!) : fromRecords(input as readonly object[], name, numbers[j]!)));
  const read = (start: number, count: number, into: Float64Array): void => fills.forEach((fill, j) => fill(start, start + count, into, j, columns));
  return { source: { rows: frame ? frame.rows : (input as readonly object[]).length, columns, read }, names };
}

function makeReaders(model: CodedColumns): Readers {
  const { columns, coded, unseen } = model.toJSON() as unknown as { columns: ColumnSpec[]; coded: CodedColumn[]; unseen: Unseen };
  const classes = new Map(coded.map((column) => [column.name, column.classes]));
  const readers = { names: Object.freeze(columns.map(({ name }) => name)), numbers: columns.map(({ name, type }) => numberOf(type, classes.get(name), unseen)) };
  READERS.set(model, readers);
  return readers;
}

/** The type of the values that a column of each type may hold without a second look. */
const PLAIN: Readonly<Record<ColumnType, string>> = { text: "string", number: "number", boolean: "boolean", date: "" };

function numberOf(type: ColumnType, classes: readonly Category[] | undefined, unseen: Unseen): NumberOf {
  const plain = PLAIN[type];
  if (!classes) return type === "text" ? () => NaN : (value) => (typeof value === plain ? Number(value) : NaN);
  const known = new Map([...indexClasses(classes)].filter(([category]) => !isMissing(category)));
  return (value) => {
    if (typeof value !== plain || value === Infinity || value === -Infinity) return NaN;
    return known.get(value as Category) ?? (unseen === "error" || isMissing(value) ? NaN : unseen);
  };
}

/** Writes the rows from `start` to `end`, exclusive, of one column to `into`, from `at` on in steps of `step`. */
type Fill = (start: number, end: number, into: Float64Array, at: number, step: number) => void;

function fromColumn(column: Column, number: NumberOf): Fill {
  if (column.type !== "text") {
    return (start, end, into, at, step) => {
      for (let row = start, p = at; row < end; row++, p += step) into[p] = number(valueAt(column, row));
    };
  }
  const { codes } = column, ofCode = [NaN, ...column.levels.map(number)];
  return (start, end, into, at, step) => {
    for (let row = start, p = at; row < end; row++, p += step) into[p] = ofCode[codes[row]! + 1]!;
  };
}

/** Only the records' own fields. */
function fromRecords(records: readonly object[], name: string, number: NumberOf): Fill {
  return (start, end, into, at, step) => {
    for (let row = start, p = at; row < end; row++, p += step) {
      const record = records[row]!;
      into[p] = Object.hasOwn(record, name) ? number((record as Record<string, unknown>)[name]) : NaN;
    }
  };
}
