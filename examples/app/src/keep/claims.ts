const PREFIX = "segmentry-app:";

interface Claim {
  readonly end: () => void;
  readonly ended: Promise<unknown>;
}

/** The projects that this tab has or asks for: null where another tab has it. */
const claims = new Map<string, Promise<Claim | null>>(), ending = new Map<string, Promise<unknown>>();

let locks: LockManager | null = "locks" in navigator ? navigator.locks : null;

/** Whether tabs know of each other: not on pages over plain HTTP from another machine. */
export const hasLocks = (): boolean => locks !== null;

const FREE: Claim = { end: () => undefined, ended: Promise.resolve() };

function request(id: string, waitMs: number): Promise<Claim | null> {
  if (!locks) return Promise.resolve(FREE);
  const manager = locks, waiting = new AbortController(), timer = waitMs > 0 ? setTimeout(() => waiting.abort(), waitMs) : undefined;
  return new Promise((resolve) => {
    const ended: Promise<unknown> = manager.request(PREFIX + id, waitMs > 0 ? { signal: waiting.signal } : { ifAvailable: true }, (lock) => {
      clearTimeout(timer);
      if (!lock) return resolve(null);
      return new Promise<void>((end) => resolve({ end, ended }));
    });
    ended.catch(() => {
      if (waiting.signal.aborted) return resolve(null);
      locks = null;
      resolve(FREE);
    });
  });
}

/**
 * Whether a project is this tab's: one tab writes a project at a time, as what two wrote in turns would belong to neither. Waits so many
 * milliseconds for the tab that has it. Without locks it is always had.
 */
export async function claim(id: string, waitMs = 0): Promise<boolean> {
  if (ending.has(id)) await ending.get(id);
  const claimed = claims.get(id) ?? request(id, waitMs);
  claims.set(id, claimed);
  if (await claimed) return true;
  if (claims.get(id) === claimed) claims.delete(id);
  return false;
}

export const isClaimed = (id: string): boolean => claims.has(id);

/** The projects that other tabs have. */
export async function claimedElsewhere(): Promise<ReadonlySet<string>> {
  await Promise.all(ending.values());
  const { held = [] } = (await locks?.query()) ?? {}, ids = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
  return new Set(ids.filter((id) => !claims.has(id)));
}

/** Lets other tabs have a project. */
export function giveBack(id: string): Promise<unknown> {
  const claimed = claims.get(id);
  if (!claimed) return ending.get(id) ?? Promise.resolve();
  const ended = claimed.then((claim) => {
    claim?.end();
    return claim?.ended;
  }).finally(() => {
    if (ending.get(id) === ended) ending.delete(id);
  });
  claims.delete(id);
  ending.set(id, ended);
  return ended;
}
