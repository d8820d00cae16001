import { Matrix, Table, type Column } from "../../data";
import { revive } from "../copy/carry";
import type { BrokenRow, Packed, PackedText } from "../copy/packed";
import type { ArrivingList } from "./arriving-list";

/** Lists that have arrived, by their number. */
export type ArrivedLists = ReadonlyMap<number, ArrivingList>;

/** What the caller handed to a fit, as the worker hands it on: the same to the fit, in all that it answers and refuses. */
export function restore(packed: Packed, lists: ArrivedLists): unknown {
  switch (packed.form) {
    case "matrix": return Matrix.wrap(packed.data, packed.rows, packed.columns, packed.names && Object.freeze([...packed.names]));
    case "broken rows": return [...new Array<number[]>(packed.index).fill(new Array<number>(packed.width).fill(0)), restoreRow(packed.row)];
    case "frame": return Table.wrap(packed.columns.map((column) => (column.type === "text" ? restoreText(column, lists) : column)), packed.rows);
    case "list": return itemsOf(packed.list, lists);
    case "numbers": return packed.data;
    case "other": return revive(packed.value);
  }
}

/** The rows that a matrix was made from, for a fit that takes no matrix; undefined where it was not made from rows. */
export function restoreRows(packed: Packed): ArrayLike<number>[] | undefined {
  if (packed.form !== "matrix" || !packed.were) return undefined;
  const { data, rows, columns, were } = packed;
  const rowAt = (i: number): Float64Array => data.subarray(i * columns, (i + 1) * columns);
  return Array.from({ length: rows }, (_, i) => (were === "arrays" ? Array.from(rowAt(i)) : rowAt(i)));
}

function restoreText({ levels, ...column }: PackedText, lists: ArrivedLists): Column {
  return { ...column, levels: itemsOf(levels, lists) as string[] };
}

/** A list without an item sent no slice. */
const itemsOf = (list: number, lists: ArrivedLists): unknown[] => lists.get(list)?.items ?? [];

function restoreRow(row: BrokenRow): unknown {
  if ("value" in row) return revive(row.value);
  if ("items" in row) return row.items.map(revive);
  return row.isArray ? new Array<number>(row.length as number) : { length: revive(row.length) };
}
