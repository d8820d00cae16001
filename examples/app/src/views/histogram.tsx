import type { JSX } from "preact";
import type { OpenedColumn } from "../worker/protocol";
import { count, formatNumber, formatShare } from "../ui/words";

const WIDE = 168, HIGH = 44, GAP = 1;

/** How the values of a column are spread: bars over their range, or the most frequent ones. */
export function Histogram({ column }: { readonly column: OpenedColumn }): JSX.Element {
  const { summary, shape } = column;
  if (summary.count === 0) return <p class="note">no values</p>;
  if (column.kind === "id") return <p class="note">{summary.distinct === summary.count ? "another value in every row" : `for example ${summary.top[0]!.value}`}</p>;
  if (shape === null || (summary.type === "number" && summary.distinct <= 2)) return <Frequent column={column} />;
  const most = Math.max(...shape), wide = WIDE / shape.length;
  const [from, to] = summary.type === "number" ? [formatNumber(summary.least), formatNumber(summary.most)] : summary.type === "date" ? [summary.first.slice(0, 10), summary.last.slice(0, 10)] : ["", ""];
  return (
    <div class="histogram">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={`${summary.name}: from ${from} to ${to}${summary.type === "number" ? `, half of them from ${formatNumber(summary.q1)} to ${formatNumber(summary.q3)}` : ""}`}>
        {shape.map((bin, i) => <rect key={i} x={i * wide + GAP / 2} width={wide - GAP} y={HIGH - Math.max(bin > 0 ? 1.5 : 0, (bin / most) * HIGH)} height={Math.max(bin > 0 ? 1.5 : 0, (bin / most) * HIGH)} />)}
      </svg>
      <div class="ends" aria-hidden="true"><span>{from}</span><span>{to}</span></div>
    </div>
  );
}

function Frequent({ column: { summary } }: { readonly column: OpenedColumn }): JSX.Element {
  const shown = summary.top.slice(0, 3), rest = summary.distinct - shown.length;
  return (
    <ul class="frequent" aria-label={`Most frequent of ${summary.name}`}>
      {shown.map(({ value, ratio }) => (
        <li key={value}><span class="value" title={value}>{value.trim() === "" ? "(blank)" : value}</span><svg class="bar" aria-hidden="true"><rect class="fill" width={`${ratio * 100}%`} height="100%" rx="2" /></svg><span class="share">{formatShare(ratio)}</span></li>
      ))}
      {rest > 0 && <li class="note">and {count(rest)} more</li>}
    </ul>
  );
}
