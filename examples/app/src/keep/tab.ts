const KEY = "segmentry-app";

/** What a tab knows of itself after a reload; a new tab knows nothing. */
export interface Tab {
  /** The project that is open in it; null where none is. */
  readonly project?: string | null;
  /** The file of `segmentry app FILE` that was opened in it: it is not opened once more. */
  readonly served?: string;
}

let now: Tab | null = null;

export function tab(): Tab {
  try {
    return (now ??= JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Tab);
  } catch {
    return (now = {});
  }
}

export function setTab(known: Tab): void {
  now = { ...tab(), ...known };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // A browser that keeps nothing: a reload begins like a new tab.
  }
}
