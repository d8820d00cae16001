import { Matrix, Table } from "../../../dist/index.js";
import { readCustomers, readNumbers } from "../../harness/data.mjs";

const kept = new Map();

function keep(key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}

/** A matrix of the first rows of a file; kept, for reading is not timed. */
export function matrixOf(name, rows, columns) {
  return keep(`${name} ${rows}`, () => Matrix.fromData(readNumbers(name, rows, columns), rows, columns));
}

/** Some rows of a matrix, by index. */
export const rowsOf = (x, indices) => Matrix.fromRows(indices.map((index) => x.row(index)));

/** The columns of the customers as plain arrays. */
export const customers = () => keep("customers", () => readCustomers());

/** The customers as a table. */
export const customerTable = () => keep("table", () => Table.fromColumns(customers()));

/** The customers as plain records. */
export const customerRecords = () => keep("records", () => {
  const columns = Object.entries(customers());
  return columns[0][1].map((_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])));
});
