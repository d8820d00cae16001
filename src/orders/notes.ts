import type { DateFormat } from "../data/dates";
import type { OrderSettings } from "./options";

/** How many rows and customers were counted as what. */
export interface OrderCounts {
  /** All rows. */
  readonly rows: number;
  /** Customers who bought something. */
  readonly customers: number;
  readonly orders: number;
  /** Rows without a customer, left out. */
  readonly missingCustomer: number;
  /** Rows of a negative quantity or a negative amount. */
  readonly returns: number;
  /** Other rows of amount 0. */
  readonly free: number;
  /** Rows that could not be read, left out. */
  readonly bad: number;
  /** Customers without a purchase, with returns or free items only, left out. */
  readonly onlyReturns: number;
}

/** What was left out, and how the rest was counted. */
export function notesOf(counts: OrderCounts, settings: OrderSettings): readonly string[] {
  const { missingCustomer, bad, onlyReturns } = counts, { returns, free } = settings, notes: string[] = [];
  const spent = returns === "subtract" ? "counted as such and taken from what was spent, not as an order" : "counted as such, not as an order, nor in what was spent";
  if (counts.returns > 0) notes.push(`${rows(counts.returns)} ${ofReturns(settings)} ${counts.returns > 1 ? "are returns" : "is a return"}: ${spent}`);
  if (counts.free > 0) notes.push(`${rows(counts.free)} of amount 0 ${free === "keep" ? "counted as purchases" : "left out"}`);
  if (missingCustomer > 0) notes.push(`${rows(missingCustomer)} without a customer left out`);
  if (bad > 0) notes.push(`${rows(bad)} whose date or amount cannot be read left out`);
  if (onlyReturns > 0) notes.push(`${onlyReturns} ${onlyReturns > 1 ? "customers" : "customer"} who bought nothing left out`);
  return Object.freeze(notes);
}

/** What makes a row a return. */
export const ofReturns = ({ amount }: OrderSettings): string => (amount.length > 1 ? "of a negative quantity or amount" : "of a negative amount");

const rows = (count: number): string => `${count} ${count > 1 ? "rows" : "row"}`;

/** What hints at orders that were counted several times. */
export interface Suspicions {
  readonly counts: OrderCounts;
  /** How many dates that were left out are dates of another format, by that format. */
  readonly otherFormats: ReadonlyMap<DateFormat, number>;
  /** Customers who spent 0 or less, returns taken off. */
  readonly negative: number;
  /** Rows at the very time of the row before of the same customer. */
  readonly repeated: number;
  readonly hasOrderColumn: boolean;
  /** Orders of several rows, and those among them whose rows all have the same amount. */
  readonly several: number;
  readonly same: number;
}

/** From this share of the orders on, rows at the same time are items of one order rather than orders. */
const MANY = 0.1;
/** Orders whose items all cost the same are rare; where nearly all of many do, it is the total that stands in each row. */
const NEARLY_ALL = 0.9, ENOUGH = 20;

export function warningsOf({ counts: { orders }, otherFormats, negative, repeated, hasOrderColumn, several, same }: Suspicions): readonly string[] {
  const warnings: string[] = [];
  for (const [format, count] of otherFormats) {
    if (count > 1) warnings.push(`${count} of the dates that were left out are dates in the format ${JSON.stringify(format)}: state the right format, or days and months of the others may be mixed up`);
  }
  if (negative > 0) warnings.push(`${negative} ${negative > 1 ? "customers" : "customer"} sent back as much as they bought or more: what they spent is 0 or less`);
  if (!hasOrderColumn && repeated > MANY * orders) {
    warnings.push(`at least ${repeated} of ${orders} rows stand at the very time of another row of the same customer: they look like items of one order, and each was counted as an order; state the column of orders`);
  }
  if (several >= ENOUGH && same >= NEARLY_ALL * several) {
    warnings.push(`in ${same} of ${several} orders of several rows all rows have the same amount: it looks like the order's total, repeated by a join, and was added up once for each row`);
  }
  return Object.freeze(warnings);
}
