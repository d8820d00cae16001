import type { Insights } from "../../report/insights";
import { planeOf, type Plane } from "../charts/plane";
import { heightFor, scatter, type ScatterView } from "../charts/scatter";
import { h } from "../piece";
import { mapInWords } from "../sections/map";
import { nameOf } from "../sections/parts";
import { short } from "../words";
import { markPiece, type Mark, type Marked } from "./mark";
import { addPointer } from "./pointer";
import { toDOM } from "./to-dom";
import { addZoom } from "./zoom";

/** The map as it stands, for what acts on it. */
export interface LiveMap {
  readonly plane: Plane;
  readonly names: readonly string[];
  readonly hidden: Set<number>;
  view: ScatterView;
  svg: SVGSVGElement;
  /** What is known of a drawn customer, in words. */
  describe(index: number): string;
  redraw(): void;
}

/** Draws the map at the width of the window, with a legend that hides segments; gives the way to mark a customer. */
export function addMap(parent: Element, { map, sample, segments }: Insights): Mark | null {
  if (!sample) return null;
  const names = segments.map(({ name }) => name), plane = planeOf(map, sample, names.length), stage = toDOM(h("div", { class: "stage" }));
  let marked: Marked | null = null;
  const live: LiveMap = {
    plane, names, hidden: new Set(), svg: null as never, view: { width: 0, height: 0, view: plane.view, hidden: new Set(), measure: measurer() },
    describe: (i) => [`${sample.labels[i]!} · ${names[sample.labels[i]!]!}`, sample.ids && `id ${sample.ids[i]!}`, sample.silhouettes.length > 0 && `silhouette ${short(sample.silhouettes[i]!)}`].filter(Boolean).join(" · "),
    redraw() {
      const width = Math.max(280, stage.clientWidth), height = heightFor(width, plane.view);
      live.view = { ...live.view, width, height, hidden: live.hidden };
      const label = `${mapInWords(sample.points.length, sample.of, names)}. Arrow keys go from customer to customer.`;
      const svg = toDOM(scatter(plane, map, names, live.view, label)) as SVGSVGElement;
      svg.setAttribute("tabindex", "0");
      svg.append(toDOM(markPiece(map, plane, live.view, marked), true));
      if (live.svg) live.svg.replaceWith(svg);
      else stage.append(svg);
      live.svg = svg;
    },
  };
  const tools = toDOM(h("div", { class: "tools" }, h("span", { class: "note" }, "Point at a customer to see their segment. Press a name below to hide or show it. The star is the customer typed in further down.")));
  parent.replaceChildren(tools, stage, legend(live));
  live.redraw();
  addPointer(stage, live);
  addZoom(tools, stage, live);
  followWidth(stage, live);
  return (next) => {
    marked = next;
    live.redraw();
  };
}

function followWidth(stage: Element, live: LiveMap): void {
  new ResizeObserver(() => {
    if (Math.abs(stage.clientWidth - live.view.width) > 1 && stage.clientWidth >= 280) live.redraw();
  }).observe(stage);
}

/** Measures by the font of the labels. */
function measurer(): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => context.measureText(text).width;
}

function legend(live: LiveMap): Element {
  const list = toDOM(h("ul", { class: "legend", "aria-label": "Segments that are drawn" }));
  live.names.forEach((name, label) => {
    const button = toDOM(h("button", { type: "button", "aria-pressed": "true" }, nameOf(label, name))), item = document.createElement("li");
    button.addEventListener("click", () => {
      if (!live.hidden.delete(label)) live.hidden.add(label);
      button.setAttribute("aria-pressed", String(!live.hidden.has(label)));
      live.redraw();
    });
    item.append(button);
    list.append(item);
  });
  return list;
}
