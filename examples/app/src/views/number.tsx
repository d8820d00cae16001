import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { SweepPoint } from "segmentry/insights";
import { find } from "../state/actions";
import { goTo } from "../state/doing";
import { first, fitted, fits, isStale } from "../state/session";
import { Heading } from "../ui/heading";
import { count, counted, formatNumber, list, short, stabilityWords } from "../ui/words";
import type { Fitted } from "../worker/protocol";
import { Curve } from "./curve";
import { Replaced } from "./replaced";
import { VerdictPanel } from "./verdict";

/** Numbers of segments that may be chosen, though none but the first ones were compared: as many as have some customers each. */
const MOST = 30, FEWEST_EACH = 10;

/** Where the slider stands; null where it is left alone. */
const wanted = signal<number | null>(null);

const known = (value: number | null): string => (value === null ? "–" : short(value, 3));

function Charts({ sweep, chosen, candidates }: { readonly sweep: readonly SweepPoint[]; readonly chosen: number; readonly candidates: readonly number[] }): JSX.Element {
  const ks = sweep.map(({ k }) => k), best = sweep.filter(({ silhouette }) => silhouette !== null).reduce<SweepPoint | null>((a, b) => (a === null || b.silhouette! > a.silhouette! ? b : a), null), at = sweep.find(({ k }) => k === chosen);
  const common = { ks, chosen, candidates }, over = `over ${ks[0]} to ${ks.at(-1)} segments`;
  return (
    <div class="charts">
      <Curve {...common} floor={0} title="How much alike are customers of one segment?" read="Elbow curve: how far customers are from the middle of their segment, squared and added up (inertia). It always falls; look for the bend." values={sweep.map(({ inertia }) => inertia)} inWords={`Elbow curve: inertia ${over}, from ${formatNumber(sweep[0]!.inertia)} down to ${formatNumber(sweep.at(-1)!.inertia)}${at ? `, ${formatNumber(at.inertia)} at ${chosen}` : ""}`} />
      {best && <Curve {...common} floor={0.5} title="How far apart are the segments?" read="Silhouette: higher is better. From 0.5 on segments are well apart, below 0.25 they overlap. One curve alone does not decide: the verdict weighs several." values={sweep.map(({ silhouette }) => silhouette)} inWords={`Silhouette ${over}, highest at ${best.k} with ${short(best.silhouette!, 3)}${at && at.silhouette !== null ? `, ${short(at.silhouette, 3)} at ${chosen}` : ""}`} />}
    </div>
  );
}

function SweepTable({ sweep, chosen }: { readonly sweep: readonly SweepPoint[]; readonly chosen: number }): JSX.Element {
  return (
    <details><summary>The same as a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Indices by number of segments"><table class="numbers">
        <thead><tr><th scope="col">Segments</th><th scope="col">Inertia</th><th scope="col">Silhouette</th><th scope="col">Gap</th><th scope="col">Prediction strength</th><th scope="col">Stability</th><th scope="col">Smallest segment</th></tr></thead>
        <tbody>{sweep.map((point) => <tr key={point.k}><th scope="row">{point.k}{point.k === chosen ? " (shown)" : ""}</th><td>{formatNumber(point.inertia)}</td><td>{known(point.silhouette)}</td><td>{known(point.gap)}</td><td>{known(point.predictionStrength)}</td><td>{known(point.stability)}</td><td>{count(point.smallest)}</td></tr>)}</tbody>
      </table></div>
    </details>
  );
}

function words(point: SweepPoint | undefined): string {
  if (!point) return "";
  const { silhouette, stability, smallest } = point, parts = [silhouette !== null && `segments ${silhouette >= 0.5 ? "are well apart" : silhouette >= 0.25 ? "overlap at their edges" : "overlap"} (silhouette ${short(silhouette)})`, stability !== null && `the least steady one ${stabilityWords(stability)} (${short(stability)})`, smallest > 0 && `the smallest has ${counted(smallest, "customer")}`];
  return parts.filter(Boolean).join(", ");
}

/** The button is no longer to be pressed: back to the slider. */
function shownAs(done: boolean): void {
  if (!done) return;
  wanted.value = null;
  requestAnimationFrame(() => document.getElementById("k")?.focus());
}

