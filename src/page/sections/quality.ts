import type { Facts } from "../facts";
import { h, type Child, type Piece } from "../piece";
import { counted, formatShare, list, ruleTrust, short } from "../words";
import { section, table } from "./parts";

/** What became of the data, and how much the segments can be trusted on other customers. */
export function quality({ model, insights }: Facts): Piece {
  const { features, leftOut, notes } = model;
  return section("quality", "Data quality", `${counted(features.length, "column")} used: ${list(features.map(({ name }) => name))}.`,
    leftOut.length > 0 && [h("h3", {}, "Columns left out"), table("Columns left out", ["column", "reason"], leftOut.map(({ column, reason }) => [column, reason]))],
    notes.length > 0 && [h("h3", {}, "Notes"), h("ul", {}, notes.map((note) => h("li", {}, note)))],
    insights && trust(insights));
}

function trust(insights: NonNullable<Facts["insights"]>): Child {
  const { heldOut } = insights;
  return [h("h3", {}, "On other customers"), h("ul", {},
    h("li", {}, ruleTrust(insights)),
    heldOut && h("li", {}, `${counted(heldOut.rows, "customer")} held out of a fit: ${formatShare(heldOut.within)} are as near to their segment as 99 % of the others are; labels agree by ${short(heldOut.agreement)} (adjusted Rand index, 1 is the same); the rules put ${formatShare(heldOut.fidelity)} into their segment.`))];
}
