import type { JSX } from "preact";
import { verdictMeaning, type Insights } from "segmentry/insights";
import { counted, numberOf, unbroken, VERDICT } from "../ui/words";

const ICONS = { clear: "M14 25l7 7 14-16", ambiguous: "M12 19q6-7 12 0t12 0M12 30q6-7 12 0t12 0", none: "M13 35L35 13" } as const;

/** Whether there are segments, and how many: as the report says it. */
export function VerdictPanel({ verdict, segments }: Pick<Insights, "verdict" | "segments">): JSX.Element {
  const { kind, summary, reasons } = verdict, number = numberOf(verdict);
  return (
    <div class={`verdict ${kind}`} data-verdict={kind}>
      <svg class="icon" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" /><path d={ICONS[kind]} /></svg>
      <div class="finding">
        <p class="word">{VERDICT[kind]}</p>
        <p class="summary">{summary}</p>
        <p class="meaning">{unbroken(verdictMeaning({ verdict, segments }))}</p>
        {reasons.length > 0 && <details><summary>Why: {counted(reasons.length, "reason")}</summary><ul class="reasons">{reasons.map((reason) => <li key={reason}>{unbroken(reason)}</li>)}</ul></details>}
      </div>
      <p class="k"><b>{number}</b><span>{number === "1" ? "segment" : "segments"}</span></p>
    </div>
  );
}
