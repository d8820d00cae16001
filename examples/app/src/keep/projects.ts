import { dropAside, putAside } from "../state/replaced";
import * as session from "../state/session";
import { claim, giveBack, isClaimed } from "./claims";
import { isKeptSession, type KeptSession } from "./record";
import { lookAtShelf } from "./shelf";
import { get, NoDatabase } from "./storage";
import { tab } from "./tab";
import { asCopy, saved, showKept } from "./writer";

/** A page that is loaded again waits so long for the one it was to be gone. */
const GIVEN_BACK_MS = 1000;

interface Kept {
  readonly record: KeptSession;
  readonly blob: Blob;
  readonly fits: unknown;
}

/** A project as this version of the page has kept it, all of it; null where there is no such. */
async function read(id: string): Promise<Kept | null> {
  const { session: record, file: blob, fits } = await get(id);
  return isKeptSession(record) && blob instanceof Blob ? { record, blob, fits } : null;
}

function show({ record, blob, fits }: Kept, id: string): void {
  showKept(id, () => {
    putAside();
    dropAside(id, record);
    session.blob.value = blob;
    for (const part of session.PARTS) session.setPart(part, record[part]);
    if (fits instanceof Map && fits.has(record.firstK ?? -1)) session.fits.value = fits as typeof session.fits.value;
    else session.dropFits();
    if (!session.isOpen(session.step.value)) session.step.value = "columns";
  });
}

/** Reads a project that is claimed; what cannot be shown is given back. */
async function readClaimed(id: string, isOwn: boolean): Promise<Kept | null> {
  let kept: Kept | null = null;
  try {
    return (kept = await read(id));
  } finally {
    if (kept === null && isOwn) await giveBack(id);
  }
}

/** Goes on with a project that no other tab has; whether it could. What was here stays kept, and can be brought back. */
export async function goOnWith(id: string): Promise<boolean> {
  await saved();
  const wasMine = isClaimed(id);
  if (!(await claim(id))) return false;
  const kept = await readClaimed(id, !wasMine);
  if (kept) show(kept, id);
  return kept !== null;
}

/** What this tab had before it was loaded again; of a project that another tab took up meanwhile, a copy. */
async function resume(id: string): Promise<void> {
  const isOwn = await claim(id, GIVEN_BACK_MS), kept = await readClaimed(id, isOwn);
  if (!kept) return;
  show(kept, id);
  if (!isOwn) asCopy();
}

/** Puts back what was open in this tab. A new tab goes on with the last that changed, where no other has it and no other file is to come. */
export async function restore(isFileToCome: boolean): Promise<void> {
  const { project } = tab();
  try {
    if (project) await resume(project);
    const [last] = await lookAtShelf();
    if (project === undefined && !isFileToCome && last && !last.isElsewhere) await goOnWith(last.id);
  } catch (error) {
    if (session.file.value === null) session.keeps.value = error instanceof NoDatabase ? "nowhere" : "unread";
  }
}
