import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { goTo } from "../state/actions";
import { ask } from "../state/desk";
import { chosenRow, customer, first, fitted, fittedUses, segmentNames, sourceOf } from "../state/session";
import { Scatter } from "../scatter/scatter";
import { Heading } from "../ui/heading";
import { SegmentName } from "../ui/swatch";
import { count, counted } from "../ui/words";
import type { Customer, Fitted } from "../worker/protocol";
import { Card } from "./card";
import { Heatmap } from "./heatmap";

/** The customer who was chosen on the map, with the row to know it by. */
const record = signal<{ readonly row: number; readonly values: Customer } | null>(null);

function Chosen({ fit }: { readonly fit: Fitted }): JSX.Element | null {
  const row = chosenRow.value, { map } = fit, at = row === null ? -1 : map.row.indexOf(row);
  useEffect(() => {
    if (row !== null) void ask("row", sourceOf(fittedUses.value!), { row }).then((values) => void (record.value = { row, values }), () => undefined);
  }, [row]);
  if (row === null) return <p class="absent">No customer is chosen: press one on the map to see what is known of them.</p>;
  const values = record.value?.row === row ? record.value.values : null, label = at < 0 ? null : map.label[at]!;
  const use = (): void => {
    customer.value = Object.fromEntries(fit.features.map((name) => [name, values![name] ?? null]));
    goTo("try");
  };
  return (
    <section class="chosen" aria-live="polite" aria-label="The chosen customer">
      <div class="title"><h3>{at >= 0 && map.ids ? String(map.ids[at]) : `Row ${row + 1}`}</h3>{label !== null && <SegmentName label={label} name={segmentNames.value[label]!} />}</div>
      {values ? <dl class="pairs">{Object.entries(values).slice(0, 40).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === null ? <span class="note">not known</span> : String(value)}</dd></div>)}</dl> : <p class="note">Looking it up …</p>}
      <div class="row"><button type="button" disabled={!values} onClick={use}>Try changes to this customer</button><button type="button" class="quiet" onClick={() => void (chosenRow.value = null)}>Choose none</button></div>
    </section>
  );
}

function Remarks({ fit }: { readonly fit: Fitted }): JSX.Element {
  const { leftOut, notes, features } = fit;
  return (
    <section aria-labelledby="remarks-title"><h2 id="remarks-title">How they were found</h2>
      <p class="lead">By {counted(features.length, "column")}: {features.join(", ")}.</p>
      <details><summary>{counted(notes.length + leftOut.length, "decision")} on the way</summary><ul class="reasons">{leftOut.map(({ column, reason }) => <li key={column}><b>{column}</b> left out: {reason}</li>)}{notes.map((note) => <li key={note}>{note}</li>)}</ul></details>
    </section>
  );
}

/** What each segment is like. */
export function SegmentsStep(): JSX.Element {
  const fit = fitted.value!, names = segmentNames.value, { insights, map } = fit, isNone = (first.value ?? fit).insights.verdict.kind === "none";
  const isAll = map.x.length === map.of;
  return (
    <>
      <Heading title={isNone ? `${fit.k} groups that only divide the crowd` : `Your ${counted(fit.k, "segment")}`}>Names come from what sets each apart; change them to your own words. They go into the model, the report and the labelled file.</Heading>
      {isNone && <p class="hint loud">No segments were found: another sample of your customers would be divided in other ways. Do not treat these groups as kinds of customers.</p>}
      <section aria-labelledby="map-title"><h2 id="map-title">Map of customers</h2>
        <p class="lead">{isAll ? `All ${count(map.of)} customers are` : `${count(map.x.length)} of ${count(map.of)} customers are`} drawn{isAll ? "" : ", a sample with each segment by its share"}. Customers who are alike lie near each other. The map is flat, so segments may overlap on it and still be apart.</p>
        <Scatter points={map} names={names} axes={insights.map.labels} />
        <Chosen fit={fit} />
      </section>
      <section aria-labelledby="heatmap-title"><h2 id="heatmap-title">What is high, what is low</h2>
        <p class="lead">Mean or share in each segment; what tells segments most comes first. No colour: like all customers; the stronger the colour, the farther from them.</p>
        <Heatmap rows={insights.heatmap} names={names} />
      </section>
      <section aria-labelledby="cards-title"><h2 id="cards-title">Segment by segment</h2>
        <p class="lead">What sets each segment apart from all customers, strongest first: bars to the right are more, to the left less. Medians are shown: half of the customers have less, half more.</p>
        <div class="cards">{insights.segments.map((insight) => <Card key={insight.segment} insight={insight} name={names[insight.segment]!} />)}</div>
      </section>
      <Remarks fit={fit} />
      <div class="forward"><p class="note">Next: see which segment a customer is in.</p><button type="button" class="primary" onClick={() => goTo("try")}>Try a customer</button></div>
    </>
  );
}
