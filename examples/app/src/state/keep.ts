import { batch, effect } from "@preact/signals";
import * as session from "./session";
import { forget, keep, kept } from "./storage";

const VERSION = 2;
/** Text that is being typed is kept once in so many milliseconds. */
const EVERY_MS = 150;

/** All of the session but the file and the fits, as plain data. */
export const PARTS = ["step", "file", "opened", "orders", "offered", "uses", "firstK", "k", "fittedUses", "fittedIgnored", "names", "customer", "chosenRow", "keptCustomers"] as const;

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

/** What belongs to a file, with its id: where there was no room for all of it, what is left of another file is not taken for it. */
interface Owned<T> { readonly of: string; readonly value: T }
const owned = <T>(value: T): Owned<T> => ({ of: session.file.value!.id, value });

export const saveFile = (): Promise<void> => save({ file: owned(session.blob.value), session: sessionNow(), fits: owned(session.fits.value) });
export const saveFits = (): Promise<void> => save({ session: sessionNow(), fits: owned(session.fits.value) });

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

/** Puts back what was kept, by this version of the page and all of it; false where there is nothing such. */
export async function restore(): Promise<boolean> {
  try {
    const all = await kept(), plain = all.session as Partial<Record<string, unknown>> | undefined, file = all.file as Owned<Blob> | undefined, fits = all.fits as Owned<typeof session.fits.value> | undefined;
    const id = (plain?.["file"] as session.FileFacts | null | undefined)?.id;
    if (plain?.["version"] !== VERSION || id === undefined || file?.of !== id || !(file.value instanceof Blob)) return false;
    batch(() => {
      session.blob.value = file.value;
      for (const part of PARTS) (session[part] as { value: unknown }).value = plain[part];
      if (fits?.of === id && fits.value.has(session.firstK.value ?? -1)) session.fits.value = fits.value;
      else session.dropFits();
    });
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
