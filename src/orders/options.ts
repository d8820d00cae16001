import { DATE_FORMATS, parseDateIn, type DateFormat } from "../data/dates";
import { checkInteger, checkOneOf, checkOptions, SegmentryError, show } from "../errors";
import { isWritable } from "./years";

/** What columns of orders mean, and what to do with rows that are not plain purchases. */
export interface CustomerFeaturesOptions {
  /** The column of customers. What is blank, or what programs write for nobody (`NULL`, `NA`, `nan`, `None`), is no customer. */
  customer: string;
  /** The column of dates from 0000-01-01 to 9999-12-30, with or without the time of day. */
  date: string;
  /** The column of what was paid; or those of a quantity and a unit price, whose product it is: below 0 for a negative quantity, whatever the price. */
  amount: string | { readonly quantity: string; readonly price: string };
  /** The column that tells orders apart, where an order has several rows; a row where it is blank is an order of its own. Default: each row is an order. */
  order?: string;
  /** A column of categories, to know what share of the money each customer spent on the largest of them. */
  category?: string;
  /** How many categories, the largest by money spent. Default: 5. */
  categories?: number;
  /**
   * The day that everything is counted back from, of the years 0 to 9999; not before the last row. It is kept in the result,
   * so that next month is measured alike. Default: the day after the last row.
   */
  reference?: string | Date;
  /** How dates stand in text. Default: `"iso"`. */
  dateFormat?: DateFormat;
  /**
   * Rows of a negative quantity, whatever the price, or of a negative amount: `"exclude"` counts them as returns and nothing
   * else, `"subtract"` takes them from what the customer spent as well, `"error"` refuses them. Default: `"exclude"`.
   */
  returns?: "exclude" | "subtract" | "error";
  /** Other rows of amount 0: left out, or counted as purchases. Default: `"exclude"`. */
  free?: "exclude" | "keep";
  /** Rows whose date or amount cannot be read: refused, or left out and counted. Default: `"error"`. */
  badRows?: "error" | "exclude";
}

/** Options that were checked. */
export interface OrderSettings {
  readonly customer: string;
  readonly date: string;
  readonly amount: readonly string[];
  readonly order: string | undefined;
  readonly category: string | undefined;
  readonly categories: number;
  /** Milliseconds since 1970. */
  readonly reference: number | undefined;
  readonly dateFormat: DateFormat;
  readonly returns: "exclude" | "subtract" | "error";
  readonly free: "exclude" | "keep";
  readonly badRows: "error" | "exclude";
}

/** The columns that orders are to have. */
export function columnsOf({ customer, date, amount, order, category }: OrderSettings): readonly string[] {
  return [customer, date, ...amount, order, category].filter((name): name is string => name !== undefined);
}

const KNOWN = ["customer", "date", "amount", "order", "category", "categories", "reference", "dateFormat", "returns", "free", "badRows"];

export function checkOrderOptions(who: string, options: CustomerFeaturesOptions): OrderSettings {
  checkOptions(who, options, KNOWN);
  const { customer, date, amount, order, category, categories = 5, reference, dateFormat = "iso", returns = "exclude", free = "exclude", badRows = "error" } = options;
  return {
    customer: checkName(who, "customer", customer), date: checkName(who, "date", date), amount: checkAmount(who, amount),
    order: order === undefined ? undefined : checkName(who, "order", order), category: category === undefined ? undefined : checkName(who, "category", category),
    categories: checkInteger(who, "categories", categories, 1, 100), reference: reference === undefined ? undefined : checkReference(who, reference),
    dateFormat: checkOneOf(who, "dateFormat", dateFormat, DATE_FORMATS), returns: checkOneOf(who, "returns", returns, ["exclude", "subtract", "error"]),
    free: checkOneOf(who, "free", free, ["exclude", "keep"]), badRows: checkOneOf(who, "badRows", badRows, ["error", "exclude"]),
  };
}

function checkName(who: string, option: string, name: unknown): string {
  if (typeof name === "string" && name !== "") return name;
  throw new SegmentryError("INVALID_OPTION", who, `${option} to be the name of a column`, show(name));
}

function checkAmount(who: string, amount: CustomerFeaturesOptions["amount"]): readonly string[] {
  if (typeof amount === "string") return [checkName(who, "amount", amount)];
  checkOptions(`${who} amount`, amount, ["quantity", "price"]);
  return [checkName(who, "amount.quantity", amount.quantity), checkName(who, "amount.price", amount.price)];
}

function checkReference(who: string, reference: unknown): number {
  const time = reference instanceof Date ? +reference : typeof reference === "string" ? parseDateIn(reference, "iso") : NaN;
  if (isWritable(time)) return time;
  if (!Number.isNaN(time)) throw new SegmentryError("INVALID_OPTION", who, "reference to be of the years 0 to 9999", new Date(time).toISOString());
  throw new SegmentryError("INVALID_OPTION", who, "reference to be a Date or an ISO 8601 date", show(reference instanceof Date ? "an invalid date" : reference), 'write it as "2011-12-10"');
}