function Choice({ shown, base }: { readonly shown: Fitted; readonly base: Fitted }): JSX.Element {
  const { sweep, verdict } = base.insights, least = sweep[0]!.k, most = Math.max(sweep.at(-1)!.k, Math.min(MOST, Math.floor(shown.map.of / FEWEST_EACH))), k = wanted.value ?? shown.k, isOther = k !== shown.k;
  return (
    <section class="choice" aria-labelledby="choice-title">
      <h2 id="choice-title">Choose another number</h2>
      <p class="note">The verdict stands whatever you choose. {verdict.kind === "none" ? "Any number only divides the crowd." : verdict.kind === "ambiguous" ? `It allows ${list(verdict.candidates, "or")}.` : `It is for ${base.k}.`} You can go back at any time.</p>
      <div class="slide">
        <label for="k">Segments</label>
        <input id="k" type="range" min={least} max={most} step={1} value={k} aria-valuetext={`${k}: ${words(sweep.find((point) => point.k === k))}`} onInput={({ currentTarget }) => void (wanted.value = Number(currentTarget.value))} />
        <output for="k">{k}</output>
      </div>
      <p class="note facts-of">With {k}: {words(sweep.find((point) => point.k === k)) || `not compared: the evidence is for up to ${sweep.at(-1)!.k}`}.</p>
      <button type="button" class={isOther ? "primary" : ""} disabled={!isOther} onClick={() => void find(k).then(shownAs)}>{isOther ? `${fits.value.has(k) ? "Show" : "Divide into"} ${k}` : `${k} are shown`}</button>
    </section>
  );
}

/** Whether there are segments and how many, and the number to go on with. */
export function NumberStep(): JSX.Element {
  const shown = fitted.value, base = first.value ?? shown;
  if (!shown || !base) {
    return (
      <><Heading title="How many segments?">The segments are not found yet. Choose what should count, then find them.</Heading>
        <div class="row"><button type="button" class="primary" onClick={() => void find(null)}>Find segments</button><button type="button" onClick={() => goTo("columns")}>Back to the columns</button></div></>
    );
  }
  const { verdict, sweep, judged } = base.insights, chosen = wanted.value ?? shown.k, of = shown.map.of, isNone = verdict.kind === "none";
  return (
    <>
      <Heading title="How many segments?">Do the customers fall into groups at all, and into how many? They are compared with data that have the same columns but no groups.</Heading>
      {isStale.value && <p class="hint">Columns were changed since: this is what was found before. <button type="button" class="quiet" onClick={() => goTo("columns")}>Back to the columns</button></p>}
      <Replaced />
      <VerdictPanel {...base.insights} />
      {shown.k !== base.k && <p class="hint">You chose {shown.k}: what follows shows {shown.k} {isNone ? "groups, which only divide the crowd" : "segments"}{sweep.some(({ k }) => k === shown.k) ? "" : ", a number that was not compared"}.</p>}
      <Charts sweep={sweep} chosen={chosen} candidates={verdict.kind === "ambiguous" ? verdict.candidates : []} />
      <p class="note">{sweep.some((point) => point.k === chosen) ? `The line marks ${chosen}` : `${chosen} is beyond what was compared`}{verdict.kind === "ambiguous" ? "; dashed lines mark what the evidence allows as well" : ""}.{judged < of && ` Judged by ${counted(judged, "customer")} of ${count(of)}, a random sample.`}</p>
      <SweepTable sweep={sweep} chosen={shown.k} />
      <Choice shown={shown} base={base} />
      <div class="forward"><p class="note">{isNone ? "Other columns may tell more: what customers do often says more than who they are. You can look at the groups all the same, but do not plan with them." : "Next: what each segment is like."}</p><button type="button" class={isNone ? "" : "primary"} onClick={() => goTo("segments")}>{isNone ? "See the groups anyway" : `See the ${counted(shown.k, "segment")}`}</button>{isNone && <button type="button" class="primary" onClick={() => goTo("columns")}>Choose other columns</button>}</div>
    </>
  );
}
