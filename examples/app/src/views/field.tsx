import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { InputColumn } from "segmentry/insights";
import { formatNumber } from "../ui/words";
import type { Cell } from "../worker/protocol";

const textOf = ({ value }: HTMLInputElement): string | null => (value.trim() === "" ? null : value);
const OTHER = " other";
const shown = (bound: number | string): string => (typeof bound === "number" ? formatNumber(bound) : bound);

/** What is odd about a value, though it can be answered; null of another. */
function remarkOn({ type, values, min, max }: InputColumn, value: Cell): string | null {
  if (value === null) return null;
  if (type === "text") return values.length > 0 && values.length < 50 && !values.includes(String(value)) ? "New to the model." : null;
  return min !== null && max !== null && (value < min || value > max) ? `The model has seen ${shown(min)} to ${shown(max)} only.` : null;
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function numberIn(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
}

/** A field for what is known of a customer in one column. */
export function Field({ column, value, at, onValue }: { readonly column: InputColumn; readonly value: Cell; readonly at: number; readonly onValue: (value: Cell) => void }): JSX.Element {
  const { name, type, min, max, values } = column, id = `field-${at}`, [typed, setTyped] = useState<string | null>(null), isUnreadable = type === "number" && value === null && typed !== null && typed.trim() !== "", remark = isUnreadable ? "This is not a number, and counts as not known: write 3.5 with a point." : remarkOn(column, value), hint = type !== "text" && min !== null && max !== null ? `${shown(min)} to ${shown(max)}` : "";
  const text = value === null ? "" : String(value), common = { id, "aria-describedby": `${id}-note` };
  return (
    <div class="field"><label for={id}>{name}</label>
      {type === "text" && values.length > 0 ? <Choice {...common} column={column} value={value} onValue={onValue} />
        : type === "boolean" ? <select {...common} value={value === null ? "" : String(value)} onChange={({ currentTarget }) => onValue(currentTarget.value === "" ? null : currentTarget.value === "true")}><option value="">(not known)</option><option value="true">yes</option><option value="false">no</option></select>
        // A browser's own field for numbers drops the comma of 3,5 and takes 35.
        : type === "number" ? <input {...common} type="text" inputmode="decimal" value={typed ?? text} aria-invalid={isUnreadable} onInput={({ currentTarget }) => { setTyped(currentTarget.value); onValue(numberIn(currentTarget.value)); }} />
        : type === "date" ? <input {...common} type="date" value={text} onInput={({ currentTarget }) => onValue(textOf(currentTarget))} />
        : <input {...common} type="text" value={text} onInput={({ currentTarget }) => onValue(textOf(currentTarget))} />}
      <span class={remark ? "note warning" : "note"} id={`${id}-note`}>{remark ?? hint}</span>
    </div>
  );
}

/** One of the known values, or another one. */
function Choice({ column: { name, values }, value, onValue, id, ...described }: { readonly column: InputColumn; readonly value: Cell; readonly onValue: (value: Cell) => void; readonly id: string; readonly "aria-describedby": string }): JSX.Element {
  const [isOther, setOther] = useState(value !== null && !values.includes(String(value))), known = value !== null && values.includes(String(value));
  const choose = (text: string): void => {
    setOther(text === OTHER);
    onValue(text === "" || text === OTHER ? null : text);
  };
  const other = isOther || (value !== null && !known);
  return (
    <>
      <select id={id} {...described} value={other ? OTHER : value === null ? "" : String(value)} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">(not known)</option>{values.map((one) => <option key={one} value={one}>{one}</option>)}<option value={OTHER}>other…</option>
      </select>
      {other && <input type="text" aria-label={`${name}, another value`} placeholder="another value" value={value === null ? "" : String(value)} onInput={({ currentTarget }) => onValue(textOf(currentTarget))} />}
    </>
  );
}
