import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import sample from "../../../data/customers.csv?raw";
import { MOST_BYTES, MOST_ROWS } from "../limits";
import { goTo, openFile, startOver } from "../state/actions";
import { file, opened } from "../state/session";
import { Heading } from "../ui/heading";
import { count, counted, megabytes } from "../ui/words";

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
      <p class="big">Drop a CSV file of your customers here</p>
      <div class="row">
        <button type="button" class="primary" onClick={() => input.current?.click()}>Choose a file</button>
        <button type="button" onClick={trySample}>Try the sample</button>
      </div>
      <input ref={input} class="unseen" type="file" tabIndex={-1} aria-label="A CSV file of customers" accept=".csv,.tsv,.txt,.gz,text/csv" onChange={({ currentTarget }) => { take(currentTarget.files?.[0]); currentTarget.value = ""; }} />
      <p class="note">One line for each customer, or for each order. Columns may be separated by commas, semicolons or tabs; gzip is read too. Up to {MOST_BYTES / 1e6} MB or {count(MOST_ROWS)} rows. The sample has 2,000 made-up customers.</p>
    </div>
  );
}

function Before(): JSX.Element | null {
  if (!file.value || !opened.value) return null;
  return (
    <section class="before" aria-labelledby="before-title">
      <div><h2 id="before-title">{file.value.name}</h2>
        <p class="meta"><span>{megabytes(file.value.size)}</span><span>{counted(opened.value.rows, "customer")}</span><span>kept in this browser until you forget it</span></p></div>
      <div class="row"><button type="button" class="primary" onClick={() => goTo("columns")}>Go on with it</button><button type="button" onClick={() => void startOver()}>Forget it</button></div>
    </section>
  );
}

const PROMISES = [
  ["It says whether there are segments", "Customers are compared with data that have no segments. If yours have none, the page says so, loud and clear."],
  ["Nothing leaves this browser", "All is computed on this page. It loads nothing, sends nothing, and works without a network. What it keeps, it keeps here."],
  ["You take the model with you", "A JSON document that gives the same answers in Node, a labelled CSV file, and a report that opens from disk."],
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
