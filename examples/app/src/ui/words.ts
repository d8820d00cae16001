import type { StabilityBand, Verdict } from "segmentry/insights";
import type { CommaColumn } from "../worker/protocol";

// The words of the report that `reportPage` writes, so that both say the same.

/** A count with its thousands apart. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** A count and what is counted. */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** A number for people: four significant digits, thousands apart from 10,000 on (1978 may be a year). */
export function formatNumber(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  if (Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-4)) return value.toExponential(2);
  const [whole = "", fraction] = String(rounded).split(".");
  return (Math.abs(rounded) < 10_000 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",")) + (fraction === undefined ? "" : `.${fraction}`);
}

/** A share from 0 to 1 as a percentage; no line ends between the number and its sign. */
export const formatShare = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.0995 ? 1 : 0)}\u00a0%`;

export const unbroken = (text: string): string => text.replace(/(\d) %/g, "$1\u00a0%");

/** A number of at most so many digits after the point, without zeros at the end. */
export const short = (value: number, digits = 2): string => String(Number(value.toFixed(digits)) || 0);

/** A text within a sentence, cut where it would be longer than the sentence itself. */
export const brief = (text: string, most = 60): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

export function list(items: readonly (string | number)[], last = "and"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

const MOST_NAMED = 4;
const BETWEEN_GROUPS = { ".": "points", " ": "spaces", "'": "apostrophes" } as const;

/** Which columns have decimal commas, and which whole numbers beside them have signs between groups. */
export function commaWords(columns: readonly CommaColumn[]): string {
  const said = (some: readonly CommaColumn[], how: string): string => {
    const names = some.slice(0, MOST_NAMED).map(({ name }) => brief(name)), { example } = some.find((one) => /\d[.'’\s]\d/.test(one.example)) ?? some[0]!;
    return `${list(names.length < some.length ? [...names, `${count(some.length - names.length)} more`] : names)} ${some.length === 1 ? "is" : "are"} written with ${how} (${brief(example)}).`;
  };
  const groups = [[columns.filter(({ isWhole }) => !isWhole), "decimal commas"] as const, ...Object.entries(BETWEEN_GROUPS).map(([sign, what]) => [columns.filter(({ isWhole, group }) => isWhole && group === sign), `${what} between thousands`] as const)];
  return groups.filter(([some]) => some.length > 0).map(([some, how]) => said(some, how)).join(" ");
}

export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

export const VERDICT: Readonly<Record<Verdict["kind"], string>> = { clear: "Clear segments", ambiguous: "More than one answer", none: "No segments found" };

export const STABILITY: Readonly<Record<StabilityBand, string>> = {
  "highly stable": "comes back in nearly every resample", stable: "comes back in most resamples",
  doubtful: "often comes back with other customers", unstable: "mostly falls apart in resamples",
};

/** The words of a stability's band, as the library sets the bands. */
export function stabilityWords(value: number): string {
  return STABILITY[value < 0.6 ? "unstable" : value < 0.75 ? "doubtful" : value <= 0.85 ? "stable" : "highly stable"];
}

export function silhouetteWords(value: number): string {
  return value >= 0.5 ? "well apart from the others" : value >= 0.25 ? "overlaps with others at its edge" : "overlaps with others";
}

/** From this margin on a customer is clearly in one segment; below the other, between two. */
const CLEARLY = 0.25, BETWEEN = 0.1;

export function marginWords(margin: number, next: string | null): string {
  if (next === null) return "There is one segment only.";
  if (margin < BETWEEN) return `On the border: “${next}” is about as near.`;
  if (margin > 0.95) return "In the very middle of this segment.";
  const times = `${((1 + margin) / (1 - margin)).toFixed(1)} times as far away`;
  return margin < CLEARLY ? `In this segment, though “${next}” is not far: ${times}.` : `Clearly in this segment: the next, “${next}”, is ${times}.`;
}

/** What the numbers of segments may be, by the verdict. */
export function numberOf(verdict: Verdict): string {
  if (verdict.kind === "none") return "0";
  if (verdict.kind !== "ambiguous" || verdict.candidates.length < 2) return String(verdict.k);
  const { candidates } = verdict, from = candidates[0]!, to = candidates.at(-1)!;
  return to - from + 1 === candidates.length ? `${from}–${to}` : list(candidates, "or");
}
