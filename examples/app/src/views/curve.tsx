import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { isDark } from "../ui/theme";

/** One index over the numbers of segments. */
export interface CurveOf {
  readonly title: string;
  readonly read: string;
  readonly inWords: string;
  readonly ks: readonly number[];
  readonly values: readonly (number | null)[];
  /** What the scale reaches to at least. */
  readonly floor: number;
  readonly chosen: number;
  readonly candidates: readonly number[];
}

const HIGH = 226;

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A colour that depends on light or dark, as it is now: a canvas does not know `light-dark()`. */
function resolved(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found === "" ? colour(name) : found;
}

function optionsOf({ chosen, candidates, ks, floor }: CurveOf, width: number): uPlot.Options {
  const [text, line, muted, accent, surface] = ["--text", "--line", "--muted", "--accent", "--surface"].map(resolved) as [string, string, string, string, string];
  const axis: uPlot.Axis = { stroke: muted, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui, sans-serif" };
  const mark = (u: uPlot): void => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = accent;
    ctx.lineWidth = 2 * devicePixelRatio;
    for (const k of [...candidates.filter((one) => one !== chosen), ...(ks.includes(chosen) ? [chosen] : [])]) {
      const x = u.valToPos(k, "x", true);
      ctx.setLineDash(k === chosen ? [] : [5 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
  return {
    width, height: HIGH, legend: { show: false }, cursor: { show: false }, padding: [10, 14, 0, 4],
    // From zero on: a part of the scale alone would make hills of what is flat.
    scales: { x: { time: false, range: [ks[0]! - 0.4, ks.at(-1)! + 0.4] }, y: { range: (_u, least, most) => [Math.min(0, least), Math.max(most, floor) * 1.08 || 1] } },
    axes: [{ ...axis, splits: () => [...ks], values: (_u, all) => all.map(String), grid: { show: false }, size: 30, label: "segments", labelSize: 18, labelGap: 0, labelFont: "12px system-ui, sans-serif" }, { ...axis, size: 64, values: (_u, all) => all.map((value) => (Math.abs(value) >= 10_000 ? `${value / 1000}k` : String(Number(value.toFixed(3))))) }],
    series: [{}, { stroke: text, width: 2, points: { show: true, size: 8, stroke: text, fill: surface, width: 2 } }],
    hooks: { drawAxes: [mark] },
  };
}

/** A curve with the chosen number of segments marked. */
export function Curve(curve: CurveOf): JSX.Element {
  const ref = useRef<HTMLDivElement>(null), dark = isDark(), { title, read, inWords, ks, values, chosen, candidates } = curve;
  useEffect(() => {
    const parent = ref.current!, plot = new uPlot(optionsOf(curve, parent.clientWidth), [[...ks], [...values]] as uPlot.AlignedData, parent);
    const observer = new ResizeObserver(() => plot.setSize({ width: parent.clientWidth, height: HIGH }));
    observer.observe(parent);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [chosen, dark, candidates.join(), values.join()]);
  return <figure><figcaption><b>{title}</b><span>{read}</span></figcaption><div class="curve" ref={ref} role="img" aria-label={inWords} /></figure>;
}
