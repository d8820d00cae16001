import type { ColumnKind } from "segmentry";
import type { JSX } from "preact";
import { find, goTo, readColumnAs } from "../state/actions";
import { counting, file, fits, isStale, opened, orders, uses } from "../state/session";
import { Breakable } from "../ui/breakable";
import { Heading } from "../ui/heading";
import { count, counted, formatNumber, formatShare, megabytes } from "../ui/words";
import type { OpenedColumn } from "../worker/protocol";
import { Histogram } from "./histogram";
import { OrdersOffer, OrdersTaken } from "./orders";

const KINDS: readonly (readonly [ColumnKind, string])[] = [["numeric", "number"], ["categorical", "category"], ["date", "date"], ["id", "id"]];
const MANY = 12;
/** What the way to segments deals with by itself. */
const MILD: ReadonlySet<string> = new Set(["SKEWED", "FAR_OUT"]);

function facts({ summary }: OpenedColumn): string {
  const { distinct } = summary;
  if (summary.type === "number") return distinct > 2 ? `median ${formatNumber(summary.median)}, half from ${formatNumber(summary.q1)} to ${formatNumber(summary.q3)}` : counted(distinct, "different value");
  return counted(distinct, "different value");
}

function Row({ column }: { readonly column: OpenedColumn }): JSX.Element {
  const { summary, warnings, kind } = column, { name, missing, count: there } = summary, use = uses.value[name]!, isId = kind === "id", share = missing / Math.max(1, missing + there), id = `column-${name.replaceAll(/\W/g, (sign) => `-${sign.codePointAt(0)}`)}`;
  const toggle = (on: boolean): void => void (uses.value = { ...uses.value, [name]: { ...use, on } });
  return (
    <li class={use.on ? "column" : "column off"}>
      <div class="what">
        <label class="check"><input type="checkbox" checked={use.on} disabled={isId} onChange={({ currentTarget }) => toggle(currentTarget.checked)} /><span><Breakable text={name} /></span></label>
        <p class="note">{facts(column)}</p>
        {isId && <p class="note">Tells customers apart, so it does not count. Read it as a number or a category to let it count.</p>}
        {warnings.filter(({ code }) => !isId || code !== "ID_LIKE").map(({ code, message }) => <p class={MILD.has(code) ? "note" : "note warning"} key={code}>{message.replace(/^skewness \S+ /, "skewed: ")}</p>)}
      </div>
      <div class="kind">
        <label class="minor" for={id}>Read as</label>
        <select id={id} aria-label={`Read ${name} as`} value={kind === "ignore" ? "id" : kind} onChange={({ currentTarget }) => { const { value } = currentTarget; void readColumnAs(name, value as ColumnKind).then((done) => { if (!done) currentTarget.value = kind; }); }}>
          {KINDS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select>
      </div>
      <div class="missing">
        <span class="minor">Missing</span>
        <span class={share >= 0.2 ? "much" : ""}>{missing === 0 ? "none" : <>{formatShare(share)} <span class="note">({count(missing)})</span></>}</span>
      </div>
      <Histogram column={column} />
    </li>
  );
}

/** What is in the file, and what of it counts. */
export function ColumnsStep(): JSX.Element {
  const found = opened.value!, on = counting.value.length, all = found.columns.length, isLost = on === 0;
  const set = (on: boolean): void => void (uses.value = Object.fromEntries(found.columns.map(({ summary: { name }, kind }) => [name, { kind: uses.value[name]!.kind, on: on && kind !== "id" }])));
  return (
    <>
      <Heading title="What should count?">Customers are compared by the columns that are ticked. Leave out what only names a customer, or what you do not want segments to depend on.</Heading>
      <p class="meta"><span>{file.value!.name}</span><span>{megabytes(file.value!.size)}</span><span>{counted(found.rows, orders.value || !found.looksLikeOrders ? "customer" : "row")}</span><span>{counted(all, "column")}</span></p>
      {found.looksLikeOrders && <OrdersOffer choice={found.looksLikeOrders} />}
      {found.orders && <OrdersTaken found={found.orders} />}
      {all === 1 && <p class="hint">There is one column only. If the file has more, its columns may be separated by a sign that is not a comma, semicolon, tab or “|”.</p>}
      {isStale.value && <p class="hint">Columns were changed since the segments were found: find them again.</p>}
      {all > MANY && <div class="row tight"><button type="button" onClick={() => set(true)}>Tick all</button><button type="button" onClick={() => set(false)}>Tick none</button></div>}
      <ul class="columns">{found.columns.map((column) => <Row key={column.summary.name} column={column} />)}</ul>
      <div class="forward">
        <p class="note" id="counts">{isLost ? "Tick at least one column: without any there is nothing to compare customers by." : found.looksLikeOrders ? "Without making customers of the orders first, these would be segments of lines." : `${on} of ${counted(all, "column")} count${on === 1 ? "s" : ""}. Finding segments takes some seconds.`}</p>
        {fits.value.size > 0 && !isStale.value
          ? <button type="button" class="primary" onClick={() => goTo("number")}>See how many segments</button>
          : <button type="button" class={found.looksLikeOrders ? "" : "primary"} disabled={isLost} aria-describedby="counts" onClick={() => void find(null).then((done) => done && goTo("number"))}>Find segments</button>}
      </div>
    </>
  );
}
