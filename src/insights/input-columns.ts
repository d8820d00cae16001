import { isMissingAt, type ColumnSpec, type Frame } from "../data";
import { quantileSorted } from "../math/quantile";
import { RARE } from "../recipes/segment/features";
import type { InputColumn } from "../report/insights";

/** Values listed; those of a smaller share of the customers are grouped as (other) anyway, and say who has them. */
const MOST_VALUES = 50;

/** What a form asks for: each column that new customers need, with its values or its range, and a typical entry. O(n log n x columns). */
export function inputColumns(table: Frame, used: readonly ColumnSpec[]): InputColumn[] {
  return used.map(({ name }) => {
    const column = table.store(name);
    if (column.type === "text") return textInput(name, column.levels, countsOf(column.codes, column.levels.length), table.rows);
    const present = column.values.filter((_, row) => !isMissingAt(column, row)).sort();
    if (column.type === "boolean") return { name, type: "boolean", values: [], typical: present.length === 0 ? null : quantileSorted(present, 0.5) > 0.5, min: null, max: null };
    return rangeInput(name, column.type, present);
  });
}

function textInput(name: string, levels: readonly string[], counts: Float64Array, rows: number): InputColumn {
  const values = [...levels.keys()].filter((level) => counts[level]! > 0 && counts[level]! >= RARE * rows).sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MOST_VALUES).map((level) => levels[level]!);
  return { name, type: "text", values, typical: values[0] ?? null, min: null, max: null };
}

function rangeInput(name: string, type: "number" | "date", present: Float64Array): InputColumn {
  if (present.length === 0) return { name, type, values: [], typical: null, min: null, max: null };
  const show = (value: number): number | string => (type === "date" ? new Date(value).toISOString().split("T")[0]! : value);
  return { name, type, values: [], typical: show(present[(present.length - 1) >> 1]!), min: show(present[0]!), max: show(present.at(-1)!) };
}

function countsOf(codes: Int32Array, levels: number): Float64Array {
  const counts = new Float64Array(levels);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}
