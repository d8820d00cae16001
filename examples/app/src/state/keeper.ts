const LOCK = "segmentry-app";

/** Ends the place of the one that keeps; null where this tab has it not. */
let end: (() => void) | null = null;

/**
 * Whether this tab is the one that keeps, and stays it until it is closed or gives way: one does at a time, as what two wrote in turns
 * would belong to neither. Waits so many milliseconds for another to be closed. Where a browser gives no locks, every tab keeps.
 */
export async function becomeKeeper(waitMs = 0): Promise<boolean> {
  if (end || !("locks" in navigator)) return true;
  const waiting = new AbortController(), timer = setTimeout(() => waiting.abort(), waitMs);
  return new Promise((resolve) => {
    navigator.locks.request(LOCK, waitMs > 0 ? { signal: waiting.signal } : { ifAvailable: true }, (lock) => {
      clearTimeout(timer);
      resolve(lock !== null || end !== null);
      return lock && new Promise<void>((ended) => (end = ended));
    }).catch((error: unknown) => resolve(!(error instanceof DOMException && error.name === "AbortError")));
  });
}

/** Lets another tab keep. */
export function giveWay(): void {
  end?.();
  end = null;
}
