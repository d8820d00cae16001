import { batch, effect, untracked } from "@preact/signals";
import { replaced } from "../state/replaced";
import * as session from "../state/session";
import { claim, hasLocks, isClaimed, keepClaims } from "./claims";
import { recordNow, WRITER, type Record } from "./record";
import { lookAtShelf, tidyShelf } from "./shelf";
import { closings, put, putChosen, remove, type Values } from "./storage";
import { setTab } from "./tab";

/** The fits of the projects that are kept whole, as they were kept last. */
const whole = new Map<string, unknown>();
/** What could not be kept is not tried again at each change, but with another file or other fits. */
let given: { readonly id: string; readonly fits: unknown } | null = null;
let turn: Promise<void> | null = null, isDue = false, isQuiet = true, closed = closings;

/** Keeps what changes, from now on, as soon as it does. */
export function watchSession(): void {
  effect(() => {
    for (const part of session.PARTS) void session[part].value;
    void [session.fits.value, replaced.value];
    if (!isQuiet) untracked(changed);
  });
  isQuiet = false;
  addEventListener("pagehide", () => {
    const id = session.file.peek()?.id;
    if (isDue && id !== undefined && whole.has(id) && hasLocks()) void put(id, newOf(id));
  });
}

/** Changes the session to what is kept of a project. */
export function withoutWriting(id: string, change: () => void): void {
  isQuiet = true;
  batch(change);
  isQuiet = false;
  whole.set(id, session.fits.peek());
  settle(id);
}

/** One is written at a time, with all that changed meanwhile in the next. */
export function changed(): void {
  if (turn) return void (isDue = true);
  turn = write().finally(() => {
    turn = null;
    if (!isDue) return;
    isDue = false;
    changed();
  });
}

/** Once all that there is was kept, or could not be. */
export async function saved(): Promise<void> {
  while (turn) await turn;
}

/** This tab has the project and the one that was put aside, and no other. */
function settle(id: string | null): void {
  setTab({ project: id });
  keepClaims([id ?? undefined, replaced.peek()?.id]);
}

async function write(): Promise<void> {
  const file = session.file.peek(), fits = session.fits.peek();
  if (!file) return settle(null);
  const { id } = file;
  if (closed !== closings) whole.clear();
  closed = closings;
  if (given?.id === id && given.fits === fits) return;
  if (!isClaimed(id) && !(await claim(id))) return asCopy();
  if (session.file.peek()?.id !== id) return void (isDue = true);
  const isNew = !whole.has(id), isKept = await keep(id).catch(() => null);
  session.keeps.value = isKept ? "here" : isKept === null ? "nowhere" : "forgotten";
  given = isKept ? null : { id, fits };
  if (!isKept) whole.delete(id);
  if (isNew) await tidyShelf().then(lookAtShelf).catch(() => undefined);
}

/** What another tab has as well goes on here as a project of its own. */
export function asCopy(): void {
  session.file.value = { ...session.file.peek()!, id: session.newId() };
}

/** What is not kept yet: all that belongs together, so that a tab that is closed meanwhile leaves all of before, or all of after. */
function newOf(id: string): Values {
  const fits = session.fits.peek();
  return { session: recordNow(), ...(whole.get(id) !== fits && { fits }), ...(!whole.has(id) && { file: session.blob.peek() }) };
}

/** Whether it is kept: where tabs do not know of each other, one may have forgotten it meanwhile, or have written something else. */
function keep(id: string): Promise<boolean> {
  const isNew = !whole.has(id), some = newOf(id);
  settle(id);
  whole.set(id, session.fits.peek());
  if (hasLocks()) return put(id, some).then(() => true);
  const all = { ...some, fits: session.fits.peek(), file: session.blob.peek() };
  return putChosen(id, (kept) => (kept === undefined ? (isNew ? all : null) : (kept as Partial<Record>).writer === WRITER ? some : all));
}

/** Deletes what is kept of what is open here, which is not written any more. */
export async function forgetOpen(): Promise<void> {
  const id = session.file.peek()?.id;
  if (id === undefined) return;
  given = { id, fits: session.fits.peek() };
  await saved();
  whole.delete(id);
  await remove(id);
}
