import { SegmentryError } from "./segmentry-error";
import { show } from "./show";

const invalid = (who: string, rule: string, value: unknown): SegmentryError =>
  new SegmentryError("INVALID_OPTION", who, rule, show(value));

/** Refuses anything but an integer in [min, max]. `bound` explains where max comes from. */
export function checkInteger(who: string, name: string, value: unknown, min: number, max = Infinity, bound = ""): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}${bound && ` (${bound})`}`;
  throw invalid(who, `${name} to be an integer ${range}`, value);
}

/** Refuses anything but a finite number of at least min. */
export function checkNumber(who: string, name: string, value: unknown, min: number): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= min) return value;
  throw invalid(who, `${name} to be a finite number of ${min} or more`, value);
}

/** Refuses anything but a number from 0 to below 1. */
export function checkShare(who: string, name: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && value < 1) return value;
  throw invalid(who, `${name} to be a share from 0 to below 1`, value);
}

/** Refuses anything but one of the given words. */
export function checkOneOf<T extends string>(who: string, name: string, value: unknown, words: readonly T[]): T {
  if (words.includes(value as T)) return value as T;
  throw invalid(who, `${name} to be ${words.map((word) => JSON.stringify(word)).join(" or ")}`, value);
}

/** Refuses anything but true or false. */
export function checkBoolean(who: string, name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw invalid(who, `${name} to be true or false`, value);
}

/** Refuses anything but a finite number or a string as a seed. */
export function checkSeed(who: string, value: unknown): number | string {
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  throw invalid(who, "seed to be a finite number or a string", value);
}

/** Refuses option names that do not exist, so that a misspelt option is never silently ignored. */
export function checkOptions(who: string, options: unknown, known: readonly string[]): void {
  if (!isRecord(options)) {
    throw invalid(who, "its options to be an object", options);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new SegmentryError("INVALID_OPTION", who, `options among ${known.join(", ")}`, show(name));
    }
  }
}

/** Refuses anything but a plain object, whose names are for the caller to choose. */
export function checkRecord(who: string, name: string, value: unknown): void {
  const isPlain = typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
  if (!isPlain) throw invalid(who, `${name} to be a plain object`, value);
}

/** Refuses anything but a list of distinct strings. */
export function checkNames(who: string, name: string, value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw invalid(who, `${name} to be a list of column names`, value);
  }
  if (new Set(value).size < value.length) throw invalid(who, `${name} to be distinct column names`, "a name twice");
  return Object.freeze([...(value as string[])]);
}

/** Whether a value is an object with names, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list: an array or typed numbers. Unlike `Array.isArray` it does not turn items into any. */
export function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Refuses anything but two ascending quantiles from 0 to 1. */
export function checkQuantileRange(who: string, name: string, value: readonly [number, number]): readonly [number, number] {
  const isRange = isList(value) && value.length === 2 && value.every(Number.isFinite) && 0 <= value[0] && value[0] < value[1] && value[1] <= 1;
  if (!isRange) throw invalid(who, `${name} to be [low, high] with 0 <= low < high <= 1`, isList(value) ? `[${value.join(", ")}]` : value);
  return Object.freeze([value[0], value[1]] as const);
}
