import { isFeature, lengthOf, missingColumns, type Column, type ColumnSpec, type Frame, type TextColumn } from "../../data";
import { parseNumber } from "../../data/parse";
import { SegmentryError } from "../../errors";
import { formatShare } from "../../report/render/format";
import type { LeftOut } from "../segmentation-model";
import type { Recipe } from "./options";

/** Text of which more than this share of the customers have one of their own says who they are, not what they are like. */
const MOST_DISTINCT = 0.5;
/** Text of which more than this share of the different values are numbers was meant to be numbers. */
const MOST_NUMBERS = 0.5;
/** Fewer different values may be codes. */
const MANY = 10;
/** Below so many customers, distinct values say nothing. */
const FEW = 20;

/** Which columns to use, which not and why, and which one tells customers apart. */
export interface Features {
  readonly used: readonly ColumnSpec[];
  readonly leftOut: readonly LeftOut[];
  readonly id: string | null;
}

/** Chooses the columns to use: those asked for, or all; never one that cannot tell customers apart, and says why. */
export function chooseFeatures(table: Frame, { id, columns }: Recipe): Features {
  const missing = [...(id === undefined ? [] : [id]), ...(columns ?? [])].filter((name) => !table.has(name));
  if (missing.length > 0) throw missingColumns("segment", missing, table.names);
  const used: ColumnSpec[] = [], leftOut: LeftOut[] = [];
  for (const spec of table.specs) {
    const reason = spec.name === id ? "the id" : columns && !columns.includes(spec.name) ? "not among the columns asked for" : whyNot(table.store(spec.name), !!columns);
    if (reason === null) used.push(spec);
    else leftOut.push({ column: spec.name, reason });
  }
  if (used.length === 0) {
    const why = leftOut.map(({ column, reason }) => `${column}: ${reason}`).join("; ");
    throw new SegmentryError("EMPTY_DATA", "segment", "at least one column that can be used", `none (${why})`, "name the columns to use, or state their kinds in schema");
  }
  return { used, leftOut, id: id ?? table.specs.find(({ kind }) => kind === "id")?.name ?? null };
}

/** The share of the different texts of a column that are numbers. */
function numberShare({ levels }: TextColumn): number {
  return levels.filter((level) => !Number.isNaN(parseNumber(level))).length / levels.length;
}

/** Why a column cannot be used; null where it can. A column asked for by name may be an id or one of many values. */
function whyNot(column: Column, asked: boolean): string | null {
  if (column.kind === "ignore") return "ignored";
  if (column.kind === "id" && !asked) return "an id by its name";
  if (column.type === "date") return "a date; turn it into a number of days first";
  const { distinct, missing } = summary(column), rows = lengthOf(column), present = rows - missing;
  if (present === 0) return "no values";
  if (distinct === 1) return missing > 0 ? "constant where it is not missing" : "constant";
  if (asked || !isFeature(column) || present < FEW) return null;
  const numbers = column.type === "text" && distinct > MANY ? numberShare(column) : 0;
  if (numbers > MOST_NUMBERS) return `text, though ${formatShare(numbers)} of the different values are numbers: make them numbers, or name the column to use it as it is`;
  if (column.type === "text" && distinct > MOST_DISTINCT * present) return `id-like: ${distinct} different texts for ${present} customers`;
  if (column.type === "number" && isCounter(column.values)) return "id-like: it counts the rows";
  return null;
}

/** How many distinct values, and how many missing. */
export function summary(column: Column): { distinct: number; missing: number } {
  const seen = new Set<number>();
  let missing = 0;
  for (const value of column.type === "text" ? column.codes : column.values) {
    if (column.type === "text" ? value < 0 : Number.isNaN(value)) missing++;
    else seen.add(value);
  }
  return { distinct: seen.size, missing };
}

function isCounter(values: Float64Array): boolean {
  return values.every((value, i) => i === 0 || value === values[i - 1]! + 1);
}
