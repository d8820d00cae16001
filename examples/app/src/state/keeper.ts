let holds = false;

/**
 * Whether this tab is the one that keeps, and stays it until it is closed: one does at a time, as what two wrote in turns would belong
 * to neither. Waits so many milliseconds for another to be closed. Where a browser gives no locks, every tab keeps.
 */
export async function becomeKeeper(waitMs = 0): Promise<boolean> {
  if (holds || !("locks" in navigator)) return true;
  return new Promise((resolve) => {
    const gaveUp = waitMs > 0 ? AbortSignal.timeout(waitMs) : null;
    navigator.locks.request("segmentry-app", gaveUp ? { signal: gaveUp } : { ifAvailable: true }, (lock) => {
      holds ||= lock !== null;
      resolve(holds);
      return lock && new Promise(() => undefined);
    }).catch(() => resolve(!gaveUp?.aborted));
  });
}
