import { batch } from "@preact/signals";
import type { ColumnKind } from "segmentry";
import { hasLocks } from "../keep/claims";
import { lookAtShelf } from "../keep/shelf";
import { forgetOther, saved } from "../keep/writer";
import { FEWEST_ROWS } from "../limits";
import { commaWords, counted } from "../ui/words";
import type { ExportPlan, Fitted, Opened, OpenedColumn, OrderChoice, Step } from "../worker/protocol";
import { ask, Refused, stopAll } from "./desk";
import { doing, say } from "./doing";
import { putAside } from "./replaced";
import * as session from "./session";
import type { FileFacts, Use } from "./session";

/** Columns of this many values of their own say who customers are, not what they are like. */
const USELESS = new Set(["EMPTY", "CONSTANT", "ID_LIKE"]);

/** Whether a column counts until one says otherwise. */
export const suggested = ({ kind, warnings }: OpenedColumn): boolean => kind !== "id" && kind !== "ignore" && !warnings.some(({ code }) => USELESS.has(code));

const useOf = (column: OpenedColumn, { commas }: Opened): Use => ({ on: suggested(column), kind: null, commas: commas.some(({ name }) => name === column.summary.name) });

const tooFew = (rows: number): Refused => new Refused({ code: "TOO_FEW_ROWS", message: `the app takes ${FEWEST_ROWS} customers or more, got ${rows}`, rule: "", found: counted(rows, "customer"), remedy: "" });

/** Whether nothing was made of the file yet: it is not worth keeping beside another. */
function isUntouched(): boolean {
  const { opened, fits, uses, orders, offered } = session, found = opened.value!;
  return fits.value.size === 0 && orders.value === null && JSON.stringify([uses.value, offered.value]) === JSON.stringify([usesOf(found), found.looksLikeOrders]);
}

const usesOf = (found: Opened): Record<string, Use> => Object.fromEntries(found.columns.map((column) => [column.summary.name, useOf(column, found)]));

/** Reads a file; the one before stays until the new one was read. */
export async function openFile(blob: Blob, facts: Omit<FileFacts, "id">, choice: OrderChoice | null = null, id = session.newId()): Promise<boolean> {
  return doing(`Reading ${facts.name}`, "open", async (onProgress) => {
    const found = await ask("open", { id, name: facts.name, file: blob, schema: {}, orders: choice, commas: choice && {} }, {}, onProgress);
    if (found.rows < FEWEST_ROWS) throw tooFew(found.rows);
    await saved();
    const before = session.file.value?.id, isOfUse = before === undefined || before === id || !hasLocks() || !isUntouched();
    batch(() => {
      putAside();
      session.blob.value = blob;
      session.file.value = { ...facts, id };
      session.opened.value = found;
      session.orders.value = choice;
      session.offered.value = choice ?? found.looksLikeOrders;
      session.uses.value = usesOf(found);
      session.dropFits();
      session.step.value = "columns";
    });
    say(`${facts.name} was read: ${counted(found.rows, found.looksLikeOrders ? "row" : "customer")}, ${counted(found.columns.length, "column")}.${found.commas.length > 0 ? ` ${commaWords(found.commas)}` : ""}`);
    await saved();
    if (!isOfUse && session.keeps.value === "here") await forgetOther(before).then(lookAtShelf).catch(() => undefined);
  });
}

/** Reads the same file as orders, or as customers again. */
export async function readAs(choice: OrderChoice | null): Promise<boolean> {
  const { blob, file, offered } = session, before = offered.value, done = await openFile(blob.value!, file.value!, choice, file.value!.id);
  if (done && choice === null) offered.value = before;
  return done;
}

/** Reads a column as something else. */
export async function readColumnAs(name: string, kind: ColumnKind): Promise<boolean> {
  const inferred = session.opened.value!.columns.find(({ summary }) => summary.name === name)!.kind;
  if (kind === inferred) return true;
  const { commas } = session.uses.value[name]!, isFound = session.opened.value!.commas.some((column) => column.name === name);
  const uses = { ...session.uses.value, [name]: { on: kind !== "id", kind, commas: commas || (isFound && kind === "numeric") } };
  return doing(`Reading ${name} anew`, "other", async (onProgress) => {
    const found = await readAnew(uses, onProgress);
    batch(() => {
      session.opened.value = found;
      session.uses.value = uses;
    });
    say(`${name} is read anew.`);
  });
}

