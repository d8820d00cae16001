import { h, type Piece } from "../piece";
import { percent } from "./scales";

/** A bar of a share of the width. */
export function bar(share: number, name = ""): Piece {
  return h("svg", { class: `bar ${name}`.trim(), "aria-hidden": "true" }, h("rect", { class: "track", width: "100%", height: "100%", rx: 3 }), h("rect", { class: "fill", width: percent(Math.min(1, Math.max(0, share))), height: "100%", rx: 3 }));
}

/** A bar to the left of the middle for a negative share, to the right for a positive one. */
export function signedBar(share: number): Piece {
  const half = Math.min(1, Math.abs(share)) / 2;
  return h("svg", { class: "bar signed", "aria-hidden": "true" },
    h("rect", { class: "track", width: "100%", height: "100%", rx: 3 }),
    h("rect", { class: share < 0 ? "fill less" : "fill more", x: percent(share < 0 ? 0.5 - half : 0.5), width: percent(half), height: "100%" }),
    h("line", { class: "middle", x1: "50%", x2: "50%", y1: 0, y2: "100%" }));
}
