import type { SegmentationModel, Table } from "../../index";
import { completeRows } from "../../recipes/segment/prepare";
import { print, type CliIO } from "../io";
import type { FileOptions } from "../options/types";
import { ProgressBar } from "../terminal/progress-bar";
import { formatCount } from "../terminal/numbers";
import { readCustomers, type Kinds } from "./customers";
import { openInput } from "./file";

/** Customers of a file whom a model can tell, and the row of each in the file, from 0. */
export interface KnownCustomers {
  readonly table: Table;
  readonly rows: readonly number[];
}

/** Reads customers with columns as the model had them at its fit, without those whom it refuses as a value is missing; says how many on stderr. */
export async function readKnown(who: string, path: string, model: SegmentationModel, options: FileOptions & { readonly quiet?: boolean | undefined }, io: CliIO): Promise<KnownCustomers> {
  const bar = new ProgressBar(io, options.quiet);
  try {
    const file = await openInput(who, path, io, (done, total) => bar.update("Reading", done, total));
    const { table } = await readCustomers(file, { file: path, format: options.format, delimiter: options.delimiter }, kindsOf(model));
    const rows = rowsToTell(table, model), left = table.rows - rows.length;
    bar.stop();
    if (left > 0 && !options.quiet) await print(io.stderr, `${formatCount(left)} of ${formatCount(table.rows)} customers left out because a value is missing`);
    return { rows, table: left > 0 ? table.take(rows) : table };
  } finally {
    bar.stop();
  }
}

/** Text that looks like numbers, such as 1.50, was text at the fit where that was said. */
function kindsOf({ features, id }: SegmentationModel): Kinds {
  const told = features.filter(({ type }) => type === "text" || type === "date").map(({ name, type }) => [name, type === "text" ? "categorical" : "date"] as const);
  return Object.fromEntries([...(id === null ? [] : [[id, "id"] as const]), ...told]);
}

/** A model that fills missing values takes all; where nobody is left, all as well, to be refused in the model's words. */
function rowsToTell(table: Table, { pipeline, features }: SegmentationModel): readonly number[] {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  if (pipeline.stages.some(({ kind }) => kind === "Imputer") || features.some(({ name }) => !table.has(name))) return all;
  const complete = completeRows(table, features);
  return complete.length > 0 ? complete : all;
}
