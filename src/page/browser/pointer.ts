import { h } from "../piece";
import { scalesOf } from "../charts/scatter";
import type { LiveMap } from "./map";
import { toDOM } from "./to-dom";

const REACH = 14;

/** Says who is under the pointer, or which customer the arrow keys have come to. */
export function addPointer(stage: Element, live: LiveMap): void {
  const tip = toDOM(h("div", { class: "tip", role: "status", hidden: true })) as HTMLElement, ring = toDOM(h("circle", { class: "ring", r: 7 }), true);
  let order: number[] = [], at = -1;
  const hide = (): void => {
    tip.hidden = true;
    ring.remove();
  };
  const tell = (index: number): void => {
    const [x, y] = placeOf(live, index);
    tip.textContent = live.describe(index);
    tip.hidden = false;
    tip.style.left = `${Math.min(Math.max(x, tip.offsetWidth / 2), live.view.width - tip.offsetWidth / 2)}px`;
    tip.style.top = `${y}px`;
    tip.classList.toggle("below", y < 60);
    ring.setAttribute("cx", String(x));
    ring.setAttribute("cy", String(y));
    live.svg.append(ring);
  };
  stage.append(tip);
  const point = (event: Event): void => {
    const { left, top } = live.svg.getBoundingClientRect(), found = nearest(live, (event as PointerEvent).clientX - left, (event as PointerEvent).clientY - top);
    if (found === null) hide();
    else tell(found);
  };
  stage.addEventListener("pointermove", point);
  // A finger does not move before it touches.
  stage.addEventListener("pointerdown", point);
  stage.addEventListener("pointerleave", (event) => (event as PointerEvent).pointerType === "touch" || hide());
  stage.addEventListener("focusout", hide);
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[(event as KeyboardEvent).key];
    if (event.target !== live.svg || step === undefined) return;
    event.preventDefault();
    order = live.plane.labels.map((_, i) => i).filter((i) => isSeen(live, i)).sort((a, b) => live.plane.xs[a]! - live.plane.xs[b]!);
    const before = order.indexOf(at);
    at = order[before < 0 ? 0 : (before + step + order.length) % order.length] ?? -1;
    if (at >= 0) tell(at);
  });
}

function placeOf({ plane, view }: LiveMap, index: number): [number, number] {
  const { x, y } = scalesOf(view);
  return [x(plane.xs[index]!), y(plane.ys[index]!)];
}

function isSeen({ plane, view, hidden }: LiveMap, index: number): boolean {
  const { x, y, frame } = scalesOf(view), left = x(plane.xs[index]!), top = y(plane.ys[index]!);
  return !hidden.has(plane.labels[index]!) && left >= frame.left && left <= frame.right && top >= frame.top && top <= frame.bottom;
}

function nearest({ plane, view, hidden }: LiveMap, left: number, top: number): number | null {
  const { x, y } = scalesOf(view);
  let best: number | null = null, least = REACH;
  plane.xs.forEach((value, i) => {
    const distance = hidden.has(plane.labels[i]!) ? Infinity : Math.hypot(x(value) - left, y(plane.ys[i]!) - top);
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
