import { h } from "../piece";
import { toDOM } from "./to-dom";

const KEY = "segmentry-theme";

/** A button that turns light to dark and back; until it is pressed the page is as the system is. */
export function addThemeButton(parent: Element): void {
  const root = document.documentElement, button = toDOM(h("button", { type: "button", class: "theme" }));
  const isDark = (): boolean => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = (): void => void (button.textContent = isDark() ? "Light" : "Dark", button.setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`));
  const before = remembered();
  if (before) root.dataset.theme = before;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    name();
  });
  name();
  parent.append(button);
}

// A browser may refuse a page from disk to keep anything.
function remembered(): "light" | "dark" | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The theme holds until the page is closed.
  }
}
