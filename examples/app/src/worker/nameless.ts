import type { ColumnSummary } from "segmentry/explore";

const numberOf = (name: string): number => (name.trim() === "" ? NaN : Number(name.replace(/^(-?\d+),(\d+)$/, "$1.$2")));
const isDate = (name: string): boolean => /^\d{4}-\d\d-\d\d/.test(name);

/** Years or months as names of columns: each as far from the one before, and two of them by one. */
function areInSteps(names: readonly string[]): boolean {
  const values = names.map(numberOf), step = values[1]! - values[0]!;
  return (values.length > 2 ? step !== 0 : step === 1) && values.every((value, i) => i === 0 || value - values[i - 1]! === step);
}

/** The names of columns where they are more likely the first customer: each that holds numbers or dates is called by one. */
export function namesLikeValues(columns: readonly ColumnSummary[]): readonly string[] {
  const measured = columns.filter(({ type }) => type === "number" || type === "date").map(({ name }) => name);
  const isSo = measured.length > 0 && measured.every((name) => Number.isFinite(numberOf(name)) || isDate(name)) && !areInSteps(measured);
  return isSo ? columns.map(({ name }) => name) : [];
}
