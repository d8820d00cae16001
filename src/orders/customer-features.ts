import { missingColumns, type Table, type TableInput } from "../data";
import { DAY, dayOf, type DateFormat } from "../data/dates";
import { SegmentryError } from "../errors";
import { Customer } from "./customer";
import { featuresTable } from "./features-table";
import { LargeMap } from "./large-map";
import { notesOf, ofReturns, warningsOf, type OrderCounts } from "./notes";
import { checkOrderOptions, columnsOf, type CustomerFeaturesOptions, type OrderSettings } from "./options";
import { orderRows, type OrderRows } from "./order-rows";
import { readRows, type ReadRows } from "./read-rows";

const WHO = "customerFeatures";

/** What came of the orders. */
export interface CustomerFeaturesResult {
  /** One row a customer, in the order of their first rows. */
  readonly table: Table;
  /** The day that was counted back from, as ISO 8601. */
  readonly reference: string;
  readonly counts: OrderCounts;
  /** What was left out and how the rest was counted, in words. */
  readonly notes: readonly string[];
  /** What looks wrong, in words: orders counted several times. */
  readonly warnings: readonly string[];
}

/** What is known of an order of several rows. */
interface Order {
  readonly amount: number;
  rows: number;
  /** Whether all rows have the same amount. */
  same: boolean;
}

/**
 * Gathers features of customers from orders that come a few at a time, in one pass: memory is that of the customers and of
 * the names of their orders.
 *
 * @example
 * ```ts
 * import { CustomerFeatures } from "segmentry/orders";
 * import { streamCsv } from "segmentry/csv";
 *
 * const features = new CustomerFeatures({ customer: "who", date: "day", amount: "paid", reference: "2024-06-30" });
 * for await (const rows of streamCsv("who,day,paid\nada,2024-06-01,20\nbob,2024-06-29,10\nada,2024-06-21,40\n")) features.add(rows);
 * const { table, counts } = features.finish();
 * console.log(table.column("recency"), table.column("monetary"), counts.orders); // [ 9, 1 ] [ 60, 10 ] 3
 * ```
 */
export class CustomerFeatures {
  #settings: OrderSettings;
  /** Columns that no row has had so far, and what the first rows had instead. */
  #unseen: readonly string[];
  #names: readonly string[] = [];
  readonly #customers = new LargeMap<Customer>();
  readonly #orders = new LargeMap<Order>();
  readonly #counts = { rows: 0, customers: 0, orders: 0, missingCustomer: 0, returns: 0, free: 0, bad: 0, onlyReturns: 0 };
  #last = -Infinity;
  #hasTimes = false;
  /** Rows at the very time of the row before of the same customer. */
  #repeated = 0;
  readonly #otherFormats = new Map<DateFormat, number>();

  /** @throws SegmentryError `INVALID_OPTION` */
  constructor(options: CustomerFeaturesOptions) {
    this.#settings = checkOrderOptions(WHO, options);
    this.#unseen = columnsOf(this.#settings);
  }

