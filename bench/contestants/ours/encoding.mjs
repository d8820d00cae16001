import { LabelEncoder, Table } from "../../../dist/index.js";
import { checksum } from "../facts.mjs";
import { Stopwatch } from "../stopwatch.mjs";
import { customers } from "./inputs.mjs";

/** Codes text columns, from plain arrays of strings. */
export function encoding({ names }) {
  const columns = Object.fromEntries(names.map((name) => [name, customers()[name]]));
  const watch = new Stopwatch();
  const table = Table.fromColumns(columns);
  watch.lap("table");
  const coded = new LabelEncoder().fit(table).transform(table);
  watch.lap("encode");
  const { ms, stages } = watch;
  return { ms, stages, facts: { codes: checksum(names.flatMap((name) => Array.from(coded.column(name)))) } };
}
