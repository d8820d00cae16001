import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { goTo } from "../state/doing";
import { ask } from "../state/desk";
import { chosenRow, customer, first, fitted, fittedUses, segmentNames, sourceOf } from "../state/session";
import { Scatter } from "../scatter/scatter";
import { Breakable } from "../ui/breakable";
import { Heading } from "../ui/heading";
import { SegmentName } from "../ui/swatch";
import { count, counted, formatNumber, list } from "../ui/words";
import type { Cell, Customer, Fitted } from "../worker/protocol";
import { Card } from "./card";
import { Caution } from "./caution";
import { Heatmap } from "./heatmap";

const MOST_VALUES = 20, HARDLY = 3, MOST_NAMED = 12;
/** The customer who was chosen on the map, with the row to know it by. */
const record = signal<{ readonly row: number; readonly values: Customer } | null>(null);

function Values({ all }: { readonly all: readonly (readonly [string, Cell])[] }): JSX.Element {
  const pairs = (some: typeof all): JSX.Element => <dl class="pairs">{some.map(([name, value]) => <div key={name}><dt><Breakable text={name} /></dt><dd>{value === null ? <span class="note">not known</span> : <span class="clamped" title={String(value)}>{typeof value === "number" ? formatNumber(value) : String(value)}</span>}</dd></div>)}</dl>;
  const few = all.length > MOST_VALUES + HARDLY ? MOST_VALUES : all.length;
  return <>{pairs(all.slice(0, few))}{few < all.length && <details><summary>{counted(all.length - few, "more column")}</summary>{pairs(all.slice(few))}</details>}</>;
}

function Chosen({ fit }: { readonly fit: Fitted }): JSX.Element | null {
  const row = chosenRow.value, { map } = fit, at = row === null ? -1 : map.row.indexOf(row);
  useEffect(() => {
    if (row !== null) void ask("row", sourceOf(fittedUses.value!), { row }).then((values) => void (record.value = { row, values }), () => undefined);
  }, [row]);
  if (row === null) return <p class="absent">No customer is chosen yet: click one on the map to see what is known of them.</p>;
  const values = record.value?.row === row ? record.value.values : null, label = at < 0 ? null : map.label[at]!;
  const use = (): void => {
    customer.value = Object.fromEntries(fit.features.map((name) => [name, values![name] ?? null]));
    goTo("try");
  };
  return (
    <section class="chosen" aria-live="polite" aria-label="The chosen customer">
      <div class="title"><h3>{at >= 0 && map.ids ? String(map.ids[at]) : `Row ${row + 1}`}</h3>{label !== null && <SegmentName label={label} name={segmentNames.value[label]!} />}</div>
      {values ? <Values all={Object.entries(values)} /> : <p class="note">Looking it up …</p>}
      <div class="row"><button type="button" disabled={!values} onClick={use}>Try changes to this customer</button><button type="button" class="quiet" onClick={() => void (chosenRow.value = null)}>Close</button></div>
    </section>
  );
}

function Remarks({ fit }: { readonly fit: Fitted }): JSX.Element {
  const { leftOut, notes, features } = fit;
  return (
    <section aria-labelledby="remarks-title"><h2 id="remarks-title">How they were found</h2>
      <p class="lead">By {counted(features.length, "column")}: <Breakable text={features.length > MOST_NAMED ? `${features.slice(0, MOST_NAMED).join(", ")} and ${count(features.length - MOST_NAMED)} more` : list(features)} />.</p>
      {features.length > MOST_NAMED && <details><summary>All {count(features.length)} columns</summary><p class="note"><Breakable text={list(features)} /></p></details>}
      <details><summary>{counted(notes.length + leftOut.length, "thing")} done by the way: columns left out, values filled in</summary><ul class="reasons">{leftOut.map(({ column, reason }) => <li key={column}><b>{column}</b> left out: {reason}</li>)}{notes.map((note) => <li key={note}>{note}</li>)}</ul></details>
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
      <Caution none="Another sample of your customers would be divided in other ways. Do not treat these groups as kinds of customers." ambiguous="The differences are real but gradual: where one segment ends and the next begins is a choice." />
      <section aria-labelledby="map-title"><h2 id="map-title">Map of customers</h2>
        <p class="lead">{isAll ? `All ${count(map.of)} customers are` : `${count(map.x.length)} of ${count(map.of)} customers are`} drawn{isAll ? "" : ", a sample with each segment by its share"}. Customers who are alike lie near each other. The map is flat, so segments may overlap on it and still be apart.</p>
        <Scatter points={map} names={names} axes={insights.map.labels} />
        <Chosen fit={fit} />
      </section>
      <section aria-labelledby="heatmap-title"><h2 id="heatmap-title">What is high, what is low</h2>
        <p class="lead">The average (or the share of customers) in each segment. The stronger the colour, the farther from all customers; no colour means like everybody. What differs most comes first.</p>
        <Heatmap rows={insights.heatmap} names={names} />
      </section>
      <section aria-labelledby="cards-title"><h2 id="cards-title">Segment by segment</h2>
        <p class="lead">What sets each segment apart from all customers, strongest first: bars to the right mean more than among all, to the left less. The median is the customer in the middle: half have less, half more.</p>
        <div class="cards">{insights.segments.map((insight) => <Card key={insight.segment} insight={insight} name={names[insight.segment]!} />)}</div>
      </section>
      <Remarks fit={fit} />
      <div class="forward"><p class="note">Next: see which segment a customer is in.</p><button type="button" class="primary" onClick={() => goTo("try")}>Try a customer</button></div>
    </>
  );
}
