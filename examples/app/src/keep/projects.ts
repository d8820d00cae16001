import { putAside, replaced } from "../state/replaced";
import * as session from "../state/session";
import { claim, giveBack } from "./claims";
import { isRecord, type Record } from "./record";
import { lookAtShelf } from "./shelf";
import { get } from "./storage";
import { tab } from "./tab";
import { asCopy, saved, withoutWriting } from "./writer";

/** A page that is loaded again waits so long for the one it was to be gone. */
const GIVEN_BACK_MS = 1000;

interface Kept {
  readonly record: Record;
  readonly blob: Blob;
  readonly fits: unknown;
}

/** A project as this version of the page has kept it, all of it; null where there is no such. */
async function read(id: string): Promise<Kept | null> {
  const { session: record, file: blob, fits } = await get(id);
  return isRecord(record) && blob instanceof Blob ? { record, blob, fits } : null;
}

function show({ record, blob, fits }: Kept, id: string): void {
  withoutWriting(id, () => {
    session.blob.value = blob;
    for (const part of session.PARTS) (session[part] as { value: unknown }).value = record[part];
    if (fits instanceof Map && fits.has(record.firstK ?? -1)) session.fits.value = fits as typeof session.fits.value;
    else session.dropFits();
    if (!session.isOpen(session.step.value)) session.step.value = "columns";
  });
  session.keeps.value = "here";
}

/** Goes on with a project that no other tab has; whether it could. What was here stays kept, and can be brought back. */
export async function goOnWith(id: string): Promise<boolean> {
  await saved();
  if (!(await claim(id))) return false;
  const kept = await read(id);
  if (kept) {
    putAside();
    if (replaced.value?.id === id) replaced.value = null;
    show(kept, id);
  } else await giveBack(id);
  return kept !== null;
}

/** What this tab had before it was loaded again; of a project that another tab took up meanwhile, a copy. */
async function resume(id: string): Promise<void> {
  const isOwn = await claim(id, GIVEN_BACK_MS), kept = await read(id);
  if (kept) {
    show(kept, id);
    if (!isOwn) asCopy();
  } else if (isOwn) await giveBack(id);
}

/** Puts back what was open in this tab. A new tab goes on with the last that changed, where no other has it and no other file is to come. */
export async function restore(isFileToCome: boolean): Promise<void> {
  const { project } = tab();
  try {
    if (project) await resume(project);
    const [last] = await lookAtShelf();
    if (project === undefined && !isFileToCome && last && !last.isElsewhere) await goOnWith(last.id);
  } catch {
    session.keeps.value = "nowhere";
  }
}
