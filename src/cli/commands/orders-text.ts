import type { OrderColumns, ReadOrders } from "../input/orders";
import { factLines } from "../terminal/layout";
import { formatCount } from "../terminal/numbers";
import { plain } from "../terminal/plain";
import { noteLines } from "./facts";

/** What was read of orders: a headline, and what was counted how. */
export function ordersLines(name: string, { counts, columns, reference, notes, warnings }: Pick<ReadOrders, "counts" | "columns" | "reference" | "notes" | "warnings">, width: number): string[] {
  const { rows, customers, orders } = counts;
  return [
    `${plain(name)}: ${several(customers, "customer")} with ${several(orders, "order")}, of ${several(rows, "row")}`,
    "",
    ...factLines([
      ["Columns", columnsText(columns)], ["Counted to", reference], ["Warnings", noteLines(warnings)], ["Notes", noteLines(notes)],
    ], width),
  ];
}

const several = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;

function columnsText({ customer, date, amount, order, category }: OrderColumns): string {
  const named = [["customer", customer], ["date", date], ["amount", amount.join(" x ")], ["order", order], ["category", category]];
  return named.filter(([, column]) => column !== null).map(([what, column]) => `${what} ${column}`).join(", ");
}
