import { basename } from "node:path";
import { reportToText, type ClusterReport } from "../../index";
import type { Insights } from "../../insights";
import { STDIO } from "../input/file";
import { curveLines } from "../terminal/chart";
import { factLines } from "../terminal/layout";
import { formatCount } from "../terminal/numbers";
import { plain } from "../terminal/plain";
import { leftOutLines, noteLines } from "./facts";
import type { FitResult } from "./fit";
import { segmentLines, sweepLines, trustLines, verdictLines } from "./insights-text";

/** Columns described of each segment: `segmentry report` shows more. */
const COLUMNS = 3;

/** What was found, for people. */
export function fitText(report: ClusterReport, insights: Insights | undefined, result: FitResult, width: number): string {
  const { file, form, rows, columns, leftOut, notes, curve, knee, k } = result, what = insights?.verdict.kind === "none" ? "group" : "segment", asked = { k, isGiven: result.isGiven };
  const facts: [string, readonly string[] | string][] = insights ? [["Verdict", verdictLines(insights.verdict, asked)], ["Trust", trustLines(insights)]] : [];
  return [
    `${plain(basename(file))}: ${formatCount(rows)} customers in ${k} ${k === 1 ? what : `${what}s`}`,
    "",
    ...(insights ? [...factLines(facts, width), ""] : []),
    ...factLines([["Read", form], ["Used", columns.join(", ")], ["Left out", leftOutLines(leftOut)], ["Notes", noteLines(insights ? notes.filter((note) => note !== insights.verdict.summary) : notes)]], width),
    ...(insights ? ["", ...sweepLines(insights.sweep, k, width), ...segmentLines(insights.segments, width)] : [...(curve.length > 0 ? ["", ...curveLines(curve, knee, width)] : []), "", reportToText(report, { width, columns: COLUMNS })]),
    "",
    ...closing(result, width),
  ].join("\n");
}

function closing({ written }: FitResult, width: number): string[] {
  const files = Object.entries(written).map(([what, path]) => `${path} (${what})`).join(", "), { model } = written;
  const next = model === undefined ? ["add -o model.json to keep this model"]
    : model === STDIO ? []
    : [`segmentry report ${model}`, `segmentry predict ${model} new-customers.csv -o scored.csv`];
  return factLines([["Written", files], ["Next", next]], width);
}
