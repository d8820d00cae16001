import { batch, effect, untracked } from "@preact/signals";
import { dropAside, replaced } from "../state/replaced";
import * as session from "../state/session";
import { claim, giveBack, hasLocks, isClaimed } from "./claims";
import { recordNow, WRITER, type KeptSession } from "./record";
import { forgetProject, lookAtShelf, tidyShelf } from "./shelf";
import { closings, NoDatabase, put, putChosen, remove, type Values } from "./storage";
import { setTab } from "./tab";

type Outcome = (typeof session.keeps)["value"];

/** The projects of this tab that are kept whole, each with its fits as they were kept last. */
const kept = new Map<string, unknown>();
/** What was made of the project that is shown, as this tab kept or found it last, where tabs do not know of each other. */
let made = "";
/** Projects that are not written any more. */
const forgotten = new Set<string>();
/** What could not be kept, by project: it is not tried again at each change, but with other fits. */
const failed = new Map<string, { readonly fits: unknown; readonly outcome: Outcome }>();
/** What is open here and what was put aside. */
let mine: readonly string[] = [];
let turn: Promise<void> | null = null, isDue = false, isQuiet = true, closed = closings;

/** Keeps what changes, from now on, as soon as it does. */
export function watchSession(): void {
  effect(() => {
    for (const part of session.PARTS) void session[part].value;
    void [session.fits.value, replaced.value];
    if (!isQuiet) untracked(changed);
  });
  isQuiet = false;
  addEventListener("pagehide", ({ persisted }) => {
    writeLast();
    if (persisted) leave();
  });
}

/** Shows a project of this tab's as it is kept. */
export function showKept(id: string, change: () => void): void {
  isQuiet = true;
  try {
    batch(change);
  } finally {
    isQuiet = false;
  }
  kept.set(id, session.fits.peek());
  made = madeNow(id);
  failed.delete(id);
  forgotten.delete(id);
  session.keeps.value = "here";
  settle(id);
}

/** One is written at a time, with all that changed meanwhile in the next. */
function changed(): void {
  if (turn) return void (isDue = true);
  turn = write().finally(() => {
    turn = null;
    if (!isDue) return;
    isDue = false;
    changed();
  });
}

/** Once all that there is was kept, or could not be. Another project is to come after that alone. */
export async function saved(): Promise<void> {
  while (turn) await turn;
}

/** This tab has the project and the one that was put aside, and of those it had no other. */
function settle(id: string | null): void {
  setTab({ project: id });
  if (id === null && session.keeps.peek() !== "nowhere") session.keeps.value = "here";
  const next = [...(id === null ? [] : [id]), ...replaced.peek().map((aside) => aside.id)];
  for (const old of mine.filter((one) => !next.includes(one))) {
    kept.delete(old);
    void giveBack(old);
  }
  mine = next;
}

async function write(): Promise<void> {
  const id = session.file.peek()?.id ?? null;
  if (id === null || forgotten.has(id)) return settle(id);
  const before = failed.get(id);
  if (before?.fits === session.fits.peek()) {
    session.keeps.value = before.outcome;
    return settle(id);
  }
  const isOwn = isClaimed(id) || await claim(id);
  if (session.file.peek()?.id !== id) return void (isDue = true);
  if (!isOwn) return asCopy();
  settle(id);
  const values = newOf(id), fits = session.fits.peek(), outcome = await keep(id, values);
  if (outcome === "here") kept.set(id, fits);
  else if (outcome === "forgotten") kept.delete(id);
  if (outcome === "here" || outcome === "late") failed.delete(id);
  else failed.set(id, { fits, outcome });
  if (session.file.peek()?.id === id) session.keeps.value = outcome;
  if (values.file) await tidyShelf().then(lookAtShelf).catch(() => undefined);
}

/** What another tab has as well goes on here as a project of its own. */
export function asCopy(): void {
  session.file.value = { ...session.file.peek()!, id: session.newId() };
}

/** What is not kept yet: all that belongs together, so that a tab that is closed meanwhile leaves all of before, or all of after. */
function newOf(id: string): Values {
  if (closed !== closings) kept.clear();
  closed = closings;
  const fits = session.fits.peek();
  return { session: recordNow(), ...(kept.get(id) !== fits && { fits }), ...(!kept.has(id) && { file: session.blob.peek() }) };
}

async function keep(id: string, some: Values): Promise<Outcome> {
  try {
    if (!hasLocks()) return (await keepShared(id, some)) ? "here" : "forgotten";
    await put(id, some);
    return "here";
  } catch (error) {
    return error instanceof NoDatabase ? "nowhere" : error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "late";
  }
}

/** Where tabs do not know of each other, one may have forgotten the project meanwhile, or have made something else of it: what only goes to another step does not take its place. */
function keepShared(id: string, some: Values): Promise<boolean> {
  const all = { ...some, fits: session.fits.peek(), file: session.blob.peek() }, now = madeNow(id), isChanged = some.fits !== undefined || now !== made;
  made = now;
  return putChosen(id, (found) => (found === undefined ? (some.file ? all : null) : (found as Partial<KeptSession>).writer === WRITER ? some : isChanged ? all : {}));
}

function madeNow(id: string): string {
  return hasLocks() ? "" : JSON.stringify([id, ...session.PARTS.map((part) => (part === "step" ? null : session[part].peek()))]);
}

/** What waits for its turn as the page ends. */
function writeLast(): void {
  const id = session.file.peek()?.id;
  if (isDue && id !== undefined && isClaimed(id) && !forgotten.has(id) && hasLocks()) void put(id, newOf(id)).catch(() => undefined);
}

/** A page that is left, but not ended, lets others have what it has; by Back it is loaded again. */
function leave(): void {
  if (mine.length === 0 || session.busy.peek() || replaced.peek().length > 0 || session.keeps.peek() !== "here") return;
  mine.forEach((id) => void giveBack(id));
  addEventListener("pageshow", () => location.reload(), { once: true });
}

/** Deletes what is kept of what is open here, which is not written any more. */
export async function forgetOpen(): Promise<void> {
  const id = session.file.peek()?.id;
  if (id === undefined) return;
  forgotten.add(id);
  try {
    await saved();
    await remove(id);
  } catch (error) {
    forgotten.delete(id);
    throw error;
  }
}

/** Deletes a project that is not open here; whether it could, as another tab may have it. What there was no room for is tried again. */
export async function forgetOther(id: string): Promise<boolean> {
  await saved();
  if (replaced.peek().some((aside) => aside.id === id)) {
    await remove(id);
    dropAside(id);
  } else if (!(await forgetProject(id))) return false;
  for (const [other, { outcome }] of failed) if (outcome !== "forgotten") failed.delete(other);
  changed();
  return true;
}
