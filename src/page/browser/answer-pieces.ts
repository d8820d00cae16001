import type { SegmentryError } from "../../errors";
import type { Insights } from "../../report/insights";
import { bar } from "../charts/bars";
import { colorOf } from "../marks";
import { h, type Piece } from "../piece";
import { nameOf } from "../sections/parts";
import { formatNumber } from "../words";
import { BETWEEN } from "../../selection/margin";
import { CLEARLY, type Answer, type Similar } from "./answer";

/** The segment of a customer, how sure it is, and remarks on what was typed in: what is read aloud. */
export function resultPieces(found: Answer, { segments }: Insights, remarks: readonly string[]): Piece[] {
  const names = segments.map(({ name }) => name), { segment } = found;
  return [
    h("p", { class: `result ${colorOf(segment)}`, "data-segment": segment }, nameOf(segment, names[segment]!)),
    h("p", { class: "margin" }, marginInWords(found, names)),
    ...remarks.map((remark) => h("p", { class: "remark" }, remark)),
  ];
}

/** How far the customer is from each segment, and who is alike. */
export function comparisonPieces(found: Answer, alike: readonly Similar[], insights: Insights): Piece[] {
  const names = insights.segments.map(({ name }) => name);
  return [...(found.next === null ? [] : [distances(found, names)]), ...(alike.length > 0 ? [similarList(alike, insights, names)] : [])];
}

function marginInWords({ next, margin }: Answer, names: readonly string[]): string {
  if (next === null) return "There is one segment only.";
  if (margin < BETWEEN) return `On the border: “${names[next]!}” is about as near.`;
  if (margin > 0.95) return "In the very middle of this segment.";
  const times = `${((1 + margin) / (1 - margin)).toFixed(1)} times as far away`;
  return margin < CLEARLY ? `In this segment, though “${names[next]!}” is not far: ${times}.` : `Clearly in this segment: the next, “${names[next]!}”, is ${times}.`;
}

function distances({ distances: all, segment }: Answer, names: readonly string[]): Piece {
  const largest = Math.max(...all), order = all.map((_, label) => label).sort((a, b) => all[a]! - all[b]!);
  return h("div", { class: "distances" }, h("h3", { class: "minor" }, "Distance to the middle of each segment"),
    h("ol", {}, order.map((label) => h("li", { class: `${colorOf(label)}${label === segment ? " own" : ""}` }, nameOf(label, names[label]!), bar(largest > 0 ? all[label]! / largest : 0), h("span", { class: "size" }, far(all[label]!))))));
}

/** A distance in the room that there is for it, whatever was typed in. */
function far(distance: number): string {
  return distance < 1000 ? distance.toFixed(2) : distance < 1e5 ? formatNumber(Math.round(distance)) : distance.toExponential(0);
}

function similarList(alike: readonly Similar[], { sample }: Insights, names: readonly string[]): Piece {
  const item = ({ index, similarity }: Similar): Piece => {
    const label = sample!.labels[index]!, id = sample!.ids?.[index];
    return h("li", {}, nameOf(label, id === undefined ? names[label]! : `${id}, of “${names[label]!}”`), h("span", { class: "size" }, similarity.toFixed(2)));
  };
  return h("div", { class: "alike-list" }, h("h3", { class: "minor" }, "Most similar of the customers drawn"), h("ol", {}, alike.map(item)), h("p", { class: "note" }, "Alike in what they have more or less of than others, not in how much (cosine similarity, 1 at most). They are outlined on the map."));
}

/** Why there is no answer. */
export function refusalPieces(error: SegmentryError, customer: Readonly<Record<string, unknown>>): Piece[] {
  return [
    h("p", { class: "refusal" }, `No answer: ${reason(error, customer)}`),
    h("p", { class: "note" }, error.message),
  ];
}

function reason({ code, message }: SegmentryError, customer: Readonly<Record<string, unknown>>): string {
  const name = Object.keys(customer).find((column) => message.includes(JSON.stringify(column)));
  if (code === "UNSEEN_CATEGORY") return name === undefined ? "a value is new to the model, which refuses what it did not see." : `“${String(customer[name])}” as ${name} is new to the model, which refuses what it did not see.`;
  if (code === "MISSING_VALUE") return name === undefined ? "a value is missing, which the model needs." : `${name} is missing, which the model needs.`;
  if (code === "OUT_OF_RANGE") return `${name ?? "a value"} is beyond what the model has seen.`;
  return name === undefined ? "the model refuses this customer." : `the model refuses what is given as ${name}.`;
}
