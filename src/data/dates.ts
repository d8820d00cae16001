import { parseDate } from "./parse";

/**
 * How dates stand in text: `"iso"` (2011-12-09, 2011-12-09 08:26:00), or numbers in the order year, month, day (also as eight
 * digits), month, day, year or day, month, year, with anything between them and with or without a time of day.
 */
export type DateFormat = "iso" | "ymd" | "mdy" | "dmy";

export const DATE_FORMATS: readonly DateFormat[] = ["iso", "ymd", "mdy", "dmy"];

/** What a date looks like, for messages. */
export const DATE_EXAMPLES: Readonly<Record<DateFormat, string>> = {
  iso: "ISO 8601 (2011-12-09 or 2011-12-09 08:26:00)", ymd: "year, month, day (2011/12/09 or 20111209)",
  mdy: "month, day, year (12/9/2011 8:26)", dmy: "day, month, year (9.12.2011 8:26)",
};

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const PARTS = /^(\d{1,4})[/.\- ]+(\d{1,2})[/.\- ]+(\d{1,4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?([ap])?\.?m?\.?)?$/i;
const YEAR: Readonly<Record<DateFormat, number>> = { iso: 1, ymd: 1, mdy: 3, dmy: 3 }, MONTH: Readonly<Record<DateFormat, number>> = { iso: 2, ymd: 2, mdy: 1, dmy: 2 };

/** Milliseconds since 1970 UTC of a date; NaN for what is none. A time of day is read as UTC. */
export function parseDateIn(value: unknown, format: DateFormat): number {
  if (value instanceof Date) return +value;
  if (typeof value === "number" && format === "ymd") return fromParts(COMPACT.exec(String(value)), format);
  if (typeof value !== "string") return NaN;
  if (format === "iso") return parseDate(value);
  const text = value.trim();
  return fromParts((format === "ymd" ? COMPACT.exec(text) : null) ?? PARTS.exec(text), format);
}

function fromParts(match: RegExpExecArray | null, format: DateFormat): number {
  if (!match) return NaN;
  const [, , , , hours, minutes = "00", seconds = "00", half] = match, year = match[YEAR[format]]!, month = match[MONTH[format]]!;
  const day = match[6 - YEAR[format] - MONTH[format]]!;
  if (year.length !== 4 || month.length > 2 || day.length > 2) return NaN;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hours === undefined) return parseDate(date);
  if (half !== undefined && (+hours < 1 || +hours > 12)) return NaN;
  const hour = half === undefined ? +hours : (+hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return parseDate(`${date}T${String(hour).padStart(2, "0")}:${minutes}:${seconds}`);
}

export const DAY = 86_400_000;

/** The number of a day since 1970 UTC. */
export const dayOf = (time: number): number => Math.floor(time / DAY);
