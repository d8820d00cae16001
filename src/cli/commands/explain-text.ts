import type { ExplainedCustomer } from "../../insights";
import { formatShare } from "../../report/render/format";
import { factLines, tableLines, wrap } from "../terminal/layout";
import { plain } from "../terminal/plain";

/** Columns shown, those that say most. */
const COLUMNS = 8;

/** Why a customer is in a segment, for people. */
export function explainText({ text, margin, distances, contributions, nearest }: ExplainedCustomer, taken: readonly string[], width: number): string {
  const known = nearest.filter(({ id }) => id !== null), shown = contributions.slice(0, COLUMNS), [first, second] = distances;
  return [
    ...wrap(plain(text), width), "",
    ...factLines([["Margin", `${margin.toFixed(2)} (0: on the border, 1: at the middle of the segment; below 0.1 is between two)`], ["Not given", taken.length > 0 ? `${taken.map(plain).join(", ")}: taken as missing` : ""]], width), "",
    ...tableLines([["segment", "name", "distance"], ...distances.map((one) => [String(one.segment), one.name, one.distance.toFixed(3)])], width),
    ...(shown.length > 0 ? ["", ...wrap(`What speaks for ${plain(first!.name)} (+) or for ${plain(second!.name)} (-):`, width), ...tableLines([["column", "share"], ...shown.map(({ column, share }) => [column, `${share < 0 ? "-" : "+"}${formatShare(Math.abs(share))}`])], width), ...(contributions.length > COLUMNS ? [`and ${contributions.length - COLUMNS} more; --json has all`] : [])] : []),
    ...(known.length > 0 ? ["", "Nearest customers", ...tableLines([["id", "segment", "distance"], ...known.map(({ id, segment, distance }) => [String(id), String(segment), distance.toFixed(3)])], width)] : nearest.length > 0 ? ["", ...wrap(`Of the customers that the model keeps as points, the ${nearest.length} nearest are in segment ${nearest.map(({ segment }) => segment).join(", ")}. Name a file of customers after the model to see who is near.`, width)] : []),
  ].join("\n");
}
