import { parseNumber } from "./parse";

/** Numbers with a fraction behind a comma, groups of digits or a sign of money, as "1,234.50", "1.234,50 €". */
const NUMBER_LIKE = /^[\p{Sc}%]?\s?[+-]?(?:\d{1,3}(?:[.,'’\s]\d{3})+|\d+)(?:[.,]\d+)?\s?[\p{Sc}%]?$/u;
/** Dates as "9.12.2011", "12/9/11", "2011/12/09 8:26". */
const DATE_LIKE = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d\d)?|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\D.*)?$/;

/** What a text looks like that somebody who knows how it is written could read; null where it is just text. */
export function looksLike(text: string): "dates" | "numbers" | null {
  const trimmed = text.trim();
  if (DATE_LIKE.test(trimmed)) return "dates";
  return !Number.isNaN(parseNumber(trimmed)) || NUMBER_LIKE.test(trimmed) ? "numbers" : null;
}
