import { effect, signal } from "@preact/signals";
import type { JSX } from "preact";
import { Moon, Sun } from "./icons";

const KEY = "segmentry-theme", system = matchMedia("(prefers-color-scheme: dark)");

const chosen = signal<string | null>(remembered()), isSystemDark = signal(system.matches);
system.addEventListener("change", () => void (isSystemDark.value = system.matches));

/** Whether the page is dark; read it to draw anew when that changes. */
export const isDark = (): boolean => (chosen.value ?? (isSystemDark.value ? "dark" : "light")) === "dark";

effect(() => {
  if (chosen.value !== null) document.documentElement.dataset["theme"] = chosen.value;
});

// A browser may refuse a page from disk to keep anything.
function remembered(): string | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

/** Turns light to dark and back; until it is pressed the page is as the system is. */
export function ThemeButton(): JSX.Element {
  const dark = isDark(), turn = (): void => {
    chosen.value = dark ? "light" : "dark";
    try {
      localStorage.setItem(KEY, chosen.value);
    } catch {
      // The theme holds until the page is closed.
    }
  };
  return <button type="button" class="theme" aria-label={`Show in ${dark ? "light" : "dark"} colours`} onClick={turn}>{dark ? <><Sun />Light</> : <><Moon />Dark</>}</button>;
}
