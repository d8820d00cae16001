import { inferKind } from "../data";
import { formatNumber } from "../report/render/format";
import type { ColumnCounter } from "./column-counter";
import type { Association, ColumnSummary, DescriptionWarning, NumericSummary } from "./types";

/** Shares and sizes from which something is worth a word. */
const NEARLY_ALL = 0.99, MUCH_MISSING = 0.2, MOSTLY = 0.9, COPY = 0.99;
const SKEWED = 2, ENOUGH = 20;

/** What is to be looked at before customers are compared by these columns. */
export function warningsOf(columns: readonly ColumnSummary[], counters: readonly ColumnCounter[], associations: readonly Association[]): DescriptionWarning[] {
  return [...columns.flatMap((column, i) => ofColumn(column, counters[i]!)), ...copies(associations)];
}

function ofColumn(column: ColumnSummary, { kinds, likes, firstText }: ColumnCounter): DescriptionWarning[] {
  const { name, count, missing, distinct, top, type } = column, rows = count + missing, found: DescriptionWarning[] = [];
  const warn = (code: DescriptionWarning["code"], message: string): void => void found.push({ column: name, code, message });
  if (count === 0) {
    warn("EMPTY", "no value at all");
    return found;
  }
  const most = top[0]!, numbers = kinds.number + kinds.numberText;
  if (distinct === 1 && missing === 0) warn("CONSTANT", `always ${most.value}`);
  else if (distinct > 1 && most.ratio >= NEARLY_ALL) warn("NEARLY_CONSTANT", `${percent(most.ratio)} are ${most.value}`);
  if (missing / rows >= MUCH_MISSING) warn("MISSING", `${percent(missing / rows)} are missing`);
  if (count >= ENOUGH && distinct >= NEARLY_ALL * count && (type === "text" || inferKind(name, "number") === "id")) {
    warn("ID_LIKE", "nearly every row has another value: an id, or a text of its own");
  }
  if (type === "number" && distinct > 2) {
    if (Math.abs(column.skewness ?? 0) > SKEWED) warn("SKEWED", `skewness ${column.skewness!.toFixed(1)}: a few ${column.skewness! > 0 ? "large" : "small"} values weigh more than all others`);
    else for (const value of farOut(column)) warn("FAR_OUT", `${formatNumber(value)} lies far from all but a few: half of the values lie between ${formatNumber(column.q1)} and ${formatNumber(column.q3)}`);
  }
  if (type === "number" && kinds.number > 0 && kinds.numberText > 0) warn("NUMBERS_AS_TEXT", `${kinds.numberText} of the numbers stand as text`);
  if (type === "text") for (const [what, code] of [["dates", "DATES_TO_READ"], ["numbers", "NUMBERS_TO_READ"]] as const) {
    if (likes[what] > count / 2) warn(code, `${percent(likes[what] / count)} look like ${what} such as ${JSON.stringify(firstText)}: ColumnParser reads them when told how they are written`);
  }
  if (type === "text" && numbers >= MOSTLY * count) warn("MIXED", `${numbers} of ${count} values are numbers, the others are text such as ${JSON.stringify(firstText)}`);
  return found;
}

/** The ends that lie beyond the outer fences: three times the distance of the quartiles (Tukey 1977). */
function farOut({ q1, q3, least, most }: NumericSummary): number[] {
  const fence = 3 * (q3 - q1);
  return fence > 0 ? [least, most].filter((value) => value < q1 - fence || value > q3 + fence) : [];
}

function copies(associations: readonly Association[]): DescriptionWarning[] {
  const seen = new Set<string>();
  return associations.filter(({ value, columns }) => {
    const key = JSON.stringify(columns), isNew = Math.abs(value) >= COPY && !seen.has(key);
    if (isNew) seen.add(key);
    return isNew;
  }).map(({ columns: [a, b], measure, value }) => ({ column: b, code: "NEAR_COPY", message: `says nearly the same as ${a} (${measure} ${value.toFixed(3)}): together they count twice` }));
}

const percent = (share: number): string => `${(100 * share).toFixed(share > 0.995 && share < 1 ? 1 : 0)} %`;
