import type { Condition, DateCondition, NumericCondition, ValuesCondition } from "./conditions";
import type { TreeColumn } from "./tree";

/**
 * A condition in words: `AGE from 30 to 45`, `PAYS is card or cash`, `SINCE before 2024-03-01`. Of integers an end that is in
 * is named (at most 34, not below 35), of others the round number that divides. What customers without a value do is said
 * where the column had some at fit.
 */
export function wordsOf(condition: Condition, column: TreeColumn): string {
  const { missing } = condition, name = `${column.name} is`;
  if (condition.kind === "missing") return `${name} ${missing ? "missing" : "known"}`;
  const { words, isNegative = false } = condition.kind === "values" ? valuesWords(condition, column) : { words: condition.kind === "date" ? dateWords(condition) : numberWords(condition, column) };
  if (!column.missing || !(missing || isNegative)) return `${column.name} ${words}`;
  return `${name} ${missing ? "missing or" : "known and"} ${words.replace(/^is /, "")}`;
}

function valuesWords({ values, not }: ValuesCondition, { levels }: TreeColumn): { words: string; isNegative?: boolean } {
  const others = not && levels ? levels.filter((level) => !values.includes(level)) : null;
  const isShorter = others !== null && others.length > 0 && others.length <= values.length;
  const names = (isShorter ? others : values).map(String);
  if (!not || isShorter) return { words: `is ${listOf(names, "or")}` };
  const words = names.length === 1 ? `is not ${names[0]}` : names.length === 2 ? `is neither ${names[0]} nor ${names[1]}` : `is none of ${listOf(names, "and")}`;
  return { words, isNegative: true };
}

/** The names with commas, and a word before the last. */
function listOf(names: readonly string[], word: string): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}

function numberWords({ min, max }: NumericCondition, { integers, range }: TreeColumn): string {
  const [low, high] = range!, top = max === null ? null : integers ? max - 1 : null;
  if (max === null) return integers && min === high ? `is ${number(min)}` : `at least ${number(min!)}`;
  if (min === null) {
    if (top !== null && top === low) return `is ${number(top)}`;
    return top !== null && !isRounder(max, top) ? `at most ${number(top)}` : `below ${number(max)}`;
  }
  if (top === min) return `is ${number(min)}`;
  return `from ${number(min)} to ${top !== null && !isRounder(max, top) ? number(top) : `below ${number(max)}`}`;
}

/** Whether an integer is told so much more easily than the one before it (160 than 159, not 60 than 59) that it is the one to name. */
const isRounder = (value: number, before: number): boolean => Math.abs(value) >= 100 && digitsOf(before) > digitsOf(value);

/** Digits that are written, but for the zeros at either end: 1 of 600 and of 0.05. */
export const digitsOf = (value: number): number => String(Math.abs(value)).replace(/e.*$/, "").replace(".", "").replace(/^0+|0+$/g, "").length;

/** All digits, thousands apart from 10,000 on, the same in every locale. */
function number(value: number): string {
  const text = String(value), [whole = "", fraction] = text.split(".");
  if (/e/.test(text) || Math.abs(value) < 10_000) return text;
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}

const DAY = 86_400_000;

function dateWords({ min, max }: DateCondition): string {
  if (max === null) return `from ${date(min!)} on`;
  if (min === null) return `before ${date(max)}`;
  if (min % DAY !== 0 || max % DAY !== 0) return `from ${date(min)} to before ${date(max)}`;
  return max - DAY === min ? `on ${date(min)}` : `from ${date(min)} to ${date(max - DAY)}`;
}

/** YYYY-MM-DD, and the time of day where it is not midnight UTC. */
function date(time: number): string {
  if (Math.abs(time) > 8.64e15) return String(time);
  const text = new Date(time).toISOString();
  return time % DAY === 0 ? text.slice(0, text.indexOf("T")) : text.replace("T", " ").replace(/(:00)?\.000Z$/, "");
}
