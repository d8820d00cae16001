import { plain } from "../report/render/safe-text";
import type { Attribute, Piece } from "./piece";

const VOID = new Set(["br", "hr", "input", "link", "meta", "wbr"]);
/** Childless elements of SVG, which need no closing tag. */
const CLOSED = new Set(["circle", "line", "path", "polyline", "rect"]);
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that is text in HTML wherever it stands: between tags or in a quoted attribute. */
export function escapeHTML(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A piece of the page as HTML, everything escaped. */
export function toHTML(piece: Piece | string): string {
  if (typeof piece === "string") return escapeHTML(piece);
  const { tag, attributes, children } = piece, open = `<${tag}${Object.entries(attributes).map(attribute).join("")}`;
  if (CLOSED.has(tag) && children.length === 0) return `${open}/>`;
  return VOID.has(tag) ? `${open}>` : `${open}>${children.map(toHTML).join("")}</${tag}>`;
}

function attribute([name, value]: [string, Attribute]): string {
  if (value === undefined || value === false) return "";
  return value === true ? ` ${name}` : ` ${name}="${escapeHTML(String(value))}"`;
}
