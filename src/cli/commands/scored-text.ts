import { formatShare } from "../../report/render";
import { tableLines } from "../terminal/layout";
import { formatCount } from "../terminal/numbers";
import { plain } from "../terminal/plain";
import type { PredictResult } from "./predict";

/** How many rows went to which segment. */
export function scoredText({ rows, sizes, badRows, written }: PredictResult, width: number): string {
  const body = sizes.map((size, label) => [String(label), formatCount(size), formatShare(size / rows)]);
  if (badRows > 0) body.push(["none", formatCount(badRows), formatShare(badRows / rows)]);
  return [`${formatCount(rows)} customers scored, written to ${plain(written ?? "stdout")}`, "", ...tableLines([["segment", "customers", "share"], ...body], width)].join("\n");
}
