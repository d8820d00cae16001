import { checkNames } from "../errors";
import type { CustomerFeaturesOptions } from "./options";

/** What a column of orders can be. */
export type OrderColumn = "customer" | "date" | "order" | "amount" | "quantity" | "price";

/** Names that say what a column is, the surest first. */
const NAMES: Readonly<Record<OrderColumn, readonly RegExp[]>> = {
  customer: [/^(?:customer|client|user)$|^(?:customer|client|user)[\s_.-]?(?:id|no|number)$/i, /^(?!.*(?:date|time|since)).*(?:customer|client|user|member|buyer)/i],
  date: [/^(?:order|invoice|purchase|transaction)[\s_.-]?(?:date|time|timestamp)$/i, /date|time|created[\s_.-]?at|^day$/i],
  order: [/^(?:order|invoice|transaction|basket|receipt)[\s_.-]?(?:id|no|number)?$/i],
  amount: [/^(?:total[\s_.-]?)?(?:amount|revenue|total|sales|spent|monetary|paid)$/i, /(?:total|order|dollar|sales?)[\s_.-]?(?:amount|price|value|sales|total)$/i],
  quantity: [/^(?:quantity|qty)$/i],
  price: [/^(?:unit|item)[\s_.-]?price$/i, /^price$/i],
};

/** Guesses by name, one column for each thing: asked twice, it gives the next one. */
export function orderColumnGuesser(names: readonly string[], stated: readonly string[]): (what: OrderColumn) => string | undefined {
  const taken = new Set(stated);
  return (what) => {
    const found = NAMES[what].map((pattern) => names.find((name) => !taken.has(name) && pattern.test(name))).find((name) => name !== undefined);
    if (found !== undefined) taken.add(found);
    return found;
  };
}

/**
 * Which columns of a file of orders are what, by their names, as `customerFeatures` takes them; null where there is no column of
 * customers, of dates or of what was paid. Names alone do not make a file one of orders: in one of customers with a date, nearly
 * every row is of another customer.
 *
 * @example
 * ```ts
 * import { findOrderColumns } from "segmentry/orders";
 *
 * console.log(findOrderColumns(["Invoice", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice"]));
 * // { customer: 'CustomerID', date: 'InvoiceDate', amount: { quantity: 'Quantity', price: 'UnitPrice' }, order: 'Invoice' }
 * console.log(findOrderColumns(["customer_id", "age"])); // null
 * ```
 */
export function findOrderColumns(names: readonly string[]): Pick<CustomerFeaturesOptions, "customer" | "date" | "amount" | "order"> | null {
  const guess = orderColumnGuesser(checkNames("findOrderColumns", "names", names), []), customer = guess("customer"), date = guess("date"), sum = guess("amount");
  const [quantity, price] = sum === undefined ? [guess("quantity"), guess("price")] : [];
  const amount = sum ?? (quantity !== undefined && price !== undefined ? { quantity, price } : undefined), order = guess("order");
  return customer === undefined || date === undefined || amount === undefined ? null : { customer, date, amount, ...(order !== undefined && { order }) };
}
