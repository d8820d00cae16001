import type { Insights } from "../../report/insights";
import { planeOf } from "../charts/plane";
import { scatter, type ScatterView } from "../charts/scatter";
import { h } from "../piece";
import { markPiece, type Mark } from "./mark";
import { toDOM } from "./to-dom";

/** A small map without words beside the form, where the customer is seen to move. */
export function addMiniMap(parent: Element, { map, sample, segments }: Insights): Mark {
  const plane = planeOf(map, sample!, segments.length), [left, right, bottom, top] = plane.view, width = 480;
  const height = Math.round(Math.min(360, Math.max(150, (width * (top - bottom)) / (right - left)))), view: ScatterView = { width, height, view: plane.view, hidden: new Set(), measure: null };
  const svg = toDOM(scatter(plane, map, [], view, "Where the customer is among those drawn, as on the map above"));
  let mark = toDOM(h("g"), true);
  svg.append(mark);
  parent.append(toDOM(h("h3", { class: "minor" }, "Where that is")), svg, toDOM(h("p", { class: "note" }, "The star is this customer; the most similar ones are outlined.")));
  return (marked) => {
    const next = toDOM(markPiece(map, plane, view, marked), true);
    mark.replaceWith(next);
    mark = next;
  };
}
