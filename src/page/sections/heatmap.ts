import type { HeatmapRow } from "../../report/insights";
import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { short } from "../words";
import { absent, breakable, section, swatch } from "./parts";

/** Differences in standard deviations from which on a colour is the strongest, and how many colours lead there. */
const FULL = 1.8, STEPS = 6;
/** Rows that are seen until more are asked for, unless there are hardly more. */
const FIRST = 16, HARDLY = 3;

/** Columns by segments, coloured by how far a segment is from all customers. */
export function heatmap({ insights, segments }: Facts): Piece | null {
  if (!insights) return null;
  const title = "What is high, what is low", { heatmap } = insights, seen = heatmap.length > FIRST + HARDLY ? FIRST : heatmap.length;
  if (heatmap.length === 0) return section("heatmap", title, null, absent("There is no column to show."));
  return section("heatmap", title, "Mean or share in each segment; what tells segments most comes first. No colour: like all customers; the stronger the colour, the farther from them.", scale(),
    h("div", { class: "scroll", id: "columns-by-segments", tabindex: 0, role: "region", "aria-label": "Columns by segments" }, h("table", { class: "heatmap" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Column"), segments.map(({ label, name }) => h("th", { scope: "col", title: name }, h("span", { class: "head" }, swatch(label), h("b", {}, label)), h("span", { class: "name" }, name))))),
      h("tbody", {}, heatmap.slice(0, seen).map(row)), heatmap.length > seen && h("tbody", { class: "more" }, heatmap.slice(seen).map(row)))));
}

function row({ column, value, cells, texts }: HeatmapRow): Piece {
  return h("tr", {}, h("th", { scope: "row" }, breakable(column), value !== null && h("span", { class: "value" }, ` = ${value}`)),
    cells.map((cell, i) => h("td", { class: shade(cell), title: `${cell < 0 ? "−" : "+"}${short(Math.abs(cell))} SD` }, texts[i])));
}

function shade(difference: number): string {
  const step = Math.round(Math.min(1, Math.abs(difference) / FULL) * STEPS);
  return step === 0 ? "z" : `${difference < 0 ? "lo" : "hi"}${step}`;
}

function scale(): Piece {
  const shades = Array.from({ length: 2 * STEPS + 1 }, (_, i) => shade(((i - STEPS) / STEPS) * FULL));
  return h("p", { class: "scale", "aria-hidden": "true" }, h("span", {}, "lower"), shades.map((name) => h("i", { class: name })), h("span", {}, "higher"));
}
