import type { Facts } from "../facts";
import { h, type Child, type Piece } from "../piece";
import { counted, formatShare, list, ruleTrust, short, unbroken } from "../words";
import { section, table } from "./parts";

/** What became of the data, and how much the segments can be trusted on other customers. */
export function quality({ model, insights }: Facts): Piece {
  const { features, leftOut } = model, notes = model.notes.filter((note) => note !== insights?.verdict.summary);
  return section("quality", "Data quality", `${counted(features.length, "column")} used: ${list(features.map(({ name }) => name))}.`,
    leftOut.length > 0 && [h("h3", {}, "Columns left out"), table("Columns left out", ["Column", "Reason"], leftOut.map(({ column, reason }) => [column, reason]))],
    notes.length > 0 && [h("h3", {}, "Notes"), h("ul", {}, notes.map((note) => h("li", {}, note)))],
    insights && trust(insights));
}

function trust(insights: NonNullable<Facts["insights"]>): Child {
  const { heldOut } = insights;
  return [h("h3", {}, "On other customers"), h("ul", {},
    h("li", {}, ruleTrust(insights)),
    heldOut && h("li", {}, unbroken(`As a test, segments were found anew without ${counted(heldOut.rows, "customer")}: ${formatShare(heldOut.within)} of these lie as near to a segment as 99 % of the others do; they come into the same groups as in this report by ${short(heldOut.agreement)} (adjusted Rand index: 1 is all of them, 0 is chance); the rules found anew put ${formatShare(heldOut.fidelity)} of them into their segment.`)))];
}
