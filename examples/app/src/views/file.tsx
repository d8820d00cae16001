import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import sample from "../../../data/customers.csv?raw";
import { lookAtShelf, shelf, type Project } from "../keep/shelf";
import { KEPT_FOR_DAYS, MOST_BYTES, MOST_KEPT, MOST_ROWS } from "../limits";
import { openFile } from "../state/actions";
import { goTo } from "../state/doing";
import { forget, startOver, takeUp } from "../state/kept";
import { file, fitted, k, keeps, opened, orders } from "../state/session";
import { Shield } from "../ui/icons";
import { Heading } from "../ui/heading";
import { count } from "../ui/words";
import { KeptProject } from "./kept";

const isOver = signal(false);

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

const WHEN = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** What is open here. */
function Open(): JSX.Element | null {
  const at = file.value, { rows, looksLikeOrders } = opened.value ?? {};
  if (!at || rows === undefined) return null;
  return <KeptProject {...at} isMain rows={rows} isOfOrders={orders.value === null && Boolean(looksLikeOrders)} k={k.value} state={keeps.value === "here" ? "kept in this browser until you forget it" : "not kept: gone after a reload"} onGoOn={() => goTo(fitted.value ? "segments" : "columns")} onForget={() => void startOver()} />;
}

/** What else this browser keeps. */
function Shelf(): JSX.Element | null {
  useEffect(() => {
    const look = (): void => void lookAtShelf().catch(() => undefined);
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  if (shelf.value.length === 0) return null;
  const of = (project: Project): JSX.Element => <KeptProject {...project} isMain={false} state={project.isElsewhere ? "open in another tab" : `last changed ${WHEN.format(project.changed)}`} onGoOn={project.isElsewhere ? null : () => void takeUp(project)} onForget={() => void forget(project)} />;
  return (
    <section class="shelf" aria-labelledby="shelf-title">
      <h2 id="shelf-title">Also kept in this browser</h2>
      <ul>{shelf.value.map((project) => <li key={project.id}>{of(project)}</li>)}</ul>
      <p class="note">Of those that are open in no tab the last {MOST_KEPT} stay until you forget them, others for {KEPT_FOR_DAYS} days.</p>
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
      <Open />
      <DropZone />
      <Shelf />
      <ul class="promises">{PROMISES.map(([title, text]) => <li key={title}><h2>{title}</h2><p>{text}</p></li>)}</ul>
    </>
  );
}
