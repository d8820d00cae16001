import type { View } from "../charts/plane";
import { scalesOf } from "../charts/scatter";
import { h } from "../piece";
import type { LiveMap } from "./map";
import { toDOM } from "./to-dom";

const STEP = 1.6, MOST = 40;

/** Buttons that zoom, and a drag that moves what is seen once it is zoomed. */
export function addZoom(tools: Element, stage: Element, live: LiveMap): void {
  const all = live.plane.view, bar = toDOM(h("div", { class: "zoom", role: "group", "aria-label": "Zoom" }));
  const look = (view: View): void => {
    live.view = { ...live.view, view };
    stage.classList.toggle("zoomed", view !== all);
    live.redraw();
  };
  const zoom = (factor: number): void => {
    const next = scaled(live.view.view, factor), width = next[1] - next[0], whole = all[1] - all[0];
    if (width >= whole) look(all);
    else if (width * MOST > whole) look(next);
  };
  const actions: [string, string, () => void][] = [["+", "Zoom in", () => zoom(1 / STEP)], ["−", "Zoom out", () => zoom(STEP)], ["All", "Show all", () => look(all)]];
  for (const [text, label, act] of actions) {
    const button = toDOM(h("button", { type: "button", "aria-label": label }, text));
    button.addEventListener("click", act);
    bar.append(button);
  }
  tools.append(bar);
  addDrag(stage, live, all, look);
}

function scaled([left, right, bottom, top]: View, factor: number): View {
  const x = (left + right) / 2, y = (bottom + top) / 2, w = ((right - left) / 2) * factor, t = ((top - bottom) / 2) * factor;
  return [x - w, x + w, y - t, y + t];
}

function addDrag(stage: Element, live: LiveMap, all: View, look: (view: View) => void): void {
  let from: { x: number; y: number; view: View; unit: number } | null = null;
  stage.addEventListener("pointerdown", (event) => {
    const { clientX, clientY, target } = event as PointerEvent;
    if (live.view.view === all || !live.svg.contains(target as Node)) return;
    const { x } = scalesOf(live.view);
    from = { x: clientX, y: clientY, view: live.view.view, unit: x(1) - x(0) };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from) return;
    const dx = (from.x - (event as PointerEvent).clientX) / from.unit, dy = ((event as PointerEvent).clientY - from.y) / from.unit, [left, right, bottom, top] = from.view;
    look([left + dx, right + dx, bottom + dy, top + dy]);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (from = null));
}
