import { signal } from "@preact/signals";
import { KEPT_FOR_DAYS, MOST_KEPT } from "../limits";
import { file } from "../state/session";
import { claim, claimedElsewhere, giveBack, hasLocks, isClaimed } from "./claims";
import { isKeptSession, isOfLaterVersion } from "./record";
import { remove, sessions } from "./storage";

/** A project that this browser keeps. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly rows: number;
  readonly isOfOrders: boolean;
  /** How many segments it has; null where they are not found yet. */
  readonly k: number | null;
  readonly changed: number;
  readonly isElsewhere: boolean;
}

/** The projects that are kept beside what is open in this tab, the last that changed first. */
export const shelf = signal<readonly Project[]>([]);

/** What is kept, and the ids of what is of no use: without its file, or of an earlier version of the page. */
async function look(): Promise<{ readonly found: readonly Project[]; readonly useless: readonly string[] }> {
  const [kept, elsewhere] = await Promise.all([sessions(), claimedElsewhere()]), found: Project[] = [], useless: string[] = [];
  for (const [id, value] of kept) {
    if (!isKeptSession(value)) {
      if (!isOfLaterVersion(value)) useless.push(id);
    } else if (id !== file.peek()?.id) found.push({ ...value.file, id, rows: value.opened.rows, isOfOrders: value.orders === null && value.opened.looksLikeOrders !== null, k: value.k, changed: value.changed, isElsewhere: elsewhere.has(id) });
  }
  return { found: found.sort((a, b) => b.changed - a.changed), useless };
}

let looks = 0;

/** Looks at what is kept anew. */
export async function lookAtShelf(): Promise<readonly Project[]> {
  const at = ++looks, { found } = await look();
  if (at === looks) shelf.value = found;
  return found;
}

/** Makes room on it: what is open nowhere and did not change for days stays while it is among the last few. */
export async function tidyShelf(): Promise<void> {
  // Without locks any of them may be open in another tab.
  if (!hasLocks()) return;
  const { found, useless } = await look(), free = found.filter(({ id, isElsewhere }) => !isElsewhere && !isClaimed(id)), since = Date.now() - KEPT_FOR_DAYS * 86_400_000;
  for (const id of [...free.slice(MOST_KEPT).filter(({ changed }) => changed < since).map(({ id }) => id), ...useless]) await forgetProject(id);
}

/** Deletes a project that is open in no tab; whether it did. */
export async function forgetProject(id: string): Promise<boolean> {
  if (isClaimed(id) || !(await claim(id))) return false;
  try {
    await remove(id);
  } finally {
    await giveBack(id);
  }
  return true;
}
