import type { ColumnKind } from "../../index";
import { UsageError } from "../usage";

/** Options as they stand on the command line: text, a list of texts where they may be repeated, or true. */
export type RawOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** An option of text. */
export function text(raw: RawOptions, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" ? value : undefined;
}

/** An option that may be repeated. */
export function texts(raw: RawOptions, name: string): readonly string[] | undefined {
  const value = raw[name];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}

/** An option that is there or not. */
export const flag = (raw: RawOptions, name: string): boolean => raw[name] === true;

/** An option of a number. Whether the number makes sense is for the command to say. */
export function number(raw: RawOptions, name: string, option: string): number | undefined {
  const value = text(raw, name);
  if (value === undefined) return undefined;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value.trim())) throw new UsageError(`${option} takes a number, got ${JSON.stringify(value)}`);
  return Number(value);
}

/** An option of an integer. */
export function integer(raw: RawOptions, name: string, option: string, least: number, most = 2 ** 31 - 1): number | undefined {
  const value = number(raw, name, option);
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  throw new UsageError(`${option} takes an integer from ${least} to ${most}, got ${value}`);
}

/** An option of one of some words. */
export function oneOf<T extends string>(raw: RawOptions, name: string, option: string, words: readonly T[]): T | undefined {
  const value = text(raw, name);
  if (value === undefined || words.includes(value as T)) return value as T | undefined;
  throw new UsageError(`${option} takes ${words.join(" or ")}, got ${JSON.stringify(value)}`);
}

/** The number of segments: a number, or "auto". */
export function segmentCount(raw: RawOptions): number | "auto" | undefined {
  const value = text(raw, "k");
  if (value === undefined || value === "auto") return value;
  try {
    return number(raw, "k", "--k");
  } catch {
    throw new UsageError(`--k takes a number or auto, got ${JSON.stringify(value)}`);
  }
}

/** A seed: a number where it is one, else text. */
export function seed(raw: RawOptions): number | string | undefined {
  const value = text(raw, "seed");
  return value !== undefined && /^-?(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}

/** A delimiter; `tab` and `\t` are hard to type otherwise. */
export function delimiter(raw: RawOptions): string | undefined {
  const value = text(raw, "delimiter");
  return value === "tab" || value === "\\t" ? "\t" : value;
}

const KIND = "numeric|categorical|date|id|ignore";

/** `COL=kind,COL=kind`, repeated or not. A name may hold commas and equals signs: only a known kind ends it. */
export function schema(raw: RawOptions): Record<string, ColumnKind> | undefined {
  const given = texts(raw, "schema");
  return given && Object.fromEntries(given.flatMap((item) => {
    const pairs = [...item.matchAll(new RegExp(`(?:^|,)\\s*(.+?)=(${KIND})(?=\\s*,|\\s*$)`, "g"))];
    if (pairs.map(([all]) => all).join("").length < item.trimEnd().length) {
      throw new UsageError(`--schema takes COLUMN=kind with a kind among ${KIND.replaceAll("|", ", ")}, got ${JSON.stringify(item)}`);
    }
    return pairs.map(([, name, kind]) => [name!, kind as ColumnKind] as const);
  }));
}
