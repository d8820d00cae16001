import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Difference, SegmentInsight, SegmentRule } from "segmentry/insights";
import { rename } from "../state/actions";
import { say } from "../state/doing";
import { fitted } from "../state/session";
import { Breakable } from "../ui/breakable";
import { Bar, colorOf, SegmentName, SignedBar } from "../ui/swatch";
import { count, formatShare, short, silhouetteWords, STABILITY, unbroken } from "../ui/words";
import type { Fitted } from "../worker/protocol";

const FULL = 2, FIRST = 5, LONGEST = 80;
/** The segment whose name is being changed, of those that are shown. */
const edited = signal<{ readonly of: Fitted; readonly label: number } | null>(null);
/** A name that was asked for and is that of another segment. */
const taken = signal<string | null>(null);

function Title({ label, name }: { readonly label: number; readonly name: string }): JSX.Element {
  const input = useRef<HTMLInputElement>(null), button = useRef<HTMLButtonElement>(null), isEdited = edited.value?.label === label && edited.value.of === fitted.value, was = useRef(false);
  useLayoutEffect(() => {
    if (isEdited) {
      input.current!.focus();
      input.current!.select();
    } else if (was.current) {
      taken.value = null;
      button.current?.focus();
    }
    was.current = isEdited;
  }, [isEdited]);
  const end = (value: string | null): void => {
    if (!isEdited) return;
    const text = value?.trim().slice(0, LONGEST);
    if (text && text !== name) {
      if (!rename(label, text)) {
        taken.value = text;
        input.current!.focus();
        return;
      }
      say(`Segment ${label} is now called ${text}.`);
    }
    edited.value = taken.value = null;
  };
  if (!isEdited) return <div class="title"><h3><SegmentName label={label} name={name} /></h3><button type="button" ref={button} class="edit" aria-label={`Rename “${name}”`} onClick={() => { taken.value = null; edited.value = { of: fitted.value!, label }; }}>Rename</button></div>;
  return (
    <form class="title naming" onSubmit={(event) => { event.preventDefault(); end(input.current!.value); }} onKeyDown={(event) => { if (event.key === "Escape") end(null); }}>
      <input ref={input} aria-label={`Name of segment ${label}`} defaultValue={name} maxLength={LONGEST} aria-invalid={taken.value !== null} aria-describedby={taken.value === null ? undefined : "taken"} />
      <button type="submit" class="edit">Save</button>
      {taken.value !== null && <p class="note warning" id="taken" role="alert">Another segment is called “{taken.value}” already.</p>}
    </form>
  );
}

function Facts({ stability, stabilityBand, silhouette, borderline }: SegmentInsight): JSX.Element {
  const items: [string, string, string][] = [];
  if (stabilityBand !== null) items.push(["Stability", stabilityBand, `${STABILITY[stabilityBand]}${stability === null ? "" : ` (${short(stability)})`}`]);
  if (silhouette !== null) items.push(["Fit (silhouette)", short(silhouette), silhouetteWords(silhouette)]);
  if (borderline !== null) items.push(["Borderline", formatShare(borderline), "are nearly as near to another segment"]);
  return <dl class="facts">{items.map(([name, value, words]) => <div key={name}><dt>{name}</dt><dd><b>{value}</b><span class="note">{words}</span></dd></div>)}</dl>;
}

function Apart({ apart }: { readonly apart: readonly Difference[] }): JSX.Element {
  if (apart.length === 0) return <p class="note">Nothing that chance would not do as well: it is close to all customers.</p>;
  const items = (some: readonly Difference[]): JSX.Element => <ul class="apart">{some.map(({ text, effect }) => <li key={text}><span class="clamped" title={text}><Breakable text={unbroken(text)} /></span><SignedBar value={effect / FULL} /></li>)}</ul>;
  return <>{items(apart.slice(0, FIRST))}{apart.length > FIRST && <details><summary>{apart.length - FIRST} more</summary>{items(apart.slice(FIRST))}</details>}</>;
}

function Rules({ rules }: { readonly rules: readonly SegmentRule[] }): JSX.Element {
  if (rules.length === 0) return <p class="note">No short rule describes it.</p>;
  return (
    <ul class="rules">{rules.map(({ conditions, covers, precision }, at) => (
      <li key={conditions.join()}><span class="rule">{conditions.map((condition, i) => <span class="pair" key={condition}><span class="word">{i > 0 ? "and" : at > 0 ? "or if" : "if"}</span><span class="condition" title={condition}><span class="clamped"><Breakable text={condition} /></span></span></span>)}</span>
        <span class="note">Finds {formatShare(covers)} of the segment. Of all customers it is true of, {formatShare(precision)} are in the segment.</span></li>
    ))}</ul>
  );
}

/** All about one segment, whose name can be changed. */
export function Card({ insight, name }: { readonly insight: SegmentInsight; readonly name: string }): JSX.Element {
  const { segment, size, ratio, apart, rules } = insight;
  return (
    <article class={`card ${colorOf(segment)}`} aria-label={name}>
      <Title label={segment} name={name} />
      <p class="meta"><span>{count(size)} customers</span><span>{formatShare(ratio)}</span></p>
      <Bar share={ratio} />
      <Facts {...insight} />
      <h4>What sets it apart</h4><Apart apart={apart} />
      <h4>Who is in it</h4><Rules rules={rules} />
    </article>
  );
}
