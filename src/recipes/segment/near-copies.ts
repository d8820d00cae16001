import type { ColumnSpec, Frame, NumberColumn } from "../../data";
import { pearson, ranksOf } from "../../math/correlation";
import { formatNumber } from "../../report/render/format";

/** From this correlation on, of either sign, two columns say the same and would count twice: segments that lie far apart alone reach 0.99. */
const SAME = 0.999;
/** Columns are compared by at most so many rows first, evenly spread, */
const MOST_ROWS = 10_000;
/** and looked for among at most so many columns: they are as many as their square. */
const MOST_COLUMNS = 200;
/** Below so many rows a high correlation is an accident. */
const LEAST_ROWS = 20;

/**
 * The columns of numbers and dates that say the same as one with no more missing values, with the reason. Their ranks must agree
 * too: one mistake that two columns share is not enough. O(rows x columns²).
 */
export function nearCopies(table: Frame, used: readonly ColumnSpec[]): Map<string, string> {
  const found = new Map<string, string>();
  if (table.rows < LEAST_ROWS) return found;
  const step = Math.ceil(table.rows / MOST_ROWS), columns = used.filter(({ type }) => type === "number" || type === "date").slice(0, MOST_COLUMNS).map(({ name }) => {
    const { values } = table.store(name) as NumberColumn;
    return { name, values, sample: values.filter((_, row) => row % step === 0), missing: values.reduce((count, value) => count + Number(Number.isNaN(value)), 0) };
  });
  // Array.prototype.sort keeps the order of equals.
  columns.sort((a, b) => a.missing - b.missing).forEach((column, j, all) => {
    const other = all.slice(0, j).find((one) => !found.has(one.name) && agree(one.sample, column.sample) && agree(one.values, column.values) && ranksAgree(one.values, column.values));
    if (other) found.set(column.name, `says the same as ${other.name} (correlation ${formatNumber(pearson(other.values, column.values))}) and would count twice`);
  });
  return found;
}

function ranksAgree(a: Float64Array, b: Float64Array): boolean {
  const both = (_: number, row: number): boolean => !Number.isNaN(a[row]! + b[row]!);
  return agree(ranksOf(a.filter(both)), ranksOf(b.filter(both)));
}

function agree(a: Float64Array, b: Float64Array): boolean {
  return a.reduce((count, value, row) => count + Number(!Number.isNaN(value + b[row]!)), 0) >= LEAST_ROWS && Math.abs(pearson(a, b)) >= SAME;
}
