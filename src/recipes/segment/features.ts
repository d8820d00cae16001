import { isFeature, lengthOf, missingColumns, type Column, type ColumnSpec, type Frame, type TextColumn } from "../../data";
import { summarize, whyUseless } from "../../core";
import { looksLike } from "../../data/looks-like";
import { SegmentryError } from "../../errors";
import { formatShare } from "../../report/render/format";
import type { LeftOut } from "../segmentation-model";
import { nearCopies } from "./near-copies";
import { daysName } from "../../stages/date-to-days";
import type { Recipe } from "./options";

/** Levels rarer than this share of the customers are grouped. */
export const RARE = 0.01;
/** Text of which more than this share of the customers have one of their own says who they are, not what they are like. */
const MOST_DISTINCT = 0.5;
/** A value that more than this share of the customers have tells hardly any apart. */
const NEARLY_ALL = 0.99;
/** Text of which more than this share of the different values look like numbers or dates was meant to be those. */
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
  /** The same without further columns, each with its reason. */
  without(further: readonly LeftOut[]): Features;
}

/** Chooses the columns to use: those asked for, or all; never one that cannot tell customers apart, and says why. */
export function chooseFeatures(table: Frame, { id, columns, recipe }: Recipe): Features {
  const missing = [...(id === undefined ? [] : [id]), ...(columns ?? [])].filter((name) => !table.has(name));
  if (missing.length > 0) throw missingColumns("segment", missing, table.names);
  const usable: ColumnSpec[] = [], leftOut: LeftOut[] = [], isGuide = recipe === "guide";
  for (const spec of table.specs) {
    const reason = spec.name === id ? "the id" : columns && !columns.includes(spec.name) ? "not among the columns asked for" : whyNot(table.store(spec.name), !!columns, isGuide);
    if (reason === null) usable.push(spec);
    else leftOut.push({ column: spec.name, reason });
  }
  const beside = usable.filter(({ name, type }) => type === "date" && usable.some((other) => other.name === daysName(name))).map(({ name }) => ({ column: name, reason: `a date beside a column ${daysName(name)}` }));
  const copies = columns || isGuide ? new Map<string, string>() : nearCopies(table, usable), found = featuresOf(usable, leftOut, id ?? table.specs.find(({ kind }) => kind === "id")?.name ?? null);
  return found.without([...beside, ...Array.from(copies, ([column, reason]) => ({ column, reason }))]);
}

function featuresOf(usable: readonly ColumnSpec[], before: readonly LeftOut[], id: string | null): Features {
  return {
    used: usable, leftOut: before, id,
    without(further) {
      const used = usable.filter(({ name }) => !further.some(({ column }) => column === name)), leftOut = [...before, ...further.filter(({ column }) => usable.some(({ name }) => name === column))];
      if (used.length > 0) return featuresOf(used, leftOut, id);
      const why = leftOut.map(({ column, reason }) => `${column}: ${reason}`).join("; ");
      throw new SegmentryError("EMPTY_DATA", "segment", "at least one column that can be used", `none (${why})`, "name the columns to use, or state their kinds in schema");
    },
  };
}

/** What most of the different texts of a column look like, with their share; null where they are just text. */
function toBeRead({ levels }: TextColumn): string | null {
  const looks = levels.map(looksLike);
  for (const what of ["dates", "numbers"] as const) {
    const share = looks.filter((one) => one === what).length / levels.length;
    if (share > MOST_NUMBERS) return `text, though ${formatShare(share)} of the different values look like ${what}: read them with ColumnParser of segmentry/prepare, or name the column to use it as it is`;
  }
  return null;
}

/** Why a column cannot be used; null where it can. A column asked for by name may be an id, near constant or one of many values. */
function whyNot(column: Column, asked: boolean, isGuide: boolean): string | null {
  if (column.kind === "ignore") return "ignored";
  if (column.kind === "id" && !asked) return "an id by its name";
  if (column.type === "date" && isGuide) return "a date, with which the guide does nothing";
  const useless = whyUseless(column, { nearConstant: asked || isGuide ? 1 : NEARLY_ALL, idLike: asked ? 1 : MOST_DISTINCT });
  if (asked || !isFeature(column) || column.type !== "text" || column.levels.length <= MANY || lengthOf(column) < FEW) return useless?.reason ?? null;
  return toBeRead(column) ?? useless?.reason ?? (summarize(column).topCount < RARE * lengthOf(column) ? `no level has ${RARE * 100} % of the customers` : null);
}
