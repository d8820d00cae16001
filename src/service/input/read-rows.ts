import { fillColumn, Frame, type ColumnSpec, type Value } from "../../data";
import { isRecord, show } from "../../errors";
import { pointerPart, type RowProblem } from "../problem";
import { readValue, refusalOf } from "./read-value";

/** Customers of a body, read: a table of those that can be, and what is wrong with the others. */
export interface ReadRows {
  /** Null where there is none. */
  readonly table: Frame | null;
  /** For each row of the table the index among those given. */
  readonly at: readonly number[];
  readonly problems: readonly RowProblem[];
}

/** Where rows stand in the body. */
export interface Place {
  /** The index in the body of the first of them. */
  readonly first: number;
  /** Whether the body is a list, or the one customer itself. */
  readonly isList: boolean;
}

/** Problems of one customer that are listed where it is one of many: `{}` is two bytes, and lacks every column. */
export const MOST_OF_ROW = 10;

/** A JSON pointer to a row of the body, or to a field of it. */
export function pointerTo({ isList }: Place, row: number, column: string | null): string {
  return `#${isList ? `/${row}` : ""}${column === null ? "" : `/${pointerPart(column)}`}`;
}

/**
 * Reads customers from JSON, each for itself: every column must be there, null where the value is not known, so that the answer
 * for one customer does not depend on the others of the body. Fields that the model does not ask for are passed over.
 * Of a customer among others the first problems are named, of a single one all.
 */
export function readRows(specs: readonly ColumnSpec[], rows: readonly unknown[], place: Place): ReadRows {
  const problems: RowProblem[] = [], bad = new Set<number>(), columns: Value[][] = specs.map(() => []), most = place.isList ? MOST_OF_ROW : Infinity;
  const refuse = (i: number, column: string | null, code: RowProblem["code"], detail: string): void => {
    const row = place.first + i;
    bad.add(i);
    problems.push({ row, column, pointer: pointerTo(place, row, column), code, detail });
  };
  rows.forEach((row, i) => {
    if (!isRecord(row)) return refuse(i, null, "COLUMN_TYPE", `a customer must be an object of its columns, got ${show(row)}`);
    const before = problems.length;
    for (let j = 0; j < specs.length && problems.length - before < most; j++) {
      const { name, type } = specs[j]!;
      if (!Object.hasOwn(row, name)) {
        refuse(i, name, "MISSING_COLUMN", `the column ${show(name)} is missing: say null where the value is not known`);
        continue;
      }
      const raw = row[name], value = readValue(type, raw);
      if (value !== undefined) columns[j]![i] = value;
      else {
        const { code, rule, found } = refusalOf(type, raw);
        refuse(i, name, code, `${show(name)} must be ${rule}, got ${found}`);
      }
    }
  });
  const at = bad.size === 0 ? rows.map((_, i) => i) : rows.map((_, i) => i).filter((i) => !bad.has(i));
  if (at.length === 0) return { table: null, at, problems };
  const table = Frame.wrap(specs.map((spec, j) => fillColumn("predict", spec, bad.size === 0 ? columns[j]! : at.map((i) => columns[j]![i]!))), at.length);
  return { table, at, problems };
}
