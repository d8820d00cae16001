import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import sample from "../../../data/customers.csv?raw";
import { MOST_BYTES, MOST_ROWS } from "../limits";
import { goTo, openFile, startOver } from "../state/actions";
import { file, fitted, keeps, opened, orders } from "../state/session";
import { Shield } from "../ui/icons";
import { Heading } from "../ui/heading";
import { count, counted, megabytes } from "../ui/words";

const isOver = signal(false), isForgetting = signal(false);

const take = (chosen: File | undefined): void => void (chosen && openFile(chosen, { name: chosen.name, size: chosen.size, lastModified: chosen.lastModified, isSample: false }));

function trySample(): void {
  const made = new File([sample], "customers.csv", { type: "text/csv", lastModified: 0 });
  void openFile(made, { name: made.name, size: made.size, lastModified: 0, isSample: true });
}

function DropZone(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class={isOver.value ? "drop over" : "drop"} onDragOver={(event) => { event.preventDefault(); isOver.value = true; }} onDragLeave={() => void (isOver.value = false)}
      onDrop={(event) => { event.preventDefault(); isOver.value = false; take(event.dataTransfer?.files[0]); }}>
      <svg viewBox="0 0 48 48" aria-hidden="true"><path d="M24 32V12M15 20l9-9 9 9M8 32v6h32v-6" /></svg>
      <p class="big"><span class="by-mouse">Drop a CSV file of your customers here</span><span class="by-touch">A CSV file of your customers</span></p>
      <div class="row">
        <button type="button" class="primary" onClick={() => input.current?.click()}>Choose a file</button>
        <button type="button" onClick={trySample}>Try the sample</button>
      </div>
      <input ref={input} class="unseen" type="file" tabIndex={-1} aria-label="A CSV file of customers" accept=".csv,.tsv,.txt,.gz,text/csv" onChange={({ currentTarget }) => { take(currentTarget.files?.[0]); currentTarget.value = ""; }} />
      <p class="stays-here"><Shield /><span>The file stays on this device: this page reads it and sends it nowhere.</span></p>
      <p class="note">One line for each customer, or for each order. From a spreadsheet, save it as CSV. Up to {MOST_BYTES / 1e6} MB or {count(MOST_ROWS)} lines, gzip too. The sample has 2,000 made‑up customers of a shop.</p>
    </div>
  );
}

/** Forgetting cannot be undone, so it is asked for twice. */
function Forget(): JSX.Element {
  const sure = useRef<HTMLButtonElement>(null), ask = useRef<HTMLButtonElement>(null), wasAsked = useRef(false), isAsked = isForgetting.value;
  useLayoutEffect(() => {
    if (isAsked) sure.current?.focus();
    else if (wasAsked.current) ask.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  useEffect(() => () => void (isForgetting.value = false), []);
  if (!isAsked) return <div class="row"><button type="button" class="primary" onClick={() => goTo(fitted.value ? "segments" : "columns")}>Go on with it</button><button type="button" ref={ask} onClick={() => void (isForgetting.value = true)}>Forget it</button></div>;
  const what = fitted.value ? `the file, its ${counted(fitted.value.k, "segment")} and your names for them` : "the file and what you chose";
  return (
    <div class="sure" role="group" aria-label="Forget it?" onKeyDown={({ key }) => { if (key === "Escape") isForgetting.value = false; }}><p>This deletes {what} from this browser for good.</p>
      <div class="row"><button type="button" class="danger" ref={sure} onClick={() => void startOver()}>Forget all of it</button><button type="button" onClick={() => void (isForgetting.value = false)}>Keep it</button></div></div>
  );
}

function Before(): JSX.Element | null {
  if (!file.value || !opened.value) return null;
  return (
    <section class="before" aria-labelledby="before-title">
      <div><h2 id="before-title">{file.value.name}</h2>
        <p class="meta"><span>{megabytes(file.value.size)}</span><span>{counted(opened.value.rows, orders.value || !opened.value.looksLikeOrders ? "customer" : "line")}</span>{fitted.value && <span>{counted(fitted.value.k, "segment")}</span>}<span>{keeps.value === "here" ? "kept in this browser until you forget it" : "not kept: gone after a reload"}</span></p></div>
      <Forget />
    </section>
  );
}

const PROMISES = [
  ["It says whether there are segments", "Not all customers fall into groups. Yours are compared with data that have none; if they look the same, the page says so, loud and clear."],
  ["Nothing leaves this browser", "Everything is computed on this page. It loads nothing, sends nothing, and works without a network. What it keeps for a reload, it keeps here until you forget it."],
  ["You take it all with you", "Your customers with their segments as CSV, a report to pass on, and a model that finds the segment of any new customer."],
] as const;

/** Where customers come from. */
export function FileStep(): JSX.Element {
  return (
    <>
      <Heading title="What kinds of customers do you have?">Give this page a file of customers. It finds groups of customers who are alike, says how sure it is of them, and what sets each apart.</Heading>
      <Before />
      <DropZone />
      <ul class="promises">{PROMISES.map(([title, text]) => <li key={title}><h2>{title}</h2><p>{text}</p></li>)}</ul>
    </>
  );
}