/** The same file with columns used in another way; what is told of the file stays. */
async function readAnew(uses: Readonly<Record<string, Use>>, onProgress: (step: Step) => void): Promise<Opened> {
  const { looksLikeOrders, commas, namesLikeValues } = session.opened.value!;
  return { ...await ask("open", session.sourceOf(uses), {}, onProgress), looksLikeOrders, commas, namesLikeValues };
}

/** Reads the numbers that were found with decimal commas as such, or as they stand. */
export async function readCommas(on: boolean): Promise<boolean> {
  const before = session.uses.value, uses = { ...before, ...Object.fromEntries(session.opened.value!.commas.map(({ name }): [string, Use] => {
    const { kind, on: counts } = before[name]!;
    return [name, { on: counts, kind: kind === "numeric" ? null : kind, commas: on }];
  })) };
  return doing(`Reading ${session.file.value!.name} anew`, "other", async (onProgress) => {
    const found = await readAnew(uses, onProgress), anew = found.columns.filter(({ summary: { name } }) => uses[name]!.kind === null && uses[name]!.commas !== before[name]!.commas);
    batch(() => {
      session.opened.value = found;
      session.uses.value = { ...uses, ...Object.fromEntries(anew.map((column) => [column.summary.name, { ...uses[column.summary.name]!, on: suggested(column) }])) };
    });
    say(on ? "Decimal commas are read." : "Decimal commas are not read.");
  });
}

/** The columns that are not to count; ids are not named, as the recipe leaves them out and knows customers by them. */
function leftOutOf(uses: Readonly<Record<string, Use>>): string[] {
  const ids = new Set(session.opened.value!.columns.filter(({ kind }) => kind === "id").map(({ summary }) => summary.name));
  return Object.entries(uses).filter(([name, { on }]) => !on && !ids.has(name)).map(([name]) => name);
}

/** Finds segments: how many is found out, which is the next step, or is `k`. */
export async function find(k: number | null): Promise<boolean> {
  const uses = k === null ? session.uses.value : session.fittedUses.value!, before = k === null ? null : session.fits.value.get(k);
  if (before) return show(before);
  const ignored = k === null ? leftOutOf(uses) : session.fittedIgnored.value;
  return doing(k === null ? "Finding segments" : `Dividing the customers into ${k}`, "fit", async (onProgress) => {
    const found = await ask("fit", session.sourceOf(uses), { ignored, k }, onProgress);
    batch(() => {
      if (k === null) {
        putAside();
        session.dropFits();
        session.firstK.value = found.k;
        session.fittedUses.value = uses;
        session.fittedIgnored.value = ignored;
        session.step.value = "number";
      }
      session.fits.value = new Map([...session.fits.value, [found.k, found]]);
      session.k.value = found.k;
      session.customer.value = session.chosenRow.value = null;
    });
    say(k === null ? found.insights.verdict.summary : `The customers are divided into ${k}.`);
    await saved();
  });
}

function show(fit: Fitted): boolean {
  batch(() => {
    session.k.value = fit.k;
    session.customer.value = session.chosenRow.value = null;
  });
  say(`Shown with ${counted(fit.k, "segment")}.`);
  return true;
}

/** Gives a segment another name; whether no other has it. */
export function rename(label: number, name: string): boolean {
  const { k, insights } = session.fitted.value!, own = session.names.value[k] ?? insights.segments.map((one) => one.name);
  if (own.some((other, i) => i !== label && other === name)) return false;
  session.names.value = { ...session.names.value, [k]: own.map((old, i) => (i === label ? name : old)) };
  return true;
}

/** Writes a file to take away. */
export async function takeAway(plan: Omit<ExportPlan, "names">, name: string): Promise<boolean> {
  return doing(`Writing ${name}`, "other", async (onProgress) => {
    const made = await ask("export", session.sourceOf(session.fittedUses.value!), { ...plan, names: session.segmentNames.value, model: session.fitted.value!.model }, onProgress);
    download(made, name);
    say(`${name} is in your downloads.`);
  });
}

function download(made: Blob, name: string): void {
  const link = document.createElement("a"), url = URL.createObjectURL(made);
  Object.assign(link, { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Ends what is going on; all that was there before stays. */
export const stop = (): void => stopAll();
