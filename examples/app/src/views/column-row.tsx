import type { ColumnKind } from "segmentry";
import type { JSX } from "preact";
import { readColumnAs } from "../state/actions";
import { opened, uses } from "../state/session";
import { Breakable } from "../ui/breakable";
import { count, counted, formatNumber, formatShare } from "../ui/words";
import type { OpenedColumn } from "../worker/protocol";
import { Histogram } from "./histogram";

const KINDS: readonly (readonly [ColumnKind, string])[] = [["numeric", "number"], ["categorical", "category"], ["date", "date"], ["id", "id"]];
/** What the way to segments deals with by itself. */
const MILD: ReadonlySet<string> = new Set(["SKEWED", "FAR_OUT"]);
const MUCH_MISSING = 0.2, SCATTERED = 50, RARE = 0.05;

function facts({ summary, kind }: OpenedColumn): string {
  const { distinct } = summary;
  if (summary.type === "number" && distinct > 2 && kind !== "id") return `Median ${formatNumber(summary.median)}; half of them are between ${formatNumber(summary.q1)} and ${formatNumber(summary.q3)}.`;
  return counted(distinct, "different value");
}

/** A warning without its indices: "skewness 3.1: a few …", "says nearly the same as A (cramersV 1.000): …". */
const plain = (message: string): string => sentence(message.replace(/^skewness \S+ /, "skewed: ").replace(/ \((?:\w+ )-?[\d.]+\)(?=:)/, ""));
const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const isScattered = ({ summary, kind }: OpenedColumn): boolean => kind === "categorical" && summary.distinct > SCATTERED && summary.top.every(({ ratio }) => ratio < RARE);

/** Nothing counts twice where the other column does not count. */
function isOfNone({ code, message }: OpenedColumn["warnings"][number]): boolean {
  return code === "NEAR_COPY" && Object.entries(uses.value).some(([name, { on }]) => !on && message.startsWith(`says nearly the same as ${name} (`));
}

function Remarks({ column }: { readonly column: OpenedColumn }): JSX.Element {
  const { summary: { name }, warnings, kind } = column, hidden = new Set([...(kind === "id" ? ["ID_LIKE"] : []), ...(opened.value!.commas.some((one) => one.name === name) ? ["NUMBERS_TO_READ"] : [])]);
  return (
    <>
      <p class="note">{facts(column)}</p>
      {kind === "id" && <p class="note">Tells customers apart, so it does not count. Read it as a number or a category to let it count.</p>}
      {isScattered(column) && <p class="note">Many values, none of them frequent: it can hardly group customers.</p>}
      {warnings.filter((warning) => !hidden.has(warning.code) && !isOfNone(warning)).map(({ code, message }) => <p class={MILD.has(code) ? "note" : "note warning"} key={code + message}>{plain(message)}</p>)}
    </>
  );
}

/** A column: whether it counts, as what it is read, what is missing, and how its values are spread. */
export function ColumnRow({ column }: { readonly column: OpenedColumn }): JSX.Element {
  const { summary, kind } = column, { name, missing, count: there } = summary, use = uses.value[name]!, share = missing / Math.max(1, missing + there), id = `column-${name.replaceAll(/\W/g, (sign) => `-${sign.codePointAt(0)}-`)}`;
  const toggle = (on: boolean): void => void (uses.value = { ...uses.value, [name]: { ...use, on } });
  return (
    <li class={use.on ? "column" : "column off"}>
      <div class="what">
        <label class="check"><input type="checkbox" checked={use.on} disabled={kind === "id"} onChange={({ currentTarget }) => toggle(currentTarget.checked)} /><span class="clamped" title={name}><Breakable text={name} /></span></label>
        <Remarks column={column} />
      </div>
      <div class="kind">
        <label class="minor" for={id}>Read as</label>
        <select id={id} aria-label={`Read ${name} as`} value={kind === "ignore" ? "id" : kind} onChange={({ currentTarget }) => { const { value } = currentTarget; void readColumnAs(name, value as ColumnKind).then((done) => { if (!done) currentTarget.value = kind; }); }}>
          {KINDS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select>
      </div>
      <div class="missing">
        <span class="minor">Missing</span>
        <span class={share >= MUCH_MISSING ? "much" : missing === 0 ? "note" : ""}>{missing === 0 ? "none" : <>{formatShare(share)} <span class="note">({count(missing)})</span></>}</span>
      </div>
      <Histogram column={column} />
    </li>
  );
}
