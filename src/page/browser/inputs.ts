import { parseNumber } from "../../data/parse";
import type { InputColumn } from "../../report/insights";
import { h } from "../piece";
import { breakable } from "../sections/parts";
import { formatNumber } from "../words";
import { toDOM } from "./to-dom";

/** One field of the form. */
export interface Field {
  readonly column: InputColumn;
  readonly element: Element;
  /** What is typed in; null where nothing is. */
  value(): number | string | boolean | null;
  /** Whether what is typed in is none of its type, and so counts as nothing. */
  isUnreadable(): boolean;
  reset(): void;
  /** Marks the field as wrong, or as right. */
  mark(isWrong: boolean): void;
}

type Control = HTMLInputElement | HTMLSelectElement;

/** A field for a column, filled with its typical value. */
export function fieldOf(column: InputColumn, at: number): Field {
  const id = `input-${at}`, control = toDOM(controlOf(column, id)) as Control, other = column.type === "text" && column.values.length > 0 ? otherOf(id, column.name) : null;
  const element = toDOM(h("div", { class: "field" }, h("label", { for: id }, breakable(column.name))));
  element.append(control, ...(other ? [other] : []), toDOM(h("span", { class: "note", id: `${id}-note` }, hint(column))));
  const reveal = (): void => void (other && (other.hidden = (control as HTMLSelectElement).selectedIndex !== control.querySelectorAll("option").length - 1));
  const reset = (): void => {
    control.value = column.typical === null ? "" : String(typeof column.typical === "number" ? Number(column.typical.toPrecision(6)) : column.typical);
    reveal();
  };
  control.addEventListener("input", reveal);
  reset();
  return { column, element, reset, isUnreadable: () => control.validity.badInput || (column.type === "number" && isNoNumber(control.value)), value: () => valueOf(column, other && !other.hidden ? other : control), mark: (isWrong) => mark([control, other], isWrong) };
}

function controlOf({ type, values, typical }: InputColumn, id: string): ReturnType<typeof h> {
  const common = { id, "aria-describedby": `${id}-note` }, option = (value: string, text: string): ReturnType<typeof h> => h("option", { value }, text);
  // A browser's own field for numbers drops the comma of 3,5 and takes 35.
  if (type === "number") return h("input", { ...common, type: "text", inputmode: "decimal" });
  if (type === "date") return h("input", { ...common, type: "date" });
  if (type === "boolean") return h("select", common, option("", "(not known)"), option("true", "yes"), option("false", "no"));
  if (values.length === 0) return h("input", { ...common, type: "text" });
  const known = typeof typical === "string" && !values.includes(typical) ? [typical, ...values] : values;
  // "Other" is known by its place: any text may be a value.
  return h("select", common, option("", "(not known)"), known.map((value) => option(value, value)), option("", "other…"));
}

function otherOf(id: string, name: string): HTMLInputElement {
  return toDOM(h("input", { type: "text", id: `${id}-other`, "aria-label": `${name}, another value`, placeholder: "another value", hidden: true })) as HTMLInputElement;
}

function valueOf({ type }: InputColumn, control: Control): number | string | boolean | null {
  const { value } = control;
  if (value.trim() === "" || (type === "number" && isNoNumber(value))) return null;
  return type === "number" ? Number(value) : type === "boolean" ? value === "true" : value;
}

const isNoNumber = (text: string): boolean => text.trim() !== "" && !Number.isFinite(parseNumber(text));

function hint({ min, max }: InputColumn): string {
  const show = (bound: number | string): string => (typeof bound === "number" ? formatNumber(bound) : bound);
  return min !== null && max !== null ? `${show(min)} to ${show(max)}` : "";
}

function mark(controls: readonly (Control | null)[], isWrong: boolean): void {
  for (const control of controls) control?.setAttribute("aria-invalid", String(isWrong));
}
