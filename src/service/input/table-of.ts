import { fillColumn, Frame, type ColumnSpec, type Value } from "../../data";

/** A table of customers whose values have the types of the columns. */
export function tableOf(specs: readonly ColumnSpec[], customers: readonly Readonly<Record<string, Value>>[]): Frame {
  return Frame.wrap(specs.map((spec) => fillColumn("predict", spec, customers.map((customer) => customer[spec.name]))), customers.length);
}
