import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { goTo, say } from "../state/doing";
import { ask, Refused, Stopped } from "../state/desk";
import { customer, fitted, fittedUses, segmentNames, sourceOf } from "../state/session";
import { Breakable } from "../ui/breakable";
import { Heading } from "../ui/heading";
import { tellRefusal } from "../ui/refusals";
import { Bar, colorOf, SegmentName, SignedBar } from "../ui/swatch";
import { brief, formatNumber, formatShare, marginWords, short } from "../ui/words";
import type { Answered, Cell, Customer, Fitted, Near, Refusal } from "../worker/protocol";
import { Caution } from "./caution";
import { Field } from "./field";

const answer = signal<{ readonly of: Fitted; readonly found: Answered } | null>(null), refusal = signal<Refusal | null>(null);
/** How often the form was filled in by something else than typing: the fields then forget what was typed. */
const filled = signal(0);
const WAIT_MS = 120, WORTH_NAMING = 0.02, MOST_NAMED = 6, MOST_NEAR = 6;

/** A distance in the room that there is for it, whatever was typed in. */
const far = (distance: number): string => (distance < 1000 ? distance.toFixed(2) : distance < 1e5 ? formatNumber(Math.round(distance)) : distance.toExponential(0));

let last = 0;

function fillIn(values: Customer): void {
  customer.value = values;
  filled.value++;
}

/** Asks for the customer as typed in; an answer that comes after a newer question is dropped. */
function answerTo(fit: Fitted, asked: Customer): () => void {
  const at = ++last, timer = setTimeout(() => void ask("answer", sourceOf(fittedUses.value!), { model: fit.model, customer: asked }).then((found) => {
    if (at !== last) return;
    refusal.value = null;
    answer.value = { of: fit, found };
  }, (error: unknown) => {
    if (at !== last || error instanceof Stopped) return;
    refusal.value = error instanceof Refused ? error.refusal : null;
    answer.value = null;
  }), WAIT_MS);
  return () => clearTimeout(timer);
}

const typical = (fit: Fitted): Customer => Object.fromEntries(fit.insights.inputs.map((input): [string, Cell] => [input.name, typeof input.typical === "number" ? Number(input.typical.toPrecision(6)) : input.typical]));

function Result({ found, names }: { readonly found: Answered; readonly names: readonly string[] }): JSX.Element {
  const { segment, margin, next } = found;
  return (
    <div aria-live="polite" class={colorOf(segment)} data-segment={segment}>
      <p class="result"><SegmentName label={segment} name={names[segment]!} /></p>
      <p class="margin">{marginWords(margin, next === null ? null : brief(names[next]!))}</p>
      <div class="meter"><span class="minor">Margin</span><Bar share={margin} /><b>{short(margin)}</b></div>
      <p class="note">0 is the border to the next segment, 1 the middle of this one.</p>
    </div>
  );
}

function Why({ found, names }: { readonly found: Answered; readonly names: readonly string[] }): JSX.Element {
  const { distances, contributions, segment, next } = found, largest = Math.max(...distances.map(({ distance }) => distance)), said = contributions.filter(({ share }) => Math.abs(share) >= WORTH_NAMING).slice(0, MOST_NAMED), few = distances.length > MOST_NEAR + 2 ? MOST_NEAR : distances.length;
  const items = (some: typeof distances): JSX.Element => <ol>{some.map(({ segment: label, distance }) => <li key={label} class={`${colorOf(label)}${label === segment ? " own" : ""}`}><SegmentName label={label} name={names[label]!} /><Bar share={largest > 0 ? distance / largest : 0} /><span class="size">{far(distance)}</span></li>)}</ol>;
  return (
    <>
      {next !== null && <div class="distances"><h2 class="minor">How far it is to the middle of each segment: shorter is nearer</h2>{items(distances.slice(0, few))}{few < distances.length && <details><summary>{distances.length - few} farther ones</summary>{items(distances.slice(few))}</details>}</div>}
      {next !== null && said.length > 0 && <div class="why"><h2 class="minor">Why “{brief(names[segment]!)}” and not “{brief(names[next]!)}”</h2><ul class="apart">{said.map(({ column, share }) => <li key={column}><span><Breakable text={column} /> <span class="note">{formatShare(Math.abs(share))} {share < 0 ? "against it" : "for it"}</span></span><SignedBar value={share} /></li>)}</ul></div>}
    </>
  );
}

