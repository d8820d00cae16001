import { numericColumn } from "../core";
import { Table, type Column, type ColumnKind, type NumberColumn } from "../data";
import { dayOf } from "../data/dates";
import { DAY_PARTS, type Customer } from "./customer";
import { LargeMap } from "./large-map";
import type { OrderSettings } from "./options";

type Buyer = readonly [id: string, customer: Customer];
type Make = (name: string, of: (customer: Customer, row: number) => number) => NumberColumn;

/** One row a customer, counted back from a day since 1970. */
export function featuresTable({ customer: idName, category, categories }: OrderSettings, buyers: readonly Buyer[], reference: number, hasTimes: boolean): Table {
  const column: Make = (name, of) => ({ ...numericColumn(name), type: "number", values: Float64Array.from(buyers, ([, customer], row) => of(customer, row)) });
  const date: Make = (name, of) => ({ ...column(name, of), kind: "date", type: "date" });
  const columns: Column[] = [
    column("recency", ({ last }) => reference - dayOf(last)),
    column("frequency", ({ orders }) => orders),
    column("monetary", ({ spent }) => spent),
    column("averageOrderValue", ({ spent, orders }) => spent / orders),
    column("tenure", ({ first }) => reference - dayOf(first)),
    column("daysBetweenOrders", ({ first, last, orders }) => (orders > 1 ? (dayOf(last) - dayOf(first)) / (orders - 1) : NaN)),
    date("firstDate", ({ first }) => first),
    date("lastDate", ({ last }) => last),
    column("returns", ({ returns }) => returns),
    column("returned", ({ returned }) => returned),
    column("weekendShare", ({ weekendOrders, orders }) => weekendOrders / orders),
    ...(hasTimes ? DAY_PARTS.map((part, i) => column(`${part}Share`, ({ ordersByPart, orders }) => ordersByPart[i]! / orders)) : []),
    ...(category === undefined ? [] : categoryShares(buyers, categories, column)),
  ];
  return Table.wrap([idColumn(idName, buyers, columns), ...columns]);
}

function idColumn(name: string, buyers: readonly Buyer[], others: readonly Column[]): Column {
  const kind: ColumnKind = "id", isTaken = others.some((other) => other.name === name);
  return { name: isTaken ? `${name} (customer)` : name, kind, type: "text", codes: Int32Array.from(buyers, (_, row) => row), levels: buyers.map(([id]) => id) };
}

const OTHERS = "share of other categories";

/** The shares of the largest categories by money spent, of equals the first by name, and of all others together. */
function categoryShares(buyers: readonly Buyer[], most: number, column: Make): NumberColumn[] {
  const totals = new LargeMap<number>(), spentBy = Float64Array.from(buyers, ([, { spentOn }]) => [...(spentOn?.values() ?? [])].reduce((sum, spent) => sum + spent, 0));
  for (const [, { spentOn }] of buyers) for (const [name, spent] of spentOn ?? []) totals.set(name, (totals.get(name) ?? 0) + spent);
  const ranked = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name), largest = ranked.slice(0, most);
  const share = (row: number, spent: number): number => (spentBy[row]! > 0 ? spent / spentBy[row]! : 0);
  const names = new Set([OTHERS]), free = (name: string): string => {
    let own = name;
    while (names.has(own)) own += " (category)";
    names.add(own);
    return own;
  };
  const shares = largest.map((name) => column(free(`share of ${name === "" ? "no category" : name}`), ({ spentOn }, row) => share(row, spentOn?.get(name) ?? 0)));
  if (ranked.length === largest.length) return shares;
  const rest = column(OTHERS, ({ spentOn }, row) => share(row, [...(spentOn ?? [])].reduce((sum, [name, spent]) => (largest.includes(name) ? sum : sum + spent), 0)));
  return [...shares, rest];
}
