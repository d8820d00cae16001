import { reportToText, type SegmentationModel } from "../../index";
import { readInsights } from "../../report-page";
import { factLines } from "../terminal/layout";
import { segmentLines, sweepLines, trustLines, verdictLines } from "./insights-text";

/** A report on a model for the terminal: verdict, sweep and segments, then their columns. */
export function reportText(model: SegmentationModel, width: number): string {
  const insights = readInsights(model), { report, k } = model, columns = reportToText(report, { width });
  if (!insights) return columns;
  const facts = factLines([["Verdict", verdictLines(insights.verdict, { k, isGiven: insights.verdict.k !== k })], ["Trust", trustLines(insights)]], width);
  return [...facts, "", ...sweepLines(insights.sweep, k, width), ...segmentLines(insights.segments, width), "", columns].join("\n");
}
