import type { AnyModel } from "../../index";
import { fitting, tableLines } from "../terminal/layout";
import { formatCount } from "../terminal/numbers";
import { plain } from "../terminal/plain";
import type { SimilarResult } from "./similar";

/** Wider cells are cut. */
const WIDEST = 24;

/** The customer and those like it under each other, with the columns that set its segment apart first. */
export function similarText({ customer, similar, rows }: SimilarResult, model: AnyModel, idName: string, width: number): string {
  const names = byWeight(Object.keys(customer.values), model, customer.segment);
  const cells = (values: Readonly<Record<string, string>>): string[] => names.map((name) => short(values[name]!));
  const table = [
    [idName, "similarity", "segment", ...names],
    [customer.id ?? "(given)", "", String(customer.segment), ...cells(customer.values)],
    ...similar.map(({ id, similarity, segment, values }) => [id, similarity.toFixed(3), String(segment), ...cells(values)]),
  ];
  const columns = Math.max(3, fitting(table, width)), hidden = table[0]!.length - columns;
  return [
    `${customer.id === null ? "The customer given" : `${plain(idName)} ${plain(customer.id)}`} is in segment ${customer.segment}. The most similar of ${formatCount(rows)} customers:`, "",
    ...tableLines(table.map((row) => row.slice(0, columns)), width),
    ...(hidden > 0 ? ["", `and ${hidden} ${hidden === 1 ? "column" : "columns"} more; --json has all`] : []),
  ].join("\n");
}

/** The columns that set the segment apart first. */
function byWeight(names: readonly string[], model: AnyModel, segment: number): string[] {
  const profile = model.kind === "Segmentation" ? model.report.clusters.find(({ cluster }) => cluster === segment)?.columns : undefined;
  const first = (profile ?? []).map(({ column }) => column).filter((column) => names.includes(column));
  return [...first, ...names.filter((name) => !first.includes(name))];
}

const short = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST - 3)}...` : text);
