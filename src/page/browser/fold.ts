import { h } from "../piece";
import { toDOM } from "./to-dom";

/** Shows the first rows of a long table, with a button for all of them. Without a script, and in print, all are shown. */
export function foldTables(): void {
  for (const more of document.querySelectorAll("tbody.more")) fold(more.closest<HTMLElement>(".scroll")!, more.parentElement!.querySelectorAll("tbody tr").length);
}

function fold(box: HTMLElement, rows: number): void {
  const button = toDOM(h("button", { type: "button", class: "fold", "aria-controls": box.id })), show = (isFolded: boolean): void => {
    box.classList.toggle("folded", isFolded);
    button.setAttribute("aria-expanded", String(!isFolded));
    button.textContent = isFolded ? `Show all ${rows} rows` : "Show fewer rows";
  };
  button.addEventListener("click", () => show(!box.classList.contains("folded")));
  box.after(button);
  show(true);
}
