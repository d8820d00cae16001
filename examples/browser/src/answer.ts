import type { ColumnProfile, SegmentationModel } from "segmentry/predict";
import { byId, element } from "./element";
import type { Customer } from "./form";

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** Shows the segment of a customer, what sets it apart, and how far each segment is. */
export function showAnswer(model: SegmentationModel, customer: Customer): void {
  const segment = model.predict([customer])[0]!, distances = model.transform([customer]).row(0);
  const { size, ratio, columns } = model.report.clusters[segment]!;
  byId("segment").textContent = `Segment ${segment}`;
  byId("answer").dataset["segment"] = String(segment);
  byId("size").textContent = `${size} customers, ${percent(ratio)} of all`;
  byId("apart").replaceChildren(...columns.slice(0, 4).map((profile) => element("li", {}, ...describe(profile))));
  byId("distances").replaceChildren(...bars(distances, segment));
  byId("margin").textContent = marginText(distances, segment);
}

function describe(profile: ColumnProfile): Node[] {
  const name = element("span", { className: "column", textContent: profile.column.replaceAll("_", " ").toLowerCase() });
  if (profile.kind === "numeric") {
    const difference = profile.standardizedDifference, side = difference < 0 ? "below" : "above";
    return [name, element("strong", { textContent: `about ${profile.mean.toFixed(0)}` }), element("small", { textContent: `${Math.abs(difference).toFixed(1)} sd ${side} all` })];
  }
  const top = profile.top[0]!;
  return [name, element("strong", { textContent: top.value }), element("small", { textContent: `${percent(top.ratio)}, ${top.lift.toFixed(1)} times the usual` })];
}

function bars(distances: readonly number[], segment: number): HTMLElement[] {
  const farthest = Math.max(...distances);
  return distances.map((distance, label) => {
    const bar = element("span", { className: "bar" });
    bar.style.width = `${farthest > 0 ? (100 * distance) / farthest : 0}%`;
    const item = element("li", {}, element("span", { textContent: `Segment ${label}` }), element("span", { className: "track" }, bar), element("data", { value: String(distance), textContent: distance.toFixed(2) }));
    if (label === segment) item.setAttribute("aria-current", "true");
    return item;
  });
}

function marginText(distances: readonly number[], segment: number): string {
  const others = distances.map((_, label) => label).filter((label) => label !== segment);
  if (others.length === 0) return "";
  const next = others.reduce((a, b) => (distances[b]! < distances[a]! ? b : a));
  return `${(distances[next]! - distances[segment]!).toFixed(2)} nearer than the next one, segment ${next}`;
}