function Similar({ near, names }: { readonly near: readonly Near[]; readonly names: readonly string[] }): JSX.Element {
  const take = ({ row, id }: Near): void => void ask("row", sourceOf(fittedUses.value!), { row }).then((values) => {
    fillIn(Object.fromEntries(fitted.value!.features.map((name) => [name, values[name] ?? null])));
    say(`The values of ${id ?? `row ${row + 1}`} are in the form.`);
  }, () => undefined);
  return (
    <div class="near"><h2 class="minor">Most similar customers of the file</h2>
      <ol>{near.map((one) => { const { row, id, segment, distance } = one; return <li key={row}><span class="who"><b>{id ?? `Row ${row + 1}`}</b><SegmentName label={segment} name={names[segment]!} /></span><span class="size">{far(distance)}</span><button type="button" aria-label={`Use the values of ${id ?? `row ${row + 1}`}`} onClick={() => take(one)}>Use</button></li>; })}</ol>
      <p class="note">The number says how different they are: 0 is the same in all that counts. “Use” puts their values into the form. Ids are shown here alone: they are in no model and no report, unless you say so.</p>
    </div>
  );
}

function Refusing({ refused }: { readonly refused: Refusal }): JSX.Element {
  const { title, advice } = tellRefusal(refused);
  return <div aria-live="polite"><p class="refusal">No answer: {title}</p><p class="note">{advice}</p></div>;
}

/** Which segment a customer is in, why, and who is like them. */
export function TryStep(): JSX.Element {
  const fit = fitted.value!, names = segmentNames.value, known = customer.value ?? typical(fit), { inputs } = fit.insights;
  useEffect(() => answerTo(fit, known), [fit, JSON.stringify(known)]);
  const set = (name: string, value: Cell): void => void (customer.value = { ...known, [name]: value });
  const shown = answer.value?.of === fit ? answer.value.found : null, unknown = inputs.filter(({ name }) => known[name] === null || known[name] === undefined).length;
  return (
    <>
      <Heading title="Which segment is a customer in?">Change what is known of a customer: the answer follows at once. It comes from the model on this page; an empty field counts as not known.</Heading>
      <Caution none="The answer only says into which part of the crowd a customer falls." ambiguous="Customers near a border may belong to either: look at the margin." />
      <div class="try">
        <form class="panel" autocomplete="off" aria-label="A customer" onSubmit={(event) => event.preventDefault()}>
          <div class="fields">{inputs.map((column, at) => <Field key={`${filled.value} ${column.name}`} at={at} column={column} value={known[column.name] ?? null} onValue={(value) => set(column.name, value)} />)}</div>
          <button type="button" class="quiet" onClick={() => fillIn(typical(fit))}>Back to a typical customer</button>
          <p class="brief" aria-hidden="true">{shown && !refusal.value ? <SegmentName label={shown.segment} name={names[shown.segment]!} /> : "…"}</p>
        </form>
        <div class="panel answer">
          {refusal.value ? <Refusing refused={refusal.value} /> : shown ? <><Result found={shown} names={names} />{unknown > inputs.length / 2 && <p class="hint">{unknown} of {inputs.length} values are not known, so the answer is a guess.</p>}<Why found={shown} names={names} /></> : <p class="note" role="status">Asking the model …</p>}
        </div>
        {shown && !refusal.value && <div class="panel"><Similar near={shown.near} names={names} /></div>}
      </div>
      <div class="forward"><p class="note">Next: the model, the customers with their segments, and a report.</p><button type="button" class="primary" onClick={() => goTo("take")}>Take it away</button></div>
    </>
  );
}
