import type { ColumnSpec, Value } from "../../data";
import { SegmentryError } from "../../errors";
import type { SegmentationModel } from "../../recipes/segmentation-model";
import type { Breath } from "../turns";
import { categoriesOf, exampleOf } from "./known-values";
import { tableOf } from "./table-of";

/** A column that a model asks of a customer, and what it takes there. */
export interface InputField extends ColumnSpec {
  /** Whether it may be missing: null, or blank text. */
  readonly nullable: boolean;
  /** The values of a column of text that the model knows, where it has a list of them. */
  readonly categories: readonly string[] | null;
  /** Whether values beside those are taken. */
  readonly open: boolean;
  /** A value that the model takes, as JSON; the median or the most frequent one of the largest segment where known. */
  readonly example: string | number | boolean | null;
}

/** In no data: what a model says of it, it says of any category that it does not know. */
const UNHEARD_OF = "\u2042 none of them \u2042";

/**
 * The columns of a model and what it takes there, found out by asking it: each in turn missing or new in a customer that it
 * takes.
 */
export async function inputFields(model: SegmentationModel, breath: Breath): Promise<InputField[]> {
  const known = categoriesOf(model), example = exampleOf(model, known), fields: InputField[] = [];
  const takes = (name: string, value: Value): boolean => isTaken(model, { ...example, [name]: value });
  for (const { name, kind, type } of model.features) {
    const categories = type === "text" ? (known.get(name) ?? null) : null, nullable = takes(name, null), open = type !== "text" || takes(name, UNHEARD_OF);
    fields.push({ name, kind, type, categories, nullable, open, example: jsonOf(example[name] ?? null) });
    await breath.take();
  }
  return fields;
}

function isTaken(model: SegmentationModel, customer: Record<string, Value>): boolean {
  try {
    model.predict(tableOf(model.features, [customer]));
    return true;
  } catch (error) {
    if (error instanceof SegmentryError) return false;
    throw error;
  }
}

function jsonOf(value: Value): InputField["example"] {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