  /**
   * Adds orders. Rows that are refused leave all as it was before. Records may lack a column, also all of a call, that others
   * have: there they are blank. O(rows).
   *
   * @throws SegmentryError `MISSING_COLUMN` for a table that lacks a column, or records without a date or an amount,
   * `COLUMN_TYPE` for dates that cannot be read, `NOT_NUMERIC` for such amounts, `INVALID_OPTION` for returns where they are not
   * allowed
   */
  add(orders: TableInput): this {
    return this.addRows(orderRows(WHO, orders, columnsOf(this.#settings), this.#counts.rows));
  }

  /** @internal */
  addRows(rows: OrderRows): this {
    const unseen = this.#unseen.filter((name) => !rows.has(name)), read = readRows(WHO, rows, this.#settings, unseen), counts = this.#counts;
    if (this.#settings.returns === "error") refuseReturns(read, this.#settings);
    if (counts.rows === 0) this.#names = rows.names;
    this.#unseen = unseen;
    counts.rows += rows.rows;
    counts.missingCustomer += read.missingCustomers;
    counts.bad += read.bad;
    for (const [format, count] of read.otherFormats) this.#otherFormats.set(format, (this.#otherFormats.get(format) ?? 0) + count);
    for (let i = 0; i < read.customers.length; i++) this.#add(read, i);
    return this;
  }

  /**
   * Tells orders apart by a column from here on. As no row has had it so far, each of them was an order of its own.
   *
   * @internal
   */
  tellApartBy(order: string): void {
    this.#settings = { ...this.#settings, order };
  }

  #add(read: ReadRows, i: number): void {
    const { returns, free } = this.#settings, id = read.customers[i]!, time = read.times[i]!, amount = read.amounts[i]!;
    let customer = this.#customers.get(id);
    if (!customer) this.#customers.set(id, (customer = new Customer()));
    this.#last = Math.max(this.#last, time);
    if (read.isReturn[i]) {
      this.#counts.returns++;
      customer.addReturn(amount, returns === "subtract");
      return;
    }
    if (amount === 0) {
      this.#counts.free++;
      if (free === "exclude") return;
    }
    if (time === customer.previous) this.#repeated++;
    if (this.#isNewOrder(id, read.orders[i], amount)) {
      this.#counts.orders++;
      customer.addOrder(time);
    }
    customer.addPurchase(time, amount, read.categories[i]);
    this.#hasTimes ||= time % DAY !== 0;
  }

  #isNewOrder(id: string, order: string | undefined, amount: number): boolean {
    if (order === undefined) return true;
    const key = JSON.stringify([id, order]), known = this.#orders.get(key);
    if (!known) {
      this.#orders.set(key, { amount, rows: 1, same: true });
      return true;
    }
    known.rows++;
    known.same &&= known.amount === amount;
    return false;
  }

  /**
   * The features of the customers so far.
   *
   * @throws SegmentryError `MISSING_COLUMN` for one that no row has, `EMPTY_DATA` where nobody bought anything, `INVALID_OPTION`
   * for a reference before the last row
   */
  finish(): CustomerFeaturesResult {
    if (this.#counts.rows > 0 && this.#unseen.length > 0) throw missingColumns(WHO, this.#unseen, this.#names);
    const settings = this.#settings, buyers = [...this.#customers].filter(([, customer]) => customer.orders > 0), reference = this.#reference(buyers.length);
    const counts: OrderCounts = Object.freeze({ ...this.#counts, customers: buyers.length, onlyReturns: this.#customers.size - buyers.length });
    const several = { orders: 0, same: 0 };
    for (const { rows, same } of this.#orders.values()) {
      if (rows > 1) several.orders++;
      if (rows > 1 && same) several.same++;
    }
    const warnings = warningsOf({ counts, otherFormats: this.#otherFormats, negative: buyers.filter(([, { spent }]) => spent <= 0).length, repeated: this.#repeated, hasOrderColumn: settings.order !== undefined, several: several.orders, same: several.same });
    const table = featuresTable(settings, buyers, dayOf(reference), this.#hasTimes);
    return Object.freeze({ table, reference: new Date(dayOf(reference) * DAY).toISOString().slice(0, 10), counts, notes: notesOf(counts, settings), warnings });
  }

  #reference(buyers: number): number {
    const { reference } = this.#settings, { rows, missingCustomer, bad, returns, free } = this.#counts;
    if (buyers === 0) {
      const others = [[missingCustomer, "without a customer"], [bad, "that cannot be read"], [returns, ofReturns(this.#settings)], [free, "of amount 0"]] as const;
      const found = others.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`).join(", ");
      throw new SegmentryError("EMPTY_DATA", WHO, "at least one purchase by a known customer", `none in ${rows} rows${found && `: ${found}`}`, rows > 0 ? "check which columns hold the customer and the amount" : undefined);
    }
    if (reference === undefined) return (dayOf(this.#last) + 1) * DAY;
    if (dayOf(reference) >= dayOf(this.#last)) return reference;
    const [given, last] = [reference, this.#last].map((time) => new Date(time).toISOString().slice(0, 10));
    throw new SegmentryError("INVALID_OPTION", WHO, `reference not to be before the last row (${last})`, `${given}`, "take a later day, or leave out the orders after it");
  }
}

function refuseReturns({ amounts, isReturn }: ReadRows, settings: OrderSettings): void {
  const returns = amounts.filter((_, i) => isReturn[i]);
  if (returns.length > 0) throw new SegmentryError("INVALID_OPTION", WHO, `no row ${ofReturns(settings)}`, `${returns.length}, the first of amount ${returns[0]}`, 'choose returns: "exclude" or "subtract"');
}

/**
 * Features of customers from their orders: days since the last one, how many, how much, and how they are spread. One row a
 * customer, ready for {@link RFM}, `segment` or any other stage.
 *
 * The columns: the customer (an id); `recency` (days from the last order to the reference), `frequency` (orders), `monetary`
 * (the sum of amounts), `averageOrderValue`, `tenure` (days from the first order), `daysBetweenOrders` (on average; missing
 * for one order), `firstDate`, `lastDate`; `returns` (rows of a negative quantity or a negative amount) and `returned` (the sum
 * of them); `weekendShare` of the orders and, where dates have a time of day, `nightShare` (0 to 6 h), `morningShare`,
 * `afternoonShare`, `eveningShare`; with a category the share of money spent on each of the largest ones. Days are those of UTC.
 *
 * @throws SegmentryError what {@link CustomerFeatures} refuses
 *
 * @example
 * ```ts
 * import { customerFeatures } from "segmentry/orders";
 *
 * const orders = [
 *   { invoice: 1, who: "ada", day: "2024-06-01", quantity: 2, price: 10 }, { invoice: 1, who: "ada", day: "2024-06-01", quantity: 1, price: 5 },
 *   { invoice: 2, who: "bob", day: "2024-06-20", quantity: 1, price: 8 }, { invoice: 3, who: "ada", day: "2024-06-11", quantity: -1, price: 10 },
 * ];
 * const { table, notes } = customerFeatures(orders, { customer: "who", date: "day", order: "invoice", amount: { quantity: "quantity", price: "price" } });
 * console.log(table.column("frequency"), table.column("monetary"), table.column("returned")); // [ 1, 1 ] [ 25, 8 ] [ 10, 0 ]
 * console.log(notes[0]); // 1 row of a negative quantity or amount is a return: counted as such, not as an order, nor in what was spent
 * ```
 */
export function customerFeatures(orders: TableInput, options: CustomerFeaturesOptions): CustomerFeaturesResult {
  return new CustomerFeatures(options).add(orders).finish();
}
