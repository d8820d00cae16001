import type { InputField } from "../input/input-field";
import { LARGEST } from "../input/read-value";

/** A JSON schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Known values that are listed; of a column with more of them it is said how many there are. */
const MOST_LISTED = 200;

/** What a model asks of a customer. Further fields are passed over. */
export function customerSchema(fields: readonly InputField[]): Schema {
  return {
    type: "object", required: fields.map(({ name }) => name),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    description: "A customer. Every column must be there; null says that a value is not known, where that is allowed. Further fields are passed over.",
  };
}

/** A customer that the model takes. */
export const customerExample = (fields: readonly InputField[]): Record<string, unknown> => Object.fromEntries(fields.map(({ name, example }) => [name, example]));

function fieldSchema(field: InputField): Schema {
  const { nullable, example } = field, own = ofType(field);
  const enumeration = own["enum"] as readonly unknown[] | undefined;
  return {
    ...own, ...(nullable ? { type: [own["type"], "null"] } : {}), ...(nullable && enumeration ? { enum: [...enumeration, null] } : {}),
    ...(example === null && !nullable ? {} : { examples: [example] }), description: described(field),
  };
}

function ofType({ type, nullable, categories, open }: InputField): Schema {
  if (type === "number") return { type: "number", minimum: -LARGEST, maximum: LARGEST };
  if (type === "boolean") return { type: "boolean" };
  if (type === "date") return { type: "string", format: "date" };
  if (!open && categories && categories.length > 0) return { type: "string", enum: nullable ? [...categories, ""] : categories };
  return { type: "string", ...(nullable ? {} : { pattern: "[^\\s\\uFEFF]" }) };
}

function described({ type, nullable, categories, open }: InputField): string {
  const parts: string[] = [];
  if (type === "date") parts.push("A date of ISO 8601, or a date and a time; without an offset UTC.");
  if (type === "text" && categories) {
    const listed = categories.slice(0, MOST_LISTED).map((value) => JSON.stringify(value)).join(", "), more = categories.length - MOST_LISTED;
    parts.push(open ? `Known: ${listed}${more > 0 ? ` and ${more} more` : ""}. Others are taken as the model takes what it does not know.` : "One of the values that the model knows; others are refused.");
  }
  parts.push(nullable ? (type === "text" ? "May be null or blank: the model knows what to do where it is not known." : "May be null: the model knows what to do where it is not known.") : "Must be known: the model refuses customers without it.");
  return parts.join(" ");
}
