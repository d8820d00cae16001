import type { Attribute, Piece } from "../piece";
import { plain } from "../../report/render/safe-text";

const SVG = "http://www.w3.org/2000/svg";

/** A piece of the page as DOM, made of nothing but elements, attributes and text nodes. */
export function toDOM(piece: Piece, inSVG = false): Element {
  const isSVG = inSVG || piece.tag === "svg", element = isSVG ? document.createElementNS(SVG, piece.tag) : document.createElement(piece.tag);
  for (const [name, value] of Object.entries(piece.attributes)) setAttribute(element, name, value);
  element.append(...piece.children.map((child) => (typeof child === "string" ? plain(child) : toDOM(child, isSVG))));
  return element;
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
}

/** Puts pieces in the place of all that an element holds. */
export function show(parent: Element, ...pieces: (Piece | Element | string | null | false)[]): void {
  parent.replaceChildren(...pieces.filter((piece) => piece !== null && piece !== false).map((piece) => (typeof piece === "string" ? plain(piece) : piece instanceof Element ? piece : toDOM(piece))));
}
