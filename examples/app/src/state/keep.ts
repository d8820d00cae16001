import { batch, effect } from "@preact/signals";
import { becomeKeeper } from "./keeper";
import * as session from "./session";
import { forget, keep, kept } from "./storage";

const VERSION = 2;
/** Text that is being typed is kept once in so many milliseconds. */
const EVERY_MS = 150;
/** A page that is loaded again waits so long for the one it was to be gone. */
const GIVEN_WAY_MS = 300;

/** All of the session but the file and the fits, as plain data. */
export const PARTS = ["step", "file", "opened", "orders", "offered", "uses", "firstK", "k", "fittedUses", "fittedIgnored", "names", "customer", "chosenRow", "keptCustomers"] as const;

function sessionNow(): object {
  return { version: VERSION, ...Object.fromEntries(PARTS.map((part) => [part, session[part].value])) };
}

let isWatching = false, timer: ReturnType<typeof setTimeout> | undefined;
/** The file that this tab has put where things are kept, whole. */
let stored: string | undefined;

/** What belongs to a file, with its id: where there was no room for all of it, what is left of another file is not taken for it. */
interface Owned<T> { readonly of: string; readonly value: T }
const owned = <T>(value: T): Owned<T> => ({ of: session.file.value!.id, value });

/** Writes what belongs together at once: a tab that is closed meanwhile finds all of before, or all of after. */
async function save(withFits: boolean): Promise<void> {
  clearTimeout(timer);
  const isKeeper = await becomeKeeper(), { file, blob, fits, keeps } = session, id = file.value?.id;
  if (!isKeeper) keeps.value = "elsewhere";
  if (!isKeeper || id === undefined) return;
  const isWhole = stored === id;
  try {
    await keep({ session: sessionNow(), ...((withFits || !isWhole) && { fits: owned(fits.value) }), ...(!isWhole && { file: owned(blob.value) }) });
    stored = id;
    keeps.value = "here";
  } catch {
    stored = undefined;
    keeps.value = "nowhere";
  }
}

/** Keeps all that there is, from now on. */
export const saveAll = (): Promise<void> => save(true);

/** From here on changes are kept as they are made; where there was no room, not before something new is made. */
export function watchSession(): void {
  effect(() => {
    sessionNow();
    if (!isWatching) return;
    clearTimeout(timer);
    timer = setTimeout(() => void (session.keeps.peek() !== "nowhere" && save(false)), EVERY_MS);
  });
  isWatching = true;
}

/** Puts back what was kept, by this version of the page and all of it; false where there is nothing such. */
export async function restore(): Promise<boolean> {
  try {
    const isKeeper = await becomeKeeper(GIVEN_WAY_MS);
    if (!isKeeper) session.keeps.value = "elsewhere";
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
    stored = isKeeper ? id : undefined;
    return true;
  } catch {
    session.keeps.value = "nowhere";
    return false;
  }
}

export async function forgetAll(): Promise<void> {
  clearTimeout(timer);
  stored = undefined;
  if (await becomeKeeper()) await forget().catch(() => undefined);
}
