import { signal } from "@preact/signals";
import { MOST_KEPT } from "../limits";
import { file } from "../state/session";
import { claim, claimedElsewhere, giveBack, isClaimed } from "./claims";
import { isRecord } from "./record";
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

/** What is kept, and the ids of what cannot be read, as another version of the page wrote it or lost its file. */
async function look(): Promise<{ readonly found: readonly Project[]; readonly unreadable: readonly string[] }> {
  const [kept, elsewhere] = await Promise.all([sessions(), claimedElsewhere()]), found: Project[] = [], unreadable: string[] = [];
  for (const [id, value] of kept) {
    if (!isRecord(value)) unreadable.push(id);
    else if (id !== file.peek()?.id) found.push({ ...value.file, id, rows: value.opened.rows, isOfOrders: value.orders === null && value.opened.looksLikeOrders !== null, k: value.k, changed: value.changed, isElsewhere: elsewhere.has(id) });
  }
  return { found: found.sort((a, b) => b.changed - a.changed), unreadable };
}

/** Looks at what is kept anew. */
export async function lookAtShelf(): Promise<readonly Project[]> {
  return (shelf.value = (await look()).found);
}

/** Makes room on it: what is open nowhere stays while it is among the last few. */
export async function tidyShelf(): Promise<void> {
  const { found, unreadable } = await look(), tooMany = found.filter(({ id, isElsewhere }) => !isElsewhere && !isClaimed(id)).slice(MOST_KEPT).map(({ id }) => id);
  for (const id of [...tooMany, ...unreadable]) await forgetProject(id);
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
