import { effect } from "@preact/signals";
import * as session from "./session";
import { forget, keep, kept } from "./storage";

const VERSION = 1;
/** Text that is being typed is kept once in so many milliseconds. */
const EVERY_MS = 150;

/** All of the session but the file and the fits, as plain data. */
const PARTS = ["step", "file", "opened", "orders", "offered", "uses", "firstK", "k", "fittedUses", "names", "customer", "chosenRow", "keptCustomers"] as const;

function sessionNow(): object {
  return { version: VERSION, ...Object.fromEntries(PARTS.map((part) => [part, session[part].value])) };
}

let isWatching = false, timer: ReturnType<typeof setTimeout> | undefined;

/** Writes what belongs together at once: a tab that is closed meanwhile finds all of before, or all of after. */
async function save(values: Parameters<typeof keep>[0]): Promise<void> {
  clearTimeout(timer);
  try {
    await keep(values);
    session.keeps.value = true;
  } catch {
    session.keeps.value = false;
  }
}

export const saveFile = (): Promise<void> => save({ file: session.blob.value, session: sessionNow(), fits: new Map() });
export const saveFits = (): Promise<void> => save({ session: sessionNow(), fits: session.fits.value });

/** From here on changes are kept as they are made. */
export function watchSession(): void {
  effect(() => {
    const now = sessionNow();
    if (!isWatching) return;
    clearTimeout(timer);
    timer = setTimeout(() => void (session.file.peek() && save({ session: now })), EVERY_MS);
  });
  isWatching = true;
}

/** Puts back what was kept; whether there was anything. */
export async function restore(): Promise<boolean> {
  try {
    const { file, session: before, fits } = await kept(), plain = before as Partial<Record<string, unknown>> | undefined;
    if (!(file instanceof Blob) || plain?.["version"] !== VERSION || !plain["opened"]) return false;
    session.blob.value = file;
    session.fits.value = fits instanceof Map ? fits as typeof session.fits.value : new Map();
    for (const part of PARTS) (session[part] as { value: unknown }).value = plain[part];
    if (!session.isOpen(session.step.value)) session.step.value = "columns";
    return true;
  } catch {
    session.keeps.value = false;
    return false;
  }
}

export async function forgetAll(): Promise<void> {
  clearTimeout(timer);
  await forget().catch(() => undefined);
}
