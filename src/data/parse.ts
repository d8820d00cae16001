const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?: ?(?:UTC|Z|([+-]\d{2}):?(\d{2})))?$/;

/** The number that a text states in plain or scientific notation, or NaN. White space around it does not count. */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : NaN;
}

/**
 * Milliseconds since 1970 UTC of an ISO 8601 date or date and time, or NaN. Without an offset it is read as UTC: local time
 * would give another model on another machine.
 */
export function parseDate(text: string): number {
  const match = DATE.exec(text.trim());
  if (!match) return NaN;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", offsetHours = "0", offsetMinutes = "0"] = match;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999, and rolls February 30 over into March.
  const date = new Date(0).setUTCFullYear(+year!, +month! - 1, +day!), read = new Date(date);
  if (read.getUTCDate() !== +day! || read.getUTCMonth() !== +month! - 1 || +hour > 23 || +minute > 59 || +second > 60) return NaN;
  const offset = +offsetHours * 60 + (offsetHours.startsWith("-") ? -1 : 1) * +offsetMinutes;
  return date + ((+hour * 60 + +minute - offset) * 60 + +second) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
}
