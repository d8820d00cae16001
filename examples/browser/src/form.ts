import { LabelEncoderModel, OneHotEncoderModel, type ClusterProfile, type ColumnSpec, type SegmentationModel, type Value } from "segmentry/predict";
import { element } from "./element";

/** Up to so many categories stand in a list to choose from; of more, the known ones are proposed as one types. */
const MOST_OPTIONS = 20;

/** A customer as the model takes it. */
export type Customer = Record<string, Value>;

/** A labelled input for each column that the model needs. */
export function buildFields(model: SegmentationModel): HTMLElement[] {
  const encoder = model.pipeline.stages.find((stage) => stage instanceof LabelEncoderModel || stage instanceof OneHotEncoderModel);
  const classes = encoder?.classes ?? {};
  return model.features.map((spec) => {
    const categories = spec.type === "boolean" ? ["true", "false"] : (classes[spec.name] ?? []).map(String);
    const label = spec.name.replaceAll("_", " ").toLowerCase();
    return element("label", {}, element("span", { textContent: label }), ...inputOf(spec, categories));
  });
}

function inputOf({ name, type }: ColumnSpec, categories: readonly string[]): HTMLElement[] {
  if (type === "number") return [element("input", { name, type: "number", step: "any" })];
  const options = categories.map((value) => element("option", { value, textContent: value }));
  if (options.length > 0 && options.length <= MOST_OPTIONS) return [element("select", { name }, ...options)];
  const input = element("input", { name }), list = element("datalist", { id: `known-${name}` }, ...options);
  input.setAttribute("list", list.id);
  return [input, list];
}

/** What stands in the form. */
export function readForm(form: HTMLFormElement, features: readonly ColumnSpec[]): Customer {
  const data = new FormData(form);
  return Object.fromEntries(features.map(({ name, type }) => [name, valueOf(String(data.get(name) ?? ""), type)]));
}

function valueOf(text: string, type: ColumnSpec["type"]): Value {
  if (text.trim() === "") return null;
  return type === "number" ? Number(text) : type === "boolean" ? text === "true" : text;
}

/** Fills the form with the medians and the most frequent values of a segment. */
export function fillTypical(form: HTMLFormElement, cluster: ClusterProfile): void {
  for (const profile of cluster.columns) {
    const field = form.elements.namedItem(profile.column) as HTMLInputElement | HTMLSelectElement;
    field.value = profile.kind === "numeric" ? String(profile.median) : (profile.top[0]?.value ?? "");
  }
}
