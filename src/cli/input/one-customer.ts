import { SegmentryError } from "../../index";
import { show } from "../../errors";
import type { CliIO } from "../io";
import { JsonBatch } from "./json-batch";
import { readText } from "./text";

/** One customer as a batch: JSON text, or `@path` for a file of it. */
export async function readCustomer(who: string, json: string, io: CliIO): Promise<JsonBatch> {
  const source = json.startsWith("@") ? (await readText(who, json.slice(1), io)).text : json;
  const record = parse(who, source);
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
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new SegmentryError("INVALID_JSON", who, "--customer to be a JSON object", show(value), remedy);
}
