import type { Schema } from "./customer";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Readonly<Record<string, Schema>>, description?: string): Schema => ({ type: "object", required: Object.keys(properties), properties, ...(description ? { description } : {}) });
const list = (items: Schema, description?: string): Schema => ({ type: "array", items, ...(description ? { description } : {}) });
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const text = (description?: string): Schema => ({ type: "string", ...(description ? { description } : {}) });
const number = (description: string, least?: number, most?: number): Schema => ({ type: "number", description, ...(least === undefined ? {} : { minimum: least }), ...(most === undefined ? {} : { maximum: most }) });
const integer = (description: string, least = 0): Schema => ({ type: "integer", description, minimum: least });

const segment = integer("The segment, from 0, the largest first."), name = text("What the segment is called.");
const distance = number("To the middle of the segment, in the space in which segments were found.", 0);
const margin = number("0 on the border to the next segment, 1 at the middle of its own.", 0, 1);
const model = object({ name: text(), version: text() });
const value: Schema = { type: ["string", "number", "boolean", "null"] };

/** The schemas of answers. */
export const ANSWERS: Readonly<Record<string, Schema>> = {
  Prediction: object({ segment, name, distance, margin }, "The segment of a customer."),
  Unscored: object({ segment: { type: "null" }, name: { type: "null" }, errors: list(ref("RowProblem")) }, "A customer that cannot be scored, with badRows=empty."),
  Explanation: object({
    segment, name, distance, margin,
    between: nullable({ type: "array", items: text(), minItems: 2, maxItems: 2, description: "The two segments that the customer is between, where the margin is below 0.1." }),
    text: text("Why, in one sentence."),
    distances: list(object({ segment, name, distance }), "To every segment, nearest first."),
    contributions: list({ type: "object", required: ["column", "amount", "share"], properties: { column: text(), amount: { type: "number", description: "By how much nearer it makes the segment, in squared distance." }, share: number("The amount as a share of the sum of all amounts' sizes.", -1, 1) } }, "What each column says for the segment rather than the next one, largest first."),
    notes: list(object({ code: text(), column: { type: ["string", "null"] }, found: value, used: value, reason: text() }), "What the model did to values: filled, grouped, out of range, cut off."),
  }),
  Similar: object({
    segment, name,
    similar: list(object({ id: { type: ["string", "number", "null"], description: "Null where the customers were given without ids." }, segment, name, similarity: number("The cosine.", -1, 1) }), "Most similar first."),
  }),
  Segments: object({
    model, verdict: nullable(object({ kind: { type: "string", enum: ["clear", "ambiguous", "none"] }, summary: text() })),
    segments: list(object({
      segment, name, size: integer("Customers of the fit in it."), ratio: number("Their share.", 0, 1),
      silhouette: nullable(number("Mean silhouette.", -1, 1)), stability: nullable(number("Mean Jaccard index over resamples.", 0, 1)), stabilityBand: { type: ["string", "null"] },
      apart: list(text(), "What sets it apart, in words."), rules: list({ type: "object" }), columns: list({ type: "object" }, "The profile, column by column."),
    })),
  }),
  Model: object({
    name: text(), version: text(), segments: integer("How many."), customers: integer("Of the fit."), id: { type: ["string", "null"], description: "The column of ids." },
    columns: list(object({ name: text(), type: { type: "string", enum: ["number", "text", "boolean", "date"] }, nullable: { type: "boolean" }, categories: nullable(list(text())), open: { type: "boolean", description: "Whether other values than the known ones are taken." }, example: value })),
    leftOut: list(object({ column: text(), reason: text() })), notes: list(text()), similar: nullable(object({ customers: integer("Among whom similar ones are found."), ids: { type: "boolean" } })),
  }),
  Models: object({ models: list(ref("ModelEntry")) }),
  ModelEntry: object({ name: text(), version: text(), isCurrent: { type: "boolean" }, isDefault: { type: "boolean" }, segments: integer("How many.", 1) }),
  Health: object({ status: { type: "string", const: "ok" } }),
  Ready: object({ status: { type: "string", const: "ready" }, models: list(ref("ModelEntry")) }),
  Problem: {
    type: "object", required: ["type", "title", "status", "detail", "code"], description: "What a request is refused with (RFC 9457).",
    properties: {
      type: text("A URN that names the kind of problem."), title: text(), status: { type: "integer", minimum: 400, maximum: 599 }, detail: text(), code: text("Stable: branch on this."),
      errors: list(ref("RowProblem"), "What is wrong with single fields of single customers, 100 at most or a few more."), badRows: integer("How many customers cannot be scored."),
    },
  },
  RowProblem: object({
    row: integer("The index of the customer in the body; 0 for a single one."), column: { type: ["string", "null"] }, pointer: text("A JSON pointer into the body, such as #/3/AGE."), code: text(), detail: text(),
  }),
};
