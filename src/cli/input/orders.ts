import { SegmentryError } from "../../index";
import { missingColumns } from "../../data";
import { showNames } from "../../errors";
import { CustomerFeatures, type CustomerFeaturesOptions, type CustomerFeaturesResult, type OrderCounts } from "../../orders";
import { orderColumnGuesser, type OrderColumn } from "../../orders/find-order-columns";
import type { CliIO } from "../io";
import { checkAmountOptions, type OrdersOptions } from "../options/orders";
import { ProgressBar } from "../terminal/progress-bar";
import { batchesOf } from "./batches";
import { openInput } from "./file";
import { formatOf } from "./format";
import { JsonBatch } from "./json-batch";
import { renaming } from "./rename";

/** The columns that orders were read from. */
export interface OrderColumns {
  readonly customer: string;
  readonly date: string;
  /** One column, or those of quantity and price. */
  readonly amount: readonly string[];
  readonly order: string | null;
  readonly category: string | null;
}

/** What was read of a file of orders: a part of the documents that `--json` prints. */
export interface OrdersRead {
  readonly file: string;
  readonly columns: OrderColumns;
  /** The day that was counted back from. */
  readonly reference: string;
  readonly counts: OrderCounts;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The customers of a file of orders. */
export interface ReadOrders extends CustomerFeaturesResult {
  readonly name: string;
  readonly columns: OrderColumns;
}

/** Reads orders of any number in one pass; memory is that of the customers. */
export async function readOrders(who: string, options: OrdersOptions, io: CliIO): Promise<ReadOrders> {
  checkAmountOptions(options);
  const bar = new ProgressBar(io, options.quiet);
  try {
    const file = await openInput(who, options.file, io, (done, total) => bar.update("Reading", done, total));
    const names = new Set<string>();
    let columns: OrderColumns | undefined, features: CustomerFeatures | undefined;
    return await renaming((from) => (from === "customerFeatures" ? file.name : from), async () => {
      for await (const batch of batchesOf(file, formatOf(options.file, options), options.delimiter)) {
        io.signal?.throwIfAborted();
        const present = batch instanceof JsonBatch ? batch.present : new Set(batch.names), before = columns, known = names.size;
        for (const name of present) names.add(name);
        if (names.size > known) columns = findColumns(file.name, options, [...names], !(batch instanceof JsonBatch));
        if (before) refuseOthers(file.name, before, columns!);
        features ??= new CustomerFeatures(featuresOptions(options, columns!));
        if (before?.order === null && columns!.order !== null) features.tellApartBy(columns!.order);
        features.addRows({ rows: batch.rows, names: batch.names, has: (name) => present.has(name), value: (row, name) => batch.text(row, name), where: (row) => batch.where(row) });
      }
      if (!features) throw new SegmentryError("EMPTY_DATA", file.name, "at least one order", "none");
      return { ...features.finish(), name: file.name, columns: columns! };
    }, asOptions);
  } finally {
    bar.stop();
  }
}

/** Advice that names options of the library, with those of the command line. */
function asOptions(remedy: string): string {
  return remedy.replace(/\b(dateFormat|badRows|returns): ("\w+"(?: or "\w+")*)/g, (_, option: string, values: string) =>
    `${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^/, "--")} ${values.replaceAll('"', "")}`);
}

function featuresOptions({ reference, dateFormat, returns, badRows }: OrdersOptions, { customer, date, amount, order, category }: OrderColumns): CustomerFeaturesOptions {
  return {
    customer, date, amount: amount.length > 1 ? { quantity: amount[0]!, price: amount[1]! } : amount[0]!,
    ...(order !== null && { order }), ...(category !== null && { category }), ...(reference !== undefined && { reference }),
    ...(dateFormat && { dateFormat }), ...(returns && { returns }), ...(badRows && { badRows }),
  };
}

/** The options that state what was not found. */
const STATED = { customer: "--customer", date: "--date", order: "--order", amount: "--amount, or --quantity and --price" } as const;

/** @param isAll whether these are the names of all columns: more may come in later lines of NDJSON */
function findColumns(file: string, options: OrdersOptions, names: readonly string[], isAll: boolean): OrderColumns {
  const stated = [options.customer, options.date, options.amount, options.quantity, options.price, options.order, options.category].filter((name): name is string => name !== undefined);
  const missing = stated.filter((name) => !names.includes(name));
  if (isAll && missing.length > 0) throw missingColumns(file, missing, names);
  if (stated.length === 0 && ["recency", "frequency", "monetary"].every((name) => names.includes(name))) {
    throw new SegmentryError("WRONG_COLUMNS", file, "orders", "customers with their recency, frequency and monetary value", "give the file of orders that they were made of; segmentry fit takes customers");
  }
  if (isAll && names.length === 1) throw new SegmentryError("MISSING_COLUMN", file, "columns of customers, dates and amounts", `only ${showNames(names)}`, "state what stands between two fields with --delimiter");
  const guess = orderColumnGuesser(names, stated);
  const need = (what: "customer" | "date"): string => options[what] ?? guess(what) ?? refuse(file, `a column of ${what}s`, names, STATED[what]);
  return { customer: need("customer"), date: need("date"), amount: findAmount(file, options, names, guess), order: options.order ?? guess("order") ?? null, category: options.category ?? null };
}

function findAmount(file: string, options: OrdersOptions, names: readonly string[], guess: (what: OrderColumn) => string | undefined): readonly string[] {
  if (options.amount !== undefined) return [options.amount];
  if (options.quantity !== undefined && options.price !== undefined) return [options.quantity, options.price];
  const amount = guess("amount");
  if (amount !== undefined) return [amount];
  const quantity = guess("quantity"), price = guess("price");
  if (quantity !== undefined && price !== undefined) return [quantity, price];
  return refuse(file, "a column of what was paid", names, STATED.amount);
}

/**
 * Refuses columns that names of later lines have changed: rows were read by others. A column of orders may come late, as rows
 * before it are orders of their own.
 */
function refuseOthers(file: string, before: OrderColumns, now: OrderColumns): void {
  for (const what of ["customer", "date", "amount", "order"] as const) {
    const [first, later] = [before, now].map((columns) => [columns[what] ?? []].flat()) as [string[], string[]];
    if (first.length === 0 || first.join("\n") === later.join("\n")) continue;
    throw new SegmentryError("WRONG_COLUMNS", file, `its first lines to name the column of ${what}s`, `${showNames(later)} in later lines beside ${showNames(first)}`, `state it with ${STATED[what]}`);
  }
}

function refuse(file: string, rule: string, names: readonly string[], option: string): never {
  throw new SegmentryError("MISSING_COLUMN", file, rule, `none named like one among ${showNames(names, 12)}`, `state it with ${option}`);
}

