import type { HeatmapRow } from "../../report/insights";
import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { short } from "../words";
import { absent, section, swatch } from "./parts";

/** Differences in standard deviations from which on a colour is the strongest, and how many colours lead there. */
const FULL = 1.8, STEPS = 6;

/** Columns by segments, coloured by how far a segment is from all customers. */
export function heatmap({ insights, segments }: Facts): Piece {
  const title = "What is high, what is low";
  if (!insights || insights.heatmap.length === 0) return section("heatmap", title, null, absent(insights ? "There is no column to show." : "Without insights there is no overview of columns by segments."));
  return section("heatmap", title, "Mean or share of each segment. Colour: how far that is from all customers, in standard deviations.", scale(),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Columns by segments" }, h("table", { class: "heatmap" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "column"), segments.map(({ label, name }) => h("th", { scope: "col", title: name }, h("span", { class: "head" }, swatch(label), h("b", {}, label)), h("span", { class: "name" }, name))))),
      h("tbody", {}, insights.heatmap.map(row)))));
}

function row({ column, value, cells, texts }: HeatmapRow): Piece {
  return h("tr", {}, h("th", { scope: "row" }, column, value !== null && h("span", { class: "value" }, ` = ${value}`)),
    cells.map((cell, i) => h("td", { class: shade(cell), title: `${cell < 0 ? "−" : "+"}${short(Math.abs(cell))} sd` }, texts[i])));
}

function shade(difference: number): string {
  const step = Math.round(Math.min(1, Math.abs(difference) / FULL) * STEPS);
  return step === 0 ? "z" : `${difference < 0 ? "lo" : "hi"}${step}`;
}

function scale(): Piece {
  const shades = Array.from({ length: 2 * STEPS + 1 }, (_, i) => shade(((i - STEPS) / STEPS) * FULL));
  return h("p", { class: "scale", "aria-hidden": "true" }, h("span", {}, `lower (−${FULL} sd)`), shades.map((name) => h("i", { class: name })), h("span", {}, `higher (+${FULL} sd)`));
}
