import type { ColumnSpec, Frame, NumberColumn } from "../../data";
import { pearson } from "../../math/correlation";
import { formatNumber } from "../../report/render/format";

/** From this correlation on, of either sign, two columns say the same and would count twice: segments that lie far apart alone reach 0.99. */
const SAME = 0.999;
/** Correlations are taken from at most so many rows, evenly spread, */
const MOST_ROWS = 10_000;
/** and looked for among at most so many columns: they are as many as their square. */
const MOST_COLUMNS = 200;
/** Below so many rows a high correlation is an accident. */
const LEAST_ROWS = 20;

/** The columns of numbers and dates that say the same as one before them, with the reason. O(rows x columns²). */
export function nearCopies(table: Frame, used: readonly ColumnSpec[]): Map<string, string> {
  const columns = used.filter(({ type }) => type === "number" || type === "date").slice(0, MOST_COLUMNS), step = Math.ceil(table.rows / MOST_ROWS), found = new Map<string, string>();
  if (table.rows < LEAST_ROWS) return found;
  const samples = columns.map(({ name }) => (table.store(name) as NumberColumn).values.filter((_, row) => row % step === 0));
  columns.forEach(({ name }, j) => {
    for (let i = 0; i < j && !found.has(name); i++) {
      const other = columns[i]!.name, r = found.has(other) || bothPresent(samples[i]!, samples[j]!) < LEAST_ROWS ? 0 : pearson(samples[i]!, samples[j]!);
      if (Math.abs(r) >= SAME) found.set(name, `says the same as ${other} (correlation ${formatNumber(r)}) and would count twice`);
    }
  });
  return found;
}

const bothPresent = (a: Float64Array, b: Float64Array): number => a.reduce((count, value, row) => count + Number(!Number.isNaN(value + b[row]!)), 0);
