import { readNumbers } from "../../harness/data.mjs";

const kept = new Map();

/** The first rows of a file as arrays of numbers, which these packages take; kept, for making them is not timed. */
export function rowsOf(name, rows, columns) {
  const key = `${name} ${rows}`;
  if (!kept.has(key)) {
    const data = readNumbers(name, rows, columns);
    kept.set(key, Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns))));
  }
  return kept.get(key);
}
