import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { find, suggested } from "../state/actions";
import { goTo } from "../state/doing";
import { counting, file, fits, isStale, opened, orders, uses } from "../state/session";
import { Heading } from "../ui/heading";
import { Breakable } from "../ui/breakable";
import { brief, count, counted, list, megabytes } from "../ui/words";
import type { OpenedColumn } from "../worker/protocol";
import { ColumnRow } from "./column-row";
import { Commas } from "./commas";
import { OrdersOffer, OrdersTaken } from "./orders";
import { Replaced } from "./replaced";

/** From so many columns on they can be searched, and ticked all at once. */
const MANY = 12;
/** From so many columns or customers on it takes more than some seconds. */
const SLOW_COLUMNS = 60, SLOW_ROWS = 100_000;

const MOST_NAMES = 5;

/** What the names of the columns that are shown have in them, in a file of this id. */
const wanted = signal<{ readonly of: string; readonly text: string } | null>(null);

/** Ticks columns all at once, or as they were at first. */
function Ticks({ shown, isSearched }: { readonly shown: readonly OpenedColumn[]; readonly isSearched: boolean }): JSX.Element {
  const all = opened.value!.columns, set = (on: boolean): void => {
    uses.value = { ...uses.value, ...Object.fromEntries(shown.map(({ summary: { name }, kind }) => [name, { ...uses.value[name]!, on: on && kind !== "id" }])) };
  };
  const isChanged = all.some((column) => uses.value[column.summary.name]!.on !== suggested(column)), reset = (): void => {
    uses.value = Object.fromEntries(all.map((column) => [column.summary.name, { ...uses.value[column.summary.name]!, on: suggested(column) }]));
  };
  return (
    <div class="row">
      {all.length > MANY && <><button type="button" disabled={shown.length === 0} onClick={() => set(true)}>{isSearched ? "Tick these" : "Tick all"}</button><button type="button" disabled={shown.length === 0} onClick={() => set(false)}>{isSearched ? "Untick these" : "Tick none"}</button></>}
      <button type="button" disabled={!isChanged} onClick={reset}>Tick as suggested</button>
    </div>
  );
}

function Search({ text }: { readonly text: string }): JSX.Element {
  return <input type="search" class="search" aria-label="Search columns by name" placeholder="Search columns" value={text} onInput={({ currentTarget }) => void (wanted.value = { of: file.value!.id, text: currentTarget.value })} />;
}

function takes(columns: number, rows: number): string {
  if (columns > SLOW_COLUMNS) return "With this many columns, finding segments takes a minute or more; you can stop it at any time.";
  return rows > SLOW_ROWS ? "With this many customers, finding segments takes up to some minutes; you can stop it at any time." : "Finding segments takes some seconds.";
}

function Forward(): JSX.Element {
  const found = opened.value!, on = counting.value.length, all = found.columns.length, isLines = found.looksLikeOrders !== null, isDone = fits.value.size > 0 && !isStale.value;
  const words = on === 0 ? "Tick at least one column: without any there is nothing to compare customers by." : isLines ? "Make customers of the orders first: otherwise these would be segments of order lines." : `${count(on)} of ${counted(all, "column")} count${on === 1 ? "s" : ""}. ${isStale.value ? "They were changed since the segments were found: find them again." : isDone ? "" : takes(on, found.rows)}`;
  return (
    <div class="forward stays">
      <p class="note" id="counts">{words}</p>
      {isDone ? <button type="button" class="primary" onClick={() => goTo("number")}>See how many segments</button>
        : <button type="button" class={isLines ? "" : "primary"} disabled={on === 0} aria-describedby="counts" onClick={() => void find(null)}>Find segments</button>}
    </div>
  );
}

/** What is in the file, and what of it counts. */
export function ColumnsStep(): JSX.Element {
  const found = opened.value!, all = found.columns.length, { name, size, id, isSample } = file.value!, text = all > MANY && wanted.value?.of === id ? wanted.value.text.trim().toLowerCase() : "";
  const shown = text === "" ? found.columns : found.columns.filter(({ summary }) => summary.name.toLowerCase().includes(text));
  return (
    <>
      <Heading title="What should count?">Customers are compared by the columns that are ticked. Leave out what only names a customer, or what you do not want segments to depend on.</Heading>
      <Replaced />
      <p class="meta"><span>{name}{isSample && ", the made-up sample"}</span><span>{megabytes(size)}</span><span>{counted(found.rows, orders.value || !found.looksLikeOrders ? "customer" : "row")}</span><span>{counted(all, "column")}</span></p>
      {found.looksLikeOrders && <OrdersOffer choice={found.looksLikeOrders} />}
      {found.orders && <OrdersTaken found={found.orders} />}
      {found.commas.length > 0 && <Commas />}
      {found.namesLikeValues.length > 0 && <p class="hint loud"><b>The names of the columns look like a customer:</b> <Breakable text={list(found.namesLikeValues.slice(0, MOST_NAMES).map((one) => `“${brief(one)}”`))} />. If the file has no line of names, this customer is missing among those here: add such a line at its top and open it again.</p>}
      {all === 1 && <p class="hint">There is one column only. If the file has more, its columns may be separated by a sign that is not a comma, semicolon, tab or “|”.</p>}
      <div class="row tight">{all > MANY && <Search text={text === "" ? "" : wanted.value!.text} />}<Ticks shown={shown} isSearched={text !== ""} /></div>
      {shown.length === 0 ? <p class="absent" role="status">No column has “{text}” in its name.</p> : (
        <div class="sheet">
          <div class="column names" aria-hidden="true"><span>Column</span><span>Read as</span><span>Missing</span><span>Values</span></div>
          <ul class="columns">{shown.map((column) => <ColumnRow key={column.summary.name} column={column} />)}</ul>
        </div>
      )}
      <Forward />
    </>
  );
}
