import { valueAt, type Column, type NumberColumn, type TextColumn } from "../../data";
import type { Side, Split, Step, TreeColumn } from "./tree";

/** A number from `min` on and below `max`; null where that side is open. */
export interface NumericCondition {
  readonly kind: "numeric";
  readonly column: string;
  /** Inclusive. */
  readonly min: number | null;
  /** Exclusive. */
  readonly max: number | null;
  /** Whether a customer without a value meets it too. */
  readonly missing: boolean;
}

/** A time from `min` on and before `max`, as milliseconds since 1970 UTC; null where that side is open. */
export interface DateCondition extends Omit<NumericCondition, "kind"> {
  readonly kind: "date";
}

/** One of some values, or none of them. */
export interface ValuesCondition {
  readonly kind: "values";
  readonly column: string;
  /** True and false for a column of booleans. */
  readonly values: readonly (string | boolean)[];
  /** True where any value but these meets it. */
  readonly not: boolean;
  /** Whether a customer without a value meets it too. */
  readonly missing: boolean;
}

/** Whether there is a value at all. */
export interface MissingCondition {
  readonly kind: "missing";
  readonly column: string;
  /** True where a customer without a value meets it, false where one with a value does. */
  readonly missing: boolean;
}

/** What a customer must meet in one column. */
export type Condition = NumericCondition | DateCondition | ValuesCondition | MissingCondition;

/** What the steps on one column add up to. */
interface Merged {
  min: number | null;
  max: number | null;
  /** Null while any value may be. */
  values: readonly string[] | null;
  not: Set<string>;
  missing: boolean;
  known: boolean;
}

/** One condition a column, in the order in which they are first asked, that together say what the steps say. O(steps). */
export function mergeSteps(steps: readonly Step[], columns: ReadonlyMap<string, TreeColumn>): Condition[] {
  const merged = new Map<string, Merged>();
  for (const { split, side } of steps) {
    const so = merged.get(split.column) ?? { min: null, max: null, values: null, not: new Set<string>(), missing: true, known: true };
    merged.set(split.column, so);
    narrow(so, split, side);
  }
  return Array.from(merged, ([name, so]) => conditionOf(columns.get(name)!, so));
}

function narrow(so: Merged, split: Split, side: Side): void {
  if (split.kind === "missing") {
    if (side === "left") so.known = false;
    else so.missing = false;
    return;
  }
  if (split.missing !== side) so.missing = false;
  if (split.kind === "numeric") {
    if (side === "left") so.max = Math.min(so.max ?? Infinity, split.threshold);
    else so.min = Math.max(so.min ?? -Infinity, split.threshold);
  } else if (side === "right") split.values.forEach((value) => so.not.add(value));
  else so.values = split.values.filter((value) => so.values === null || so.values.includes(value));
}

function conditionOf({ name: column, type }: TreeColumn, { min, max, values, not, missing, known }: Merged): Condition {
  const isOpen = min === null && max === null && values === null && not.size === 0;
  if (!known || isOpen) return { kind: "missing", column, missing };
  if (type === "boolean") return { kind: "values", column, values: [min !== null], not: false, missing };
  if (type === "number") return { kind: "numeric", column, min, max, missing };
  if (type === "date") return { kind: "date", column, min, max, missing };
  if (values) return { kind: "values", column, values: values.filter((value) => !not.has(value)), not: false, missing };
  return { kind: "values", column, values: [...not].sort(), not: true, missing };
}

/** Tells whether a row of a column, which is the one of the condition, meets it. */
export function meets(condition: Condition, column: Column): (row: number) => boolean {
  const { missing } = condition;
  if (condition.kind === "missing") return (row) => (valueAt(column, row) === null) === missing;
  if (condition.kind === "values") return meetsValues(condition, column);
  const { values } = column as NumberColumn, min = condition.min ?? -Infinity, max = condition.max ?? Infinity;
  return (row) => (Number.isNaN(values[row]) ? missing : values[row]! >= min && values[row]! < max);
}

function meetsValues({ values, not, missing }: ValuesCondition, column: Column): (row: number) => boolean {
  if (column.type === "boolean") return (row) => (Number.isNaN(column.values[row]) ? missing : values.includes(column.values[row] === 1) !== not);
  const { codes, levels } = column as TextColumn, does = levels.map((level) => values.includes(level) !== not);
  return (row) => (codes[row]! < 0 ? missing : does[codes[row]!]!);
}

/** Tells whether a row meets all conditions. */
export function meetsAll(conditions: readonly Condition[], columnOf: (name: string) => Column): (row: number) => boolean {
  const tests = conditions.map((condition) => meets(condition, columnOf(condition.column)));
  return (row) => tests.every((test) => test(row));
}
