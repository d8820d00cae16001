import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chosenRow } from "../state/session";
import { isDark } from "../ui/theme";
import { SegmentName, Swatch } from "../ui/swatch";
import { brief, count, list } from "../ui/words";
import type { MapPoints } from "../worker/protocol";
import { draw } from "./draw";
import { customerAt, moved, toPixel, wholeView, zoomed, type Size, type View } from "./view";

export interface ScatterOf {
  readonly points: MapPoints;
  readonly names: readonly string[];
  readonly axes: readonly [string, string];
}

/** Segments that are not drawn. */
const hiddenSegments = signal<ReadonlySet<number>>(new Set());

const FACTOR = 1.6, STEP = 60, FAR = 5;
const heightFor = (width: number): number => Math.round(Math.min(560, Math.max(320, width * 0.52)));

/** What grows along an axis, where a few columns stand out. */
const axisOf = (label: string): string => label || "a little of many columns";
const nameOf = (points: MapPoints, at: number): string => String(points.ids?.[at] ?? `Row ${points.row[at]! + 1}`);

/** The customers as a map: zoom, move, point at one, choose one. */
export function Scatter({ points, names, axes }: ScatterOf): JSX.Element {
  const ref = useRef<HTMLCanvasElement>(null), [size, setSize] = useState<Size | null>(null), [view, setView] = useState<View | null>(null), [hovered, setHovered] = useState(-1), drag = useRef<{ x: number; y: number; far: boolean } | null>(null);
  const hidden = hiddenSegments.value, dark = isDark(), whole = size && wholeView(points, size), seen = view ?? whole, selected = points.row.indexOf(chosenRow.value ?? -1);
  useEffect(() => {
    const canvas = ref.current!, observer = new ResizeObserver(() => { const width = canvas.parentElement!.clientWidth; setSize({ width, height: heightFor(width) }); setView(null); });
    observer.observe(canvas.parentElement!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => { setView(null); hiddenSegments.value = new Set(); }, [points]);
  useEffect(() => {
    const canvas = ref.current;
    // A step that is left has no width any more.
    if (!size || size.width === 0 || !seen || !canvas) return undefined;
    const frame = requestAnimationFrame(() => draw(canvas, points, names.length, seen, size, { hidden, hovered, selected }, dark ? "dark" : "light"));
    return () => cancelAnimationFrame(frame);
  }, [points, size, seen?.x, seen?.y, seen?.scale, hidden, hovered, selected, dark]);

  const place = (event: MouseEvent): [number, number] => { const box = ref.current!.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const zoom = (factor: number, at?: readonly [number, number]): void => void (seen && size && whole && setView(zoomed(seen, whole, factor, size, at)));
  const pan = (dx: number, dy: number): void => void (seen && setView(moved(seen, dx, dy)));
  const isZoomed = view !== null && whole !== null && view.scale < whole.scale;
  const choose = (at: number): void => void (chosenRow.value = at < 0 ? null : points.row[at]!);
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = { "+": () => zoom(FACTOR), "=": () => zoom(FACTOR), "-": () => zoom(1 / FACTOR), "0": () => setView(null), Enter: () => { if (seen && size) choose(customerAt(points, seen, size, hidden, [size.width / 2, size.height / 2], Infinity)); }, ArrowLeft: () => pan(STEP, 0), ArrowRight: () => pan(-STEP, 0), ArrowUp: () => pan(0, STEP), ArrowDown: () => pan(0, -STEP) };
    if (event.ctrlKey || event.metaKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]!();
  };
  useEffect(() => {
    const canvas = ref.current!, onWheel = (event: WheelEvent): void => {
      // Turning the wheel alone scrolls the page, until one has zoomed in.
      if (!event.ctrlKey && !event.metaKey && !isZoomed) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
    };
    canvas.addEventListener("wheel", onWheel, { passive: false });
    return () => canvas.removeEventListener("wheel", onWheel);
  });

  const tip = hovered >= 0 && size && seen ? toPixel(seen, size, points.x[hovered]!, points.y[hovered]!) : null;
  return (
    <div class="map">
      <div class="tools">
        <p class="note" id="map-help">Point at a customer, click to choose. Zoom by Ctrl or ⌘ and the wheel, then drag. Keys: + − 0 and arrows; Enter chooses the one nearest to the middle.</p>
        <div class="zoom" role="group" aria-label="Zoom"><button type="button" aria-label="Nearer" onClick={() => zoom(FACTOR)}>+</button><button type="button" aria-label="Farther" disabled={!isZoomed} onClick={() => zoom(1 / FACTOR)}>−</button><button type="button" disabled={!isZoomed} onClick={() => setView(null)}>All</button></div>
      </div>
      <div class={isZoomed ? "stage zoomed" : "stage"}>
        <canvas ref={ref} class="scatter" tabIndex={0} role="img" aria-describedby="map-help" aria-label={`Map of ${count(points.x.length)} of ${count(points.of)} customers in ${names.length} segments: ${list(names.map((name) => brief(name)))}. From left to right: ${axisOf(axes[0])}; from bottom to top: ${axisOf(axes[1])}`}
          width={1} height={1} onKeyDown={onKeyDown}
          onPointerDown={(event) => { drag.current = { x: event.clientX, y: event.clientY, far: false }; }}
          onPointerMove={(event) => {
            const from = drag.current;
            if (from && isZoomed && event.buttons > 0) {
              if (!from.far && Math.hypot(event.clientX - from.x, event.clientY - from.y) < FAR) return;
              ref.current!.setPointerCapture(event.pointerId);
              pan(event.clientX - from.x, event.clientY - from.y);
              drag.current = { x: event.clientX, y: event.clientY, far: true };
            } else if (seen && size) setHovered(customerAt(points, seen, size, hidden, place(event)));
          }}
          onPointerUp={(event) => { if (seen && size && !drag.current?.far) choose(customerAt(points, seen, size, hidden, place(event), event.pointerType === "mouse" ? 12 : 22)); drag.current = null; }}
          onPointerLeave={() => setHovered(-1)} />
        {tip && size && <Tip at={tip} size={size} name={nameOf(points, hovered)} segment={names[points.label[hovered]!]!} label={points.label[hovered]!} />}
      </div>
      <p class="axes note"><span>→ {axisOf(axes[0])}</span><span>↑ {axisOf(axes[1])}</span></p>
      <Legend names={names} />
    </div>
  );
}

/** From so many segments on they can be hidden all at once, to show one after another. */
const MANY = 6;

function Legend({ names }: { readonly names: readonly string[] }): JSX.Element {
  const hidden = hiddenSegments.value, turn = (label: number): void => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    hiddenSegments.value = next;
  };
  return (
    <>
      <ul class="legend" aria-label="Segments on the map: press one to hide or show it">{names.map((name, label) => <li key={label}><button type="button" aria-pressed={!hidden.has(label)} onClick={() => turn(label)}><SegmentName label={label} name={name} /></button></li>)}</ul>
      {(names.length > MANY || hidden.size > 0) && <div class="row tight"><button type="button" class="fold" disabled={hidden.size === 0} onClick={() => void (hiddenSegments.value = new Set())}>Show all</button><button type="button" class="fold" disabled={hidden.size >= names.length} onClick={() => void (hiddenSegments.value = new Set(names.keys()))}>Hide all</button></div>}
    </>
  );
}

/** Where the pointer is; set by the script, as the page allows no style in its text. */
function Tip({ at: [x, y], size, name, segment, label }: { readonly at: readonly [number, number]; readonly size: Size; readonly name: string; readonly segment: string; readonly label: number }): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style, offsetWidth, offsetHeight } = ref.current!, left = Math.min(Math.max(4, x - offsetWidth / 2), size.width - offsetWidth - 4);
    style.left = `${left}px`;
    style.top = `${y - offsetHeight - 14 < 0 ? y + 14 : y - offsetHeight - 14}px`;
  }, [x, y, name]);
  return <div class="tip" ref={ref} aria-hidden="true"><b>{name}</b><span><Swatch label={label} />{segment}</span></div>;
}
