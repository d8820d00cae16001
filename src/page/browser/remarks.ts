import { formatNumber } from "../words";
import type { Field } from "./inputs";

/** What is to be said of all that was typed in, though there is an answer. */
export function remarksOn(fields: readonly Field[]): string[] {
  const unknown = fields.filter((field) => field.value() === null).length, most = unknown > fields.length / 2 ? [`${unknown} of ${fields.length} values are not known, so the answer is a guess.`] : [];
  return [...most, ...fields.map(remarkOn).filter((remark) => remark !== null)];
}

/** What is to be said of a value that is odd, though there is an answer; null of another. */
function remarkOn({ column: { name, type, values, min, max }, value, isUnreadable }: Field): string | null {
  const typed = value(), show = (bound: number | string): string => (typeof bound === "number" ? formatNumber(bound) : bound);
  if (isUnreadable()) return `${name}: this is not a ${type}, and counts as not known.`;
  if (typed === null) return null;
  // Where 50 are known there may be others.
  if (type === "text") return values.length > 0 && values.length < 50 && !values.includes(String(typed)) ? `${name}: “${String(typed)}” is new to the model.` : null;
  return min !== null && max !== null && (typed < min || typed > max) ? `${name}: the model has seen ${show(min)} to ${show(max)} only, so the answer is a guess.` : null;
}
