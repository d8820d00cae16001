import { bar } from "../charts/bars";
import type { Facts } from "../facts";
import { colorOf } from "../marks";
import { h, type Piece } from "../piece";
import { count, formatShare } from "../words";
import { nameOf, section } from "./parts";

/** Names and sizes. */
export function segments({ segments: all, insights }: Facts): Piece {
  const largest = Math.max(...all.map(({ ratio }) => ratio));
  return section("segments", "Segments", insights?.verdict.kind === "none" ? "No real segments: parts of one crowd, for those who have to divide it." : "Each customer is in one segment.",
    h("ol", { class: "sizes" }, all.map(({ label, name, size, ratio }) => h("li", { class: colorOf(label) },
      h("a", { href: `#segment-${label}` }, nameOf(label, name)), bar(largest > 0 ? ratio / largest : 0),
      h("span", { class: "size" }, count(size)), h("span", { class: "share" }, formatShare(ratio))))));
}
