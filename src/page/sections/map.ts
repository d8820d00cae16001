import { planeOf } from "../charts/plane";
import { guessWidth, heightFor, scatter } from "../charts/scatter";
import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { count, list } from "../words";
import { absent, nameOf, section } from "./parts";

const TITLE = "Map of customers";

/** The sampled customers on the plane that shows most of how they differ. The script draws it again for the width of the window. */
export function map({ insights, segments }: Facts): Piece | null {
  const sample = insights?.sample;
  if (!insights) return null;
  if (!sample) return section("map", TITLE, null, absent("No customers were sampled, so there is no map."));
  const names = segments.map(({ name }) => name), plane = planeOf(insights.map, sample, segments.length);
  const { points, of } = sample, label = mapInWords(points.length, of, names);
  return section("map", TITLE, `${count(points.length)} of ${count(of)} customers drawn. Customers who are alike lie near each other. The map is flat, so segments may overlap on it and still be apart.`,
    h("div", { id: "map-view" }, scatter(plane, insights.map, names, { width: 960, height: heightFor(960, plane.view), view: plane.view, hidden: new Set(), measure: guessWidth }, label),
      h("ul", { class: "legend" }, segments.map(({ label, name }) => h("li", {}, nameOf(label, name))))));
}

/** The map for those who do not see it. */
export function mapInWords(drawn: number, of: number, names: readonly string[]): string {
  return `Scatter plot of ${count(drawn)} of ${count(of)} customers in ${names.length === 1 ? "one segment" : `${names.length} segments`}: ${list(names)}`;
}
