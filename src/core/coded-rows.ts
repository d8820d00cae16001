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
  const cells = names.map((name, j) => (frame ? cellsOf(frame.store(name), numbers[j]!) : fieldsOf(input as readonly object[], name, numbers[j]!)));
  const read = (start: number, count: number, into: Float64Array): void => cells.forEach((cell, j) => {
    for (let i = 0, p = j; i < count; i++, p += columns) into[p] = cell(start + i);
  });
  return { source: { rows: frame ? frame.rows : (input as readonly object[]).length, columns, read }, names };
}

function makeReaders(model: CodedColumns): Readers {
  const { columns, coded, unseen } = model.toJSON() as unknown as { columns: ColumnSpec[]; coded: CodedColumn[]; unseen: Unseen };
  const classes = new Map(coded.map((column) => [column.name, column.classes]));
  const readers = { names: columns.map(({ name }) => name), numbers: columns.map(({ name, type }) => numberOf(type, classes.get(name), unseen)) };
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
    if (typeof value !== plain) return NaN;
    return known.get(value as Category) ?? (unseen === "error" || isMissing(value) ? NaN : unseen);
  };
}

/** Reads the cells of a column of a table as numbers. */
function cellsOf(column: Column, number: (value: unknown) => number): (row: number) => number {
  if (column.type !== "text") return (row) => number(valueAt(column, row));
  const { codes } = column, ofCode = Float64Array.from([NaN, ...column.levels.map(number)]);
  return (row) => ofCode[codes[row]! + 1]!;
}

/** Reads a field of records as numbers; only the record's own. */
function fieldsOf(records: readonly object[], name: string, number: (value: unknown) => number): (row: number) => number {
  return (row) => {
    const record = records[row]!;
    return Object.hasOwn(record, name) ? number((record as Record<string, unknown>)[name]) : NaN;
  };
}
