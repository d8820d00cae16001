import { Table, type ColumnKind } from "segmentry";
import type { TextRecord } from "segmentry/csv";
import { decodeWith } from "segmentry/predict";
import { columnParser, type ColumnParserModel, type NumberText } from "segmentry/prepare";
import type { CommaColumn, Groups, GroupSign } from "./protocol";

const NEARLY_ALL = 0.95, A_FEW = 3, RARE = 0.05;
/** What the CSV reader takes as missing among numbers. */
const NO_NUMBER: readonly string[] = ["NA", "N/A", "NaN", "null", "NULL", "None"];

const LIKE_NUMBER = /^[-+−\d.,'’\s]+(?:[eE][-+]?\d+)?$/, GROUP = /\d([.'’\s])\d{3}(?!\d)/;
/** 1,234 is 1234 where commas stand between groups. */
const EITHER_WAY = /^[-+−]?[1-9]\d{0,2},\d{3}$/;
/** A whole number as it is written with groups: 0.123 and 1234 are not. */
const WHOLE = /^[-+−]?(?:0|[1-9]\d{0,2}(?:([.'’\s])\d{3}(?:\1\d{3})*)?)$/;

const PLAIN: NumberText = { as: "number", decimal: ".", group: "" };
const withComma = (group: GroupSign): NumberText => ({ as: "number", decimal: ",", group });

interface Spec {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly type: string;
}

// ColumnParser itself drops ids, and knows signs by locale: none has apostrophes beside a decimal comma.
const parserOf = (columns: readonly Spec[], readings: readonly (NumberText | null)[]): ColumnParserModel => decodeWith(columnParser)({ kind: "ColumnParser", version: 1, columns, readings, unreadable: "missing", missing: NO_NUMBER }, "ColumnParser");

const textSpec = (name: string): Spec => ({ name, kind: "categorical", type: "text" });

/** The columns of text that are numbers with a decimal comma; and where there is one, those that may be and of which every value is. Those of `pointed` are text for this alone. */
export function findCommas(table: Table, pointed: readonly string[] = []): CommaColumn[] {
  const { schema } = table, found = table.names.filter((name) => schema[name] === "categorical").flatMap((name) => judge(table, name, pointed.includes(name)));
  return found.some(({ isClear }) => isClear) ? found.map(({ column }) => column) : [];
}

function judge(table: Table, name: string, isPointed: boolean): { readonly column: CommaColumn; readonly isClear: boolean }[] {
  const values = table.column(name) as (string | null)[], groups = new Map<string, number>();
  let there = 0, like = 0, commas = 0, clear = 0, whole = 0;
  for (const value of values) {
    const text = textOf(value);
    if (text === null) continue;
    there++;
    if (!LIKE_NUMBER.test(text)) continue;
    like++;
    const sign = signOf(text);
    if (sign) groups.set(sign, (groups.get(sign) ?? 0) + 1);
    if (WHOLE.test(text)) whole++;
    if (!text.includes(",")) continue;
    commas++;
    if (!EITHER_WAY.test(text)) clear++;
  }
  if (like < NEARLY_ALL * there || (commas === 0 && (whole < there || groups.size === 0))) return [];
  const group = ([...groups].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ".") as GroupSign, numbers = parserOf([textSpec(name)], [withComma(group)]).transform(table).column(name);
  const unread = values.filter((value, row) => textOf(value) !== null && numbers[row] === null), isClear = clear >= A_FEW && clear >= RARE * commas;
  if (unread.length > (isClear ? (1 - NEARLY_ALL) * there : 0)) return [];
  const isExample = (value: string | null, row: number): boolean => value !== null && numbers[row] !== null && (commas === 0 || value.includes(","));
  const example = values.find((value, row) => isExample(value, row) && signOf(value!) !== null) ?? values.find(isExample);
  return [{ isClear, column: { name, group, isWhole: commas === 0, isPointed, example: example!.trim(), unread: unread.length, unreadExample: unread[0]?.trim() ?? null } }];
}

/** A value, unless it says that there is none. */
function textOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  return text === "" || NO_NUMBER.includes(text) ? null : text;
}

function signOf(text: string): GroupSign | null {
  const sign = GROUP.exec(text)?.[1];
  return sign === undefined ? null : sign === "." ? "." : /\s/.test(sign) ? " " : "'";
}

/** The columns of numbers that may be whole ones with points in groups rather than have decimal points, by their values and their first texts. */
export function mayBePointed(table: Table, first: readonly TextRecord[]): string[] {
  const { schema } = table, isInGroups = (value: unknown): boolean => value === null || (typeof value === "number" && Math.abs(value) < 1000 && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6);
  return table.names.filter((name) => {
    if (schema[name] !== "numeric") return false;
    const texts = first.flatMap((record) => textOf(record[name]) ?? []), values = table.column(name);
    return texts.every((text) => WHOLE.test(text)) && values.every(isInGroups) && (texts.some((text) => text.includes(".")) || !values.every((value) => value === null || Number.isInteger(value)));
  });
}

export const groupsOf = (columns: readonly CommaColumn[]): Groups => Object.fromEntries(columns.map(({ name, group }) => [name, group]));

/** The table with the text of these columns read as numbers, that of `plain` as numbers with a decimal point. */
export function asNumbers(table: Table, groups: Groups, plain: readonly string[] = []): Table {
  if (Object.keys(groups).length + plain.length === 0) return table;
  const { names } = table, readings = names.map((name) => (Object.hasOwn(groups, name) ? withComma(groups[name]!) : plain.includes(name) ? PLAIN : null));
  return Table.from(parserOf(names.map((name) => specOf(table, name)), readings).transform(table));
}

function specOf(table: Table, name: string): Spec {
  const kind = table.schema[name]!, value = table.column(name).find((one) => one !== null) ?? (kind === "categorical" ? "" : 0);
  return { name, kind, type: value instanceof Date ? "date" : typeof value === "string" ? "text" : typeof value };
}

/** Puts numbers in the place of the text of these columns, record by record. */
export function numbersReader(groups: Groups): (rows: readonly TextRecord[]) => readonly object[] {
  const names = Object.keys(groups);
  if (names.length === 0) return (rows) => rows;
  const parser = parserOf(names.map(textSpec), names.map((name) => withComma(groups[name]!)));
  return (rows) => {
    const numbers = parser.transform(rows).toRecords();
    return rows.map((row, i) => ({ ...row, ...numbers[i] }));
  };
}
