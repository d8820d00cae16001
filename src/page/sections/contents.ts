import type { Facts } from "../facts";
import { h, type Piece } from "../piece";
import { count, counted } from "../words";
import { section } from "./parts";

/** Plainly what whoever gets the file gets. */
export function contents(facts: Facts): Piece {
  return section("contents", "What this file contains", "Everything is in this one file. It loads nothing and sends nothing.", h("ul", {}, contentsInWords(facts).map((item) => h("li", {}, item))));
}

/** What is in a report, a sentence each. */
export function contentsInWords({ segments, insights }: Facts): string[] {
  const sample = insights?.sample, named = insights?.segments.some(({ representatives }) => representatives !== null && representatives.length > 0);
  return [
    `Profiles of ${counted(segments.length, "segment")}: sizes, means, quartiles, the least and the largest value, and the most frequent values of each column.`,
    "The model: columns, their categories, and the middle of each segment. It can tell the segment of a customer, not who the customers were.",
    sample ? `${count(sample.points.length)} of ${counted(sample.of, "customer")} as points of ${counted(sample.points[0]?.length ?? 0, "rounded number")}, ${sample.ids ? "WITH their ids" : "without ids"}.` : "No single customers.",
    ...(named ? ["The ids of customers in the midst of segments."] : []),
  ];
}
