import { colorOf, shapeOf } from "../marks";
import { h, type Child, type Piece } from "../piece";

/** A section with its heading and what to know to read it. */
export function section(id: string, title: string, lead: Child, ...content: Child[]): Piece {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), lead && h("p", { class: "lead" }, lead), content);
}

/** The shape of a segment in its colour. */
export function swatch(label: number): Piece {
  return h("svg", { class: `swatch ${colorOf(label)}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, h("path", { d: shapeOf(label, 0, 0, 5) }));
}

/** A segment's shape, number and name. */
export function nameOf(label: number, name: string): Piece {
  return h("span", { class: "segment-name" }, swatch(label), h("b", { class: "number" }, label), h("span", { class: "text" }, name));
}

/** A text with names of columns, which may break between their words: HOME_CITY, homeCity. */
export function breakable(text: string): Child {
  return text.split(/(?<=[_./])(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})/u).map((part, i) => [i > 0 && h("wbr"), part]);
}

/** A sentence where something is not there. */
export const absent = (text: string): Piece => h("p", { class: "absent" }, text);

/** A table that can be read aloud; the first cell of each row is its heading. */
export function table(caption: string, head: readonly Child[], rows: readonly (readonly Child[])[], name = ""): Piece {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, h("table", { class: name || undefined },
    h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, cell)))),
    h("tbody", {}, rows.map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first), cells.map((cell) => h("td", {}, cell)))))));
}

/** What can be opened. */
export const details = (summary: string, open: boolean, ...content: Child[]): Piece => h("details", { open }, h("summary", {}, summary), content);
