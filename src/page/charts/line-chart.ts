import { h, type Child, type Piece } from "../piece";
import { short } from "../words";
import { extent, linear, px, ticks, type Scale } from "./scales";

/** One line over k. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Standard errors, drawn as bars. */
  readonly errors?: readonly (number | null)[];
}

/** What a small chart over k shows. */
export interface LineChart {
  readonly ks: readonly number[];
  readonly series: readonly Series[];
  readonly chosen: number;
  readonly candidates: readonly number[];
  /** A value from which on the index is good. */
  readonly threshold?: number;
  /** The chart in words. */
  readonly label: string;
}

const WIDTH = 320, HEIGHT = 204, LEFT = 46, RIGHT = 14, TOP = 14, BOTTOM = 44;

interface Plot { readonly chart: LineChart; readonly x: Scale; readonly y: Scale }

/** A small line chart over k, the chosen one marked. */
export function lineChart(chart: LineChart): Piece {
  const [low, high] = range(chart), y = linear(low, high, HEIGHT - BOTTOM, TOP), x = linear(...extent(chart.ks), LEFT + 10, WIDTH - RIGHT - 8), plot = { chart, x, y };
  return h("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": chart.label, class: "chart" },
    ticks(low, high, 4).map((tick) => [h("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: px(y(tick)), y2: px(y(tick)) }), h("text", { class: "tick end", x: LEFT - 7, y: px(y(tick)) + 4 }, compact(tick))]),
    chart.threshold !== undefined && h("line", { class: "threshold", x1: LEFT, x2: WIDTH - RIGHT, y1: px(y(chart.threshold)), y2: px(y(chart.threshold)) }),
    chart.candidates.map((k) => guide(plot, k, "candidate")), guide(plot, chart.chosen, "chosen"),
    chart.ks.map((k) => (k === chart.chosen || k % Math.ceil(chart.ks.length / 12) === 0 || chart.ks.length <= 12) && h("text", { class: k === chart.chosen ? "tick middle strong" : "tick middle", x: px(x(k)), y: HEIGHT - 25 }, k)),
    h("text", { class: "tick middle", x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 6 }, "number of segments"),
    chart.series.map((series, i) => line(plot, series, i)));
}

/** The range of the values with their errors, a little wider. */
function range({ series, threshold }: LineChart): [number, number] {
  const [low, high] = extent(series.flatMap(({ values, errors }) => values.flatMap((value, i) => (value === null ? [] : [value - (errors?.[i] ?? 0), value + (errors?.[i] ?? 0)]))).concat(threshold ?? []));
  const pad = (high - low) * 0.06 || Math.abs(high) * 0.1 || 0.1;
  return [low >= 0 && low < (high - low) * 0.5 ? 0 : low - pad, high + pad];
}

/** Numbers that would not fit beside the chart in thousands, millions or billions. */
function compact(value: number): string {
  const size = Math.abs(value), [divisor, unit] = size >= 1e9 ? [1e9, " bn"] : size >= 1e6 ? [1e6, " m"] : size >= 1e4 ? [1e3, " k"] : [1, ""];
  return size >= 1e13 ? value.toExponential(0) : size > 0 && size < 0.005 ? value.toExponential(0) : short(value / divisor, 2) + unit;
}

function guide({ chart: { ks }, x }: Plot, k: number, name: string): Child {
  return ks.includes(k) && h("line", { class: name, x1: px(x(k)), x2: px(x(k)), y1: TOP - 6, y2: HEIGHT - BOTTOM + 4 });
}

function line({ chart, x, y }: Plot, { name, values, errors }: Series, at: number): Piece {
  const points = chart.ks.flatMap((k, i) => (values[i] === null || values[i] === undefined ? [] : [{ k, value: values[i], error: errors?.[i] ?? null }]));
  return h("g", { class: at === 0 ? "series" : "series second" },
    h("polyline", { points: points.map(({ k, value }) => `${px(x(k))},${px(y(value))}`).join(" ") }),
    points.map(({ k, value, error }) => [
      error !== null && h("path", { class: "error", d: errorBar(x(k), y(value - error), y(value + error)) }),
      h("circle", { class: k === chart.chosen ? "dot on" : chart.candidates.includes(k) ? "dot maybe" : "dot", cx: px(x(k)), cy: px(y(value)), r: k === chart.chosen ? 5.5 : 3.5 }, h("title", {}, `${name}, k = ${k}: ${short(value, 3)}`)),
    ]));
}

function errorBar(x: number, from: number, to: number): string {
  return `M${px(x)} ${px(from)}V${px(to)}M${px(x - 4)} ${px(from)}h8M${px(x - 4)} ${px(to)}h8`;
}
