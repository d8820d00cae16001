import { SegmentryError, type ColumnSpec } from "../../index";
import { isRecord, show, showNames } from "../../errors";
import type { CliIO } from "../io";
import { JsonBatch } from "./json-batch";
import { readText } from "./text";

/** One customer as a batch: JSON text, or `@path` for a file of it. What is not said of the given columns is missing. */
export async function readCustomer(who: string, json: string, specs: readonly ColumnSpec[], io: CliIO): Promise<JsonBatch> {
  const source = json.startsWith("@") ? (await readText(who, json.slice(1), io)).text : json;
  const said = parse(who, source), record = { ...Object.fromEntries(specs.map(({ name }) => [name, null])), ...said };
  if (!specs.some(({ name }) => Object.hasOwn(said, name))) {
    throw new SegmentryError("MISSING_COLUMN", who, `--customer to say something of ${showNames(specs.map(({ name }) => name), 8)}`, showNames(Object.keys(said)) || "nothing");
  }
  return new JsonBatch("the customer given", Object.keys(record), [{ record, source, line: 0 }]);
}

function parse(who: string, source: string): Record<string, unknown> {
  const remedy = `for example --customer '{"AGE": 31, "COUNTRY": "France"}'`;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new SegmentryError("INVALID_JSON", who, "--customer to be a JSON object", show(source), remedy);
  }
  if (isRecord(value)) return value;
  throw new SegmentryError("INVALID_JSON", who, "--customer to be a JSON object", show(value), remedy);
}
