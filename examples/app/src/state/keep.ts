import { batch, effect } from "@preact/signals";
import { becomeKeeper, giveWay } from "./keeper";
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
/** The file that this tab keeps, as it was put back or made here; what another tab has kept is replaced by something new alone. */
let own: string | undefined;

/** What belongs to a file, with its id: where there was no room for all of it, what is left of another file is not taken for it. */
interface Owned<T> { readonly of: string; readonly value: T }
const owned = <T>(value: T): Owned<T> => ({ of: session.file.value!.id, value });

/** Writes what belongs together at once: a tab that is closed meanwhile finds all of before, or all of after. */
async function save(withFits: boolean): Promise<void> {
  clearTimeout(timer);
  const isKeeper = await becomeKeeper(), { file, blob, fits, keeps } = session, id = file.value?.id;
  if (!isKeeper || id === undefined) return void (keeps.value = isKeeper ? "here" : "elsewhere");
  const some = { session: sessionNow(), ...(withFits && { fits: owned(fits.value) }) }, all = { ...some, fits: owned(fits.value), file: owned(blob.value) };
  try {
    await keep((kept) => ((kept as Owned<Blob> | undefined)?.of === id ? some : all));
    own = id;
    keeps.value = "here";
  } catch {
    cannotKeep();
  }
}

/** Another tab may have less to keep. */
function cannotKeep(): void {
  own = undefined;
  session.keeps.value = "nowhere";
  giveWay();
}

/** Keeps all that there is, from now on. */
export const saveAll = (): Promise<void> => save(true);

/** From here on changes are kept as they are made. */
export function watchSession(): void {
  effect(() => {
    sessionNow();
    if (!isWatching) return;
    clearTimeout(timer);
    timer = setTimeout(() => void (own !== undefined && own === session.file.peek()?.id && save(false)), EVERY_MS);
  });
  isWatching = true;
}

/** Puts back what was kept, by this version of the page and all of it, unless another tab is at it; false where there is nothing such. */
export async function restore(): Promise<boolean> {
  if (!(await becomeKeeper(GIVEN_WAY_MS))) {
    session.keeps.value = "elsewhere";
    return false;
  }
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
    own = id;
    return true;
  } catch {
    cannotKeep();
    return false;
  }
}

/** Deletes what is kept, unless another tab keeps it; whether it did. */
export async function forgetAll(): Promise<boolean> {
  clearTimeout(timer);
  own = undefined;
  const isKeeper = await becomeKeeper();
  session.keeps.value = isKeeper ? "here" : "elsewhere";
  if (!isKeeper) return false;
  try {
    await forget();
    return true;
  } catch (error) {
    cannotKeep();
    throw error;
  }
}
