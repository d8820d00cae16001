import type { Insights } from "../report/insights";
import { formatShare } from "../report/render/format";

/** From this share of customers between two segments on, "few" would be wrong. */
const MANY_BETWEEN = 0.1;

/**
 * What a verdict means for whoever wants to use the segments that it was given for, in a sentence or two, as the report says it.
 * Of clear segments it also says how many customers stand between two (a margin below 0.1), where they are 10 % or more.
 *
 * @example
 * ```ts
 * import { findSegments, verdictMeaning } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 60 }, (_, i) => ({ AGE: 20 + 40 * (i % 2) + (i % 7), ORDERS: 1 + 20 * (i % 2) + (i % 5) }));
 * const { insights } = findSegments(customers).model;
 * console.log(verdictMeaning(insights!).endsWith("You can plan with them.")); // true
 * ```
 */
export function verdictMeaning({ verdict: { kind }, segments }: Pick<Insights, "verdict" | "segments">): string {
  if (kind === "none") return "Customers differ, but without gaps between them: another sample would be divided in other ways. Do not treat the groups below as kinds of customers.";
  if (kind === "ambiguous") return "There are real differences, but they are gradual: where one segment ends and the next begins is a choice. Take the number that you can work with, and do not rely on the segment of a single customer.";
  const between = segments.reduce((sum, { borderline, ratio }) => sum + (borderline ?? 0) * ratio, 0);
  if (between < MANY_BETWEEN) return "Customers of one segment are alike, few stand between two, and the same segments are found when only half of the customers are looked at. You can plan with them.";
  return `The same segments are found when only half of the customers are looked at, so you can plan with them as a whole. But ${formatShare(between)} of the customers stand between two: for one of those, the segment says little.`;
}
