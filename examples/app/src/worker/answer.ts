import { explainCustomers } from "segmentry/insights";
import { crowdOf, onMap } from "./crowd";
import type { Read } from "./open";
import type { Answered, Cell, Customer } from "./protocol";

/** The segment of a customer who is typed in, why, and who of the file is near. */
export function answer({ table }: Read, { model: text, customer }: { readonly model: string; readonly customer: Customer }): Answered {
  const crowd = crowdOf(table, text), { model, labels, ids, nearest } = crowd, [why] = explainCustomers(model, [customer], { n: 0 });
  const { segment, margin, distances, contributions } = why!, point = model.embed([customer]);
  const near = nearest.query(point)[0]!.map(({ index, distance }) => ({ row: index, id: ids?.[index] ?? null, segment: labels[index]!, distance }));
  return { segment, margin, next: distances[1]?.segment ?? null, distances, contributions, near, at: onMap(model.insights!.map, point.data) };
}

/** One customer of the file. */
export function rowOf({ table }: Read, row: number): Customer {
  const [record] = table.take([row]).toRecords();
  return Object.fromEntries(Object.entries(record!).map(([name, value]): [string, Cell] => [name, value instanceof Date ? value.toISOString().slice(0, 10) : value as Cell]));
}
