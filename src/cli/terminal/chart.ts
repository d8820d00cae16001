import type { ElbowPoint } from "../../index";
import { formatInertia } from "./numbers";

const KNEE = "  <- knee";

/** The inertia for each k as bars from 0, the knee marked. */
export function curveLines(curve: readonly ElbowPoint[], knee: number | null, width: number): string[] {
  const rows = [{ k: "k", inertia: "inertia" }, ...curve.map(({ k, inertia }) => ({ k: String(k), inertia: formatInertia(inertia) }))];
  const widths = { k: Math.max(2, ...rows.map(({ k }) => k.length)), inertia: Math.max(...rows.map(({ inertia }) => inertia.length)) };
  const room = Math.min(60, width - widths.k - widths.inertia - 4 - KNEE.length), most = Math.max(...curve.map(({ inertia }) => inertia));
  return rows.map(({ k, inertia }, i) => {
    const point = curve[i - 1], label = `${k.padStart(widths.k)}  ${inertia.padStart(widths.inertia)}`;
    if (!point) return label;
    return `${label}  ${bar(most > 0 ? point.inertia / most : 0, room)}${point.k === knee ? KNEE : ""}`;
  });
}

function bar(share: number, room: number): string {
  const length = Math.round(share * room);
  return "█".repeat(share > 0 ? Math.max(1, length) : 0);
}
