import { SegmentryError } from "../../errors";
import type { Insights } from "../../report/insights";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import { h } from "../piece";
import { nameOf } from "../sections/parts";
import { answer, similar } from "./answer";
import { comparisonPieces, refusalPieces, resultPieces } from "./answer-pieces";
import { fieldOf, type Field } from "./inputs";
import type { Mark } from "./mark";
import { addMiniMap } from "./mini-map";
import { remarksOn } from "./remarks";
import { show, toDOM } from "./to-dom";

const MOST_SIMILAR = 5;

/** The form, its answer beside it, and the customer's place on the map. */
export function addForm(parent: Element, model: SegmentationModel, insights: Insights, markOnMap: Mark | null): void {
  const fields = insights.inputs.map(fieldOf), form = toDOM(h("form", { novalidate: true, autocomplete: "off", "aria-label": "A customer" }));
  const output = outputOf(), reset = toDOM(h("button", { type: "button", class: "quiet" }, "Back to a typical customer"));
  const small = toDOM(h("div", { class: "small-map" }));
  form.append(toDOM(h("div", { class: "fields" })), reset, output.brief);
  const marks = insights.sample && markOnMap ? [addMiniMap(small, insights), markOnMap] : [];
  form.firstElementChild!.append(...fields.map(({ element }) => element));
  const update = (): void => answerTo(fields, model, insights, output, (marked) => marks.forEach((mark) => mark(marked)));
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    for (const field of fields) field.reset();
    update();
  });
  parent.replaceChildren(form, output.all, ...(marks.length > 0 ? [small] : []));
  update();
}

/** Where the answer goes. Only the result is read aloud each time; the brief one is seen below the form on a phone. */
interface Output { readonly all: Element; readonly result: Element; readonly comparison: Element; readonly brief: Element }

function outputOf(): Output {
  const [result, comparison] = [toDOM(h("div", { "aria-live": "polite" })), toDOM(h("div"))], all = toDOM(h("div", { class: "answer" }));
  all.append(result, comparison);
  return { all, result, comparison, brief: toDOM(h("p", { class: "brief", "aria-hidden": "true" })) };
}

function answerTo(fields: readonly Field[], model: SegmentationModel, insights: Insights, { result, comparison, brief }: Output, mark: Mark): void {
  const customer = Object.fromEntries(fields.map((field) => [field.column.name, field.value()]));
  for (const field of fields) field.mark(false);
  try {
    const found = answer(model, customer), alike = insights.sample ? similar(found, insights.sample, MOST_SIMILAR) : [];
    show(result, ...resultPieces(found, insights, remarksOn(fields)));
    show(comparison, ...comparisonPieces(found, alike, insights));
    show(brief, nameOf(found.segment, insights.segments[found.segment]!.name));
    mark({ point: found.point, similar: alike.map(({ index }) => index) });
  } catch (error) {
    if (!(error instanceof SegmentryError)) throw error;
    for (const field of fields) field.mark(error.message.includes(JSON.stringify(field.column.name)));
    show(result, ...refusalPieces(error, customer));
    show(comparison);
    show(brief, "No answer");
    mark(null);
  }
}
