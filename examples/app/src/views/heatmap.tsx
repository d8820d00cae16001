import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { HeatmapRow } from "segmentry/insights";
import { Breakable } from "../ui/breakable";
import { Swatch } from "../ui/swatch";
import { short } from "../ui/words";

/** Differences in standard deviations from which on a colour is the strongest, and how many colours lead there. */
const FULL = 1.8, STEPS = 6;
const FIRST = 16, HARDLY = 3;
const all = signal(false);

function shade(difference: number): string {
  const step = Math.round(Math.min(1, Math.abs(difference) / FULL) * STEPS);
  return step === 0 ? "z" : `${difference < 0 ? "lo" : "hi"}${step}`;
}

/** Columns by segments, coloured by how far a segment is from all customers. */
export function Heatmap({ rows, names }: { readonly rows: readonly HeatmapRow[]; readonly names: readonly string[] }): JSX.Element {
  const isMuch = rows.length > FIRST + HARDLY, shown = isMuch && !all.value ? rows.slice(0, FIRST) : rows;
  return (
    <>
      <p class="scale" aria-hidden="true"><span>lower</span>{Array.from({ length: 2 * STEPS + 1 }, (_, i) => <i key={i} class={shade(((i - STEPS) / STEPS) * FULL)} />)}<span>higher</span></p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Columns by segments">
        <table class="heatmap">
          <thead><tr><th scope="col">Column</th>{names.map((name, label) => <th scope="col" key={label} title={name}><span class="head"><Swatch label={label} /><b>{label}</b></span><span class="name">{name}</span></th>)}</tr></thead>
          <tbody>{shown.map(({ column, value, cells, texts }) => (
            <tr key={`${column} ${value}`}><th scope="row" title={value === null ? column : `${column} = ${value}`}><span class="clamped"><Breakable text={column} />{value !== null && <span class="value"> = {value}</span>}</span></th>{cells.map((cell, i) => <td key={i} class={shade(cell)} title={`${cell < 0 ? "−" : "+"}${short(Math.abs(cell))} standard deviations from all customers`}>{texts[i]}</td>)}</tr>
          ))}</tbody>
        </table>
      </div>
      {isMuch && <button type="button" class="fold" aria-expanded={all.value} onClick={() => void (all.value = !all.value)}>{all.value ? "Fewer rows" : `All ${rows.length} rows`}</button>}
    </>
  );
}
