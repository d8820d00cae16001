import type { JSX } from "preact";
import { readAs } from "../state/actions";
import { commasOf, offered, opened, orders as taken, uses } from "../state/session";
import { Bar } from "../ui/swatch";
import { count, counted, formatShare } from "../ui/words";
import type { Groups, OrderChoice, OrdersFound } from "../worker/protocol";

type Format = NonNullable<OrderChoice["dateFormat"]>;
const FORMATS: readonly (readonly [Format, string])[] = [["iso", "2024-05-31 (year first)"], ["dmy", "31.5.2024 (day first)"], ["mdy", "5/31/2024 (month first)"], ["ymd", "2024/5/31 or 20240531"]];

const PRODUCT = " product", EACH = " each";

/** The decimal commas in what was paid. */
function ofAmount(amount: OrderChoice["amount"]): Groups {
  const paid = typeof amount === "string" ? [amount] : [amount.quantity, amount.price];
  return Object.fromEntries(commasOf(uses.value).filter(({ name }) => paid.includes(name)).map(({ name, group }) => [name, group]));
}

/** A choice among the columns of the file. */
function Pick({ label, value, more = [], onPick }: { readonly label: string; readonly value: string; readonly more?: readonly (readonly [string, string])[]; readonly onPick: (value: string) => void }): JSX.Element {
  const names = opened.value!.columns.map(({ summary: { name } }) => [name, name] as const);
  return <label class="pick"><span>{label}</span><select value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>{[...more, ...names].map(([of, words]) => <option key={of} value={of}>{words}</option>)}</select></label>;
}

/** Orders are no customers: it offers to make customers of them. */
export function OrdersOffer({ choice: found }: { readonly choice: OrderChoice }): JSX.Element {
  const choice = offered.value ?? found, { customer, date, amount, order, dateFormat = "iso" } = choice;
  const set = (part: Partial<OrderChoice>): void => void (offered.value = { ...choice, ...part });
  const product = typeof found.amount === "string" ? null : found.amount, setOrder = (name: string): void => {
    const other: OrderChoice = { ...choice, order: name };
    if (name === EACH) delete other.order;
    offered.value = other;
  };
  return (
    <section class="offer" aria-labelledby="offer-title">
      <h2 id="offer-title">These look like orders, not customers</h2>
      <p>The same customers come again and again in these {count(opened.value!.rows)} lines. The page can add the orders up to one line for each customer: how long ago they bought last (recency), how often (frequency) and for how much (monetary value), with their RFM segment, and more. Check what each column is:</p>
      <div class="picks">
        <Pick label="Customer" value={customer} onPick={(name) => set({ customer: name })} />
        <Pick label="Date" value={date} onPick={(name) => set({ date: name })} />
        <label class="pick"><span>Dates are written as</span><select value={dateFormat} onChange={({ currentTarget }) => set({ dateFormat: currentTarget.value as Format })}>{FORMATS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
        <Pick label="Paid" value={typeof amount === "string" ? amount : PRODUCT} {...(product && { more: [[PRODUCT, `${product.quantity} times ${product.price}`]] as const })} onPick={(name) => set({ amount: name === PRODUCT ? found.amount : name })} />
        <Pick label="Order" value={order ?? EACH} more={[[EACH, "each line is an order"]]} onPick={setOrder} />
      </div>
      <button type="button" class="primary" onClick={() => void readAs({ ...choice, commas: ofAmount(choice.amount) })}>Make customers of the orders</button>
    </section>
  );
}

/** What came of the orders, with the RFM segments. */
export function OrdersTaken({ found }: { readonly found: OrdersFound }): JSX.Element {
  const { rfm, rows, orders, reference, notes, warnings } = found, most = Math.max(...rfm.map(({ customerShare }) => customerShare));
  return (
    <section class="offer" aria-labelledby="taken-title">
      <h2 id="taken-title">Customers made of {counted(orders, "order")}</h2>
      <p>From {counted(rows, "line")}, counted back from {reference.slice(0, 10)}. Each customer has RFM scores from 1 to 5 for recency, frequency and monetary value; by them they fall into these known kinds. The segments that are found next look at all columns instead.</p>
      {Object.keys(taken.value?.commas ?? {}).length > 0 && <p>What was paid is read with decimal commas.</p>}
      {warnings.map((warning) => <p class="hint" key={warning}>{warning}</p>)}
      <div class="scroll" tabIndex={0} role="region" aria-label="RFM segments"><table class="rfm">
        <thead><tr><th scope="col">RFM segment</th><th scope="col">Customers</th><th scope="col" class="wide"><span class="unseen">Share</span></th><th scope="col">Orders</th><th scope="col">Revenue</th></tr></thead>
        <tbody>{rfm.map(({ segment, customers, customerShare, orders: own, revenueShare }) => (
          <tr key={segment}><th scope="row">{segment}</th><td>{count(customers)}</td><td class="wide"><Bar share={customerShare / most} /></td><td>{count(own)}</td><td>{Number.isNaN(revenueShare) ? "–" : formatShare(revenueShare)}</td></tr>
        ))}</tbody>
      </table></div>
      {notes.length > 0 && <details><summary>{counted(notes.length, "remark")} on the orders</summary><ul class="reasons">{notes.map((note) => <li key={note}>{note}</li>)}</ul></details>}
      <button type="button" class="quiet" onClick={() => void readAs(null)}>Read the lines as customers after all</button>
    </section>
  );
}
