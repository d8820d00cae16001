import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the made files lie. */
export const DATA = join(import.meta.dirname, "..", "data");

/** The float64 numbers of a file, `rows` x `columns` of them from its start, or all. */
export function readNumbers(name, rows, columns) {
  const { buffer, byteOffset, byteLength } = readFileSync(join(DATA, name));
  return new Float64Array(buffer, byteOffset, rows === undefined ? byteLength / 8 : rows * columns);
}

/** The int32 numbers of a file. */
export function readIntegers(name) {
  const { buffer, byteOffset, byteLength } = readFileSync(join(DATA, name));
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

/** A list of values for each column of customers.csv but the id; whole numbers where `numeric` names the column. */
export function readCustomers(numeric = ["AGE", "TOTAL_ORDERS"]) {
  const [head, ...lines] = readFileSync(join(DATA, "customers.csv"), "utf8").trimEnd().split("\n").map((line) => line.split(","));
  const columns = head.map((name, j) => [name, lines.map((fields) => (numeric.includes(name) ? Number(fields[j]) : fields[j]))]);
  return Object.fromEntries(columns.filter(([name]) => name !== "USER_ID"));
}
