import { SegmentryError } from "../../errors";
import type { Insights } from "../../report/insights";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import { h } from "../piece";
import { answer, similar } from "./answer";
import { answerPieces, refusalPieces } from "./answer-pieces";
import { fieldOf, type Field } from "./inputs";
import type { Mark } from "./mark";
import { addMiniMap } from "./mini-map";
import { show, toDOM } from "./to-dom";

const MOST_SIMILAR = 5;

/** The form, its answer beside it, and the customer's place on the map. */
export function addForm(parent: Element, model: SegmentationModel, insights: Insights, markOnMap: Mark | null): void {
  const fields = insights.inputs.map(fieldOf), form = toDOM(h("form", { novalidate: true, autocomplete: "off", "aria-label": "A customer" }));
  const output = toDOM(h("div", { class: "answer", "aria-live": "polite" })), reset = toDOM(h("button", { type: "button", class: "quiet" }, "Back to a typical customer"));
  const small = toDOM(h("div", { class: "small-map" }));
  form.append(toDOM(h("div", { class: "fields" })), reset);
  const marks = insights.sample && markOnMap ? [addMiniMap(small, insights), markOnMap] : [];
  form.firstElementChild!.append(...fields.map(({ element }) => element));
  const update = (): void => answerTo(fields, model, insights, output, (marked) => marks.forEach((mark) => mark(marked)));
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    for (const field of fields) field.reset();
    update();
  });
  parent.replaceChildren(form, output, ...(marks.length > 0 ? [small] : []));
  update();
}

function answerTo(fields: readonly Field[], model: SegmentationModel, insights: Insights, output: Element, mark: Mark): void {
  const customer = Object.fromEntries(fields.map((field) => [field.column.name, field.value()]));
  for (const field of fields) field.mark(false);
  try {
    const found = answer(model, customer), alike = insights.sample ? similar(found, insights.sample, MOST_SIMILAR) : [];
    const unknown = fields.filter((field) => isNew(field)).map(({ column, value }) => `${column.name}: “${String(value())}” is new to the model.`);
    show(output, ...answerPieces(found, alike, insights, unknown));
    mark({ point: found.point, similar: alike.map(({ index }) => index) });
  } catch (error) {
    if (!(error instanceof SegmentryError)) throw error;
    for (const field of fields) field.mark(error.message.includes(JSON.stringify(field.column.name)));
    show(output, ...refusalPieces(error, customer));
    mark(null);
  }
}

/** Whether a text is none of those that the model learned from, where all of them are known. */
function isNew({ column: { type, values }, value }: Field): boolean {
  const typed = value();
  return type === "text" && typed !== null && values.length > 0 && values.length < 50 && !values.includes(String(typed));
}
