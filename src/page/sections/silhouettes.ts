import type { CustomerSample } from "../../report/insights";
import { extent, linear, percent, px, ticks } from "../charts/scales";
import type { Facts } from "../facts";
import { colorOf } from "../marks";
import { h, type Piece } from "../piece";
import { count, short, silhouetteWords } from "../words";
import { absent, nameOf, section } from "./parts";

const TITLE = "Who fits", HEIGHT = 440, LEAST = 26, MOST_STEPS = 240;

/** The silhouette of each sampled customer, segment by segment. */
export function silhouettes({ insights, segments, model }: Facts): Piece | null {
  if (!insights) return null;
  const { sample } = insights;
  if (!sample) return section("silhouettes", TITLE, null, absent("No customers were sampled, so there is no plot of silhouettes."));
  if (sample.silhouettes.length === 0) return section("silhouettes", TITLE, null, absent(model.k === 1 ? "With one segment there is no other to be nearer to: silhouettes need two." : "No silhouettes were computed."));
  const all = sample.silhouettes, mean = all.reduce((sum, value) => sum + value, 0) / all.length, low = Math.min(-0.1, Math.floor(extent(all)[0] * 10) / 10);
  const at = (value: number): string => percent((value - low) / (1 - low));
  return section("silhouettes", TITLE, `How well each customer who was drawn fits their segment (the silhouette): towards 1 well within it, 0 on the border of two, below 0 nearer to another segment. The dashed line is the mean, ${short(mean)}.`,
    h("div", { class: "silhouettes" },
      segments.map(({ label, name }) => row(valuesOf(sample, label), label, name, low, at(mean), at(0), sample.points.length)),
      h("div", { class: "silhouette-axis" }, h("svg", { "aria-hidden": "true" }, ticks(low, 1, 6).map((tick) => h("text", { class: tick === 1 ? "tick end" : "tick middle", x: at(tick), y: 14 }, short(tick, 1)))))));
}

function valuesOf({ labels, silhouettes: all }: CustomerSample, segment: number): number[] {
  return all.filter((_, i) => labels[i] === segment).sort((a, b) => b - a);
}

function row(values: readonly number[], label: number, name: string, low: number, mean: string, zero: string, all: number): Piece {
  const own = values.reduce((sum, value) => sum + value, 0) / (values.length || 1), below = values.filter((value) => value < 0).length;
  const words = values.length === 0 ? "nobody of it was drawn" : `${short(own)}, ${silhouetteWords(own)}${below > 0 ? `; ${count(below)} of ${count(values.length)} nearer to another` : ""}`;
  return h("div", { class: `silhouette-row ${colorOf(label)}` },
    h("div", { class: "who" }, nameOf(label, name), h("span", { class: "note" }, words)),
    h("svg", { class: "silhouette", height: Math.max(LEAST, Math.round((values.length / all) * HEIGHT)), role: "img", "aria-label": `${name}: mean silhouette ${words}` },
      values.length > 0 && h("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", width: "100%", height: "100%" }, h("path", { d: area(values, low) })),
      h("line", { class: "zero", x1: zero, x2: zero, y1: 0, y2: "100%" }), h("line", { class: "mean", x1: mean, x2: mean, y1: 0, y2: "100%" })));
}

/** The sorted values as one shape; of many, as many as can be told apart. */
function area(values: readonly number[], low: number): string {
  const x = linear(low, 1, 0, 1000), steps = Math.min(values.length, MOST_STEPS), zero = px(x(0));
  const edge = Array.from({ length: steps }, (_, i) => `H${px(x(values[Math.floor(((i + 0.5) * values.length) / steps)]!))}V${px(((i + 1) / steps) * 100)}`);
  return `M${zero} 0${edge.join("")}H${zero}z`;
}
