import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { takeAway } from "../state/actions";
import { say } from "../state/doing";
import { file, fitted, fittedUses, keptCustomers, opened, orders, sourceOf } from "../state/session";
import { Heading } from "../ui/heading";
import { count, counted, megabytes } from "../ui/words";
import type { ExportPlan, Kept } from "../worker/protocol";
import { Caution } from "./caution";
import { snippetOf } from "./snippet";

const isCopied = signal(false);
/** The files that were saved since the page was opened. */
const saved = signal<ReadonlySet<string>>(new Set());

const KEPT: readonly (readonly [Kept, string, string])[] = [
  ["points", "About 1,000 customers as points, without ids", "For the map and similar customers in the report. A point has no name and no id, but who knows a customer well may recognise unusual values."],
  ["none", "No customers at all", "The report then has no map."],
  ["ids", "About 1,000 customers as points, with their ids", "The model and the report then hold personal data: share them only with who may see your customers."],
];

/** As browsers change the names of what they save. */
const saveable = (name: string): string => name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "_");

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    isCopied.value = true;
    say("The code is in the clipboard.");
    setTimeout(() => void (isCopied.value = false), 3000);
  } catch {
    say("The browser did not let the page copy: select the code and copy it.");
    getSelection()?.selectAllChildren(document.getElementById("code")!);
  }
}

function Item({ title, text, action, plan, name }: { readonly title: string; readonly text: string; readonly action: string; readonly plan: ExportPlan["what"]; readonly name: string }): JSX.Element {
  const key = `${name} ${fitted.value!.k}`, take = (): void => void takeAway({ what: plan, kept: keptCustomers.value, title: "Customer segments", generated: new Date().toISOString().slice(0, 10) }, name).then((done) => { if (done) saved.value = new Set([...saved.value, key]); });
  return <article class="item"><h2>{title}</h2><p>{text}</p><button type="button" class="primary" data-take={plan} onClick={take}>{action}</button><p class="note">{saved.value.has(key) ? `${name} is in your downloads` : name}</p></article>;
}

/** What to go away with. */
export function TakeStep(): JSX.Element {
  const fit = fitted.value!, base = saveable(file.value!.name.replace(/(?:\.(?:csv|tsv|txt|gz))+$/i, "")), own = orders.value;
  const { schema, commas } = sourceOf(fittedUses.value!), code = snippetOf({ file: file.value!.name, model: `${base}-model.json`, schema, commas: commas ?? {}, orders: own, reference: opened.value!.orders?.reference ?? null });
  return (
    <>
      <Heading title="Take it away">All of it is made on this page and goes to your downloads, nowhere else.</Heading>
      <Caution none="The verdict travels with it: these groups only divide the crowd." ambiguous="The verdict travels with it, in the model and the report; the labelled file does not say so." />
      <div class="items">
        <Item plan="csv" title="Customers with segments" action="Save the customers" name={`${base}-segments.csv`} text={own ? `One line for each of ${count(fit.map.of)} customers: what was made of the orders, the segment and its name, and the RFM score and segment.` : `Your file with two more columns: the segment and its name, for all ${counted(fit.map.of, "customer")}. As your file does, it may name customers.`} />
        <Item plan="report" title="The report" action="Save the report" name={`${base}-report.html`} text="One page to pass on, which opens in any browser: the verdict, the segments, a map, and a form that answers by itself. It loads nothing and sends nothing." />
        <Item plan="model" title="The model" action="Save the model" name={`${base}-model.json`} text={`One JSON document of about ${megabytes(fit.model.length)} that finds the segment of any customer, also of new ones: in Node, in a service, on a page. For developers; your names are in it.`} />
        {own && <Item plan="rfm" title="The RFM scores" action="Save the RFM model" name={`${base}-rfm.json`} text="The thresholds of recency, frequency and monetary value, which give new customers scores and RFM segments by the same measure. For developers: decodeWith(rfm) of segmentry/predict and segmentry/orders reads it." />}
      </div>
      <fieldset class="kept"><legend>Customers in the model and the report</legend>{KEPT.map(([kept, words, note]) => (
        <label key={kept} class="check"><input type="radio" name="kept" value={kept} checked={keptCustomers.value === kept} onChange={() => void (keptCustomers.value = kept)} /><span>{words}<span class="note">{note}</span></span></label>
      ))}</fieldset>
      <section aria-labelledby="code-title"><h2 id="code-title">For developers: the same in Node</h2>
        <p class="lead">With the model beside it, this code gives every customer of the file the segment that this page gives.</p>
        <div class="code"><pre tabIndex={0} role="region" aria-label="Code for Node"><code id="code">{code}</code></pre><button type="button" onClick={() => void copy(code)}>{isCopied.value ? "Copied" : "Copy"}</button></div>
      </section>
    </>
  );
}
