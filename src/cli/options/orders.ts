import type { OptionDefinition } from "../definition";
import { UsageError } from "../usage";
import { number, oneOf, text, type RawOptions } from "./parse";
import { commonOptions, fileOptions } from "./shared";
import type { CommonOptions, FileOptions } from "./types";

/** Which columns of a file of orders are what, and how they are counted. */
export interface OrdersOptions extends CommonOptions, FileOptions {
  /** Path of the orders, CSV or NDJSON, gzip or not; `-` for stdin. */
  readonly file: string;
  /** Columns. Default: found by their names, and printed. */
  readonly customer?: string | undefined;
  readonly date?: string | undefined;
  readonly amount?: string | undefined;
  readonly quantity?: string | undefined;
  readonly price?: string | undefined;
  readonly order?: string | undefined;
  readonly category?: string | undefined;
  /** The day to count back from, as ISO 8601. Default: the day after the last row. */
  readonly reference?: string | undefined;
  /** How dates stand in the file. Default: `"iso"`. */
  readonly dateFormat?: "iso" | "ymd" | "mdy" | "dmy" | undefined;
  /** What to do with negative quantities and amounts. Default: `"exclude"`. */
  readonly returns?: "exclude" | "subtract" | "error" | undefined;
  /** What to do with rows whose date or amount cannot be read. Default: `"error"`. */
  readonly badRows?: "error" | "exclude" | undefined;
}

export const ORDERS_OPTIONS: readonly OptionDefinition[] = [
  { flags: "--customer <column>", description: "the column of customers; as those below, by default found by its name" },
  { flags: "--date <column>", description: "the column of dates" },
  { flags: "--amount <column>", description: "the column of what was paid" },
  { flags: "--quantity <column>", description: "with --price, instead of --amount: a quantity" },
  { flags: "--price <column>", description: "with --quantity: the price of one" },
  { flags: "--order <column>", description: "the column that tells orders apart, where an order has several rows" },
  { flags: "--reference <date>", description: "the day to count back from (default: the day after the last row)" },
  { flags: "--date-format <format>", description: "how dates stand in the file: iso, ymd, mdy or dmy (default: iso)" },
  { flags: "--returns <policy>", description: "negative quantities or amounts: exclude, subtract from what was spent, or error (default: exclude)" },
  { flags: "--bad-rows <policy>", description: "rows whose date or amount cannot be read: error or exclude (default: error)" },
];

export function ordersOptions(file: string, raw: RawOptions): OrdersOptions {
  return {
    file, ...commonOptions(raw), ...fileOptions(raw), amount: text(raw, "amount"), quantity: text(raw, "quantity"), price: text(raw, "price"),
    customer: text(raw, "customer"), date: text(raw, "date"), order: text(raw, "order"), category: text(raw, "category"), reference: text(raw, "reference"),
    dateFormat: oneOf(raw, "dateFormat", "--date-format", ["iso", "ymd", "mdy", "dmy"]),
    returns: oneOf(raw, "returns", "--returns", ["exclude", "subtract", "error"]), badRows: oneOf(raw, "badRows", "--bad-rows", ["error", "exclude"]),
  };
}

/** Refuses a quantity without a price, and both beside an amount. */
export function checkAmountOptions({ amount, quantity, price }: OrdersOptions): void {
  if ((quantity === undefined) !== (price === undefined)) throw new UsageError("--quantity and --price go together");
  if (amount !== undefined && quantity !== undefined) throw new UsageError("--amount, or --quantity and --price, not both");
}

/** The number of scores that `--bins` states. */
export const binsOption = (raw: RawOptions): number | undefined => number(raw, "bins", "--bins");
