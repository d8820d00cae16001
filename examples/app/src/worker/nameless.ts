import type { Table } from "segmentry";
import type { ColumnSummary, NumericSummary } from "segmentry/explore";

const NUMBER = /^-?\d+(?:[.,]\d+)?$/, MISSING = /^(?:column \d+|NA|N\/A|null|-)$/i, DATE = /^\d{4}-\d\d-\d\d/, MONTH = /^\d{4}-\d\d-01/;
const numberOf = (name: string): number => Number(name.replace(",", "."));

/** Years, and months as 202401. */
const isTime = (value: number): boolean => Number.isInteger(value) && ((value >= 1900 && value <= 2100) || (value >= 190_001 && value <= 210_012 && value % 100 >= 1 && value % 100 <= 12));

/** Names that count columns: 1 and 2, 7, 30 and 90, or 0.25, 0.5 and 0.75. */
function areCounted(names: readonly number[]): boolean {
  const steps = names.slice(1).map((value, i) => value - names[i]!);
  return names.length === 2 ? steps[0] === 1 : names.length > 2 && steps.every((step) => step > 0);
}

/** Whether a name is about as large as the values below it. */
const isWithin = (value: number, { least, most }: NumericSummary): boolean => value >= least - (most - least) / 2 && value <= most + (most - least) / 2;

/** What a text is made of: letters, digits and other signs, however many of each. */
const shapeOf = (text: string): string => text.replaceAll(/\p{L}+/gu, "a").replaceAll(/\d+/g, "0");

/** Whether names of columns of text are texts as those below: one of the frequent ones, or like some where each is another. */
function areTexts(table: Table, columns: readonly ColumnSummary[]): boolean {
  const repeated = columns.filter(({ distinct, count }) => distinct < count / 2), has = (name: string, isAlike: (text: string) => boolean): boolean => table.column(name).some((value) => typeof value === "string" && isAlike(value));
  return repeated.length > 0 ? repeated.some(({ name }) => has(name, (text) => text === name)) : columns.every(({ name }) => has(name, (text) => shapeOf(text) === shapeOf(name)));
}

/** The names of columns where they are more likely the first customer: each that holds numbers or dates is called by one that may stand in it. */
export function namesLikeValues(table: Table, columns: readonly ColumnSummary[]): readonly string[] {
  const numbers = columns.filter((column): column is NumericSummary => column.type === "number" && !MISSING.test(column.name)), dates = columns.filter(({ type }) => type === "date"), values = numbers.map(({ name }) => numberOf(name));
  const areNumbers = numbers.every((column, i) => NUMBER.test(column.name) && isWithin(values[i]!, column)) && !areCounted(values) && (values.length === 0 || !values.every(isTime));
  const areDates = dates.every(({ name }) => DATE.test(name)) && (dates.length === 0 || !dates.every(({ name }) => MONTH.test(name)));
  const isSo = numbers.length + dates.length > 0 && areNumbers && areDates && areTexts(table, columns.filter(({ type }) => type === "text"));
  return isSo ? columns.map(({ name }) => name) : [];
}
