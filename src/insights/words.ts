/** The words of which names are made; each can be replaced. */
export interface NameWords {
  readonly veryHigh: string;
  readonly high: string;
  readonly low: string;
  readonly veryLow: string;
  /** In front of what customers do not have. */
  readonly no: string;
  /** In front of a value that most of them do not have. */
  readonly not: string;
  /** For a segment that differs from the others in nothing. */
  readonly average: string;
  /** Between the columns of which the same is said. */
  readonly and: string;
  /** What columns are called in names. Default: the name in small letters, `TOTAL_ORDERS` as `total orders`. */
  readonly columns: Readonly<Record<string, string>>;
  /** What values are called in names, by column and value. Default: the value, with its column where it says little alone. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const WORDS: NameWords = { veryHigh: "very high", high: "high", low: "low", veryLow: "very low", no: "no", not: "not", average: "average", and: "and", columns: {}, values: {} };

/** A column in words: `TOTAL_ORDERS`, `TotalOrders` and `Spending Score (1-100)` as `total orders` and `spending score`. */
export function columnWords(column: string, { columns }: NameWords): string {
  if (Object.hasOwn(columns, column)) return columns[column]!;
  const words = column.replace(/\([^)]*\)/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_\s.]+/g, " ").trim();
  return (words || column).toLowerCase();
}

const YES = /^(?:yes|y|true|t|1)$/i, NO = /^(?:no|n|false|f|0)$/i;

/** A value in words: `no children` and `children` of a yes-or-no column, `gender F`, `Facebook`. */
export function valueWords(column: string, value: string, isYesNo: boolean, words: NameWords): string {
  const own = Object.hasOwn(words.values, column) ? words.values[column]! : {};
  if (Object.hasOwn(own, value)) return own[value]!;
  const name = columnWords(column, words);
  if (/^yes$/i.test(value) || (isYesNo && YES.test(value))) return name;
  if (/^no$/i.test(value) || (isYesNo && NO.test(value))) return `${words.no} ${name}`;
  return saysLittle(value) ? `${name} ${value}` : value;
}

/** Whether all values of a column are a yes or a no. */
export function isYesNo(values: readonly string[]): boolean {
  return values.length === 2 && values.some((value) => YES.test(value)) && values.some((value) => NO.test(value));
}

/** Whether a value denies its column. */
export const isNo = (value: string): boolean => /^no$/i.test(value);

/** Short codes and numbers mean something only with their column. */
const saysLittle = (value: string): boolean => value.length <= 3 || YES.test(value) || NO.test(value) || /^[\d\s.,()<>+-]*$/.test(value) || /^\(.*\)$/.test(value) || /^(?:yes|no)\b/i.test(value) || /^(?:unknown|none|other|others|missing|null|nan|n\/?a|not \w+)$/i.test(value);
