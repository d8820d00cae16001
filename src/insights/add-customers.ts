import { readTable, type TableInput } from "../data";
import { checkBoolean, checkInteger, checkOptions, checkSeed, SegmentryError, show } from "../errors";
import type { SegmentationModel } from "../recipes/segmentation-model";
import type { CustomerSample, Insights } from "../report/insights";
import { sampleCustomers } from "./sample-customers";
import { representatives } from "./typical-customers";
import { withInsights } from "./with-insights";

/** Options of {@link addCustomers}. */
export interface AddCustomersOptions {
  /** Customers kept as points, 1 or more. Default: 1,000. */
  sample?: number;
  /** Whether their ids are kept too, and those of the customers who stand for each segment. Default: false. */
  ids?: boolean;
  /** Decides who is drawn. Default: 0. */
  seed?: number | string;
}

const WHO = "addCustomers";
/** Customers named for each segment. */
const REPRESENTATIVES = 3;

/**
 * The same model with other customers as its sample: those that the report draws, and among which it finds similar ones. With
 * `ids` the model then holds personal data: for a report that stays in the house.
 *
 * @param customers records or a table, as `model.predict` takes them
 * @throws SegmentryError `INVALID_OPTION` for a model without insights, what `model.predict` refuses
 *
 * @example
 * ```ts
 * import { addCustomers, findSegments } from "segmentry/insights";
 *
 * const customers = Array.from({ length: 60 }, (_, i) => ({ CUSTOMER_ID: `c${i}`, AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5) }));
 * const { model } = findSegments(customers, { k: 3, maxK: 4, seed: 222 });
 * console.log(model.insights!.sample!.ids, addCustomers(model, customers, { ids: true }).insights!.sample!.ids!.length); // null 60
 * ```
 */
export function addCustomers(model: SegmentationModel, customers: TableInput, options: AddCustomersOptions = {}): SegmentationModel {
  if (model?.kind !== "Segmentation" || !model.insights) throw new SegmentryError("INVALID_OPTION", WHO, "a model with insights", show(model), "findSegments of segmentry/insights makes such models");
  checkOptions(WHO, options, ["sample", "ids", "seed"]);
  const { insights } = model, ids = checkBoolean(WHO, "ids", options.ids ?? false), size = checkInteger(WHO, "sample", options.sample ?? 1000, 1), seed = checkSeed(WHO, options.seed ?? 0);
  const table = readTable(WHO, customers), { rows, ...drawn } = sampleCustomers(model.embed(table), model.predict(table), model.k, size, seed);
  const names = model.id !== null && table.has(model.id) ? table.column(model.id) : null, idOf = (row: number): string | number => (typeof names?.[row] === "string" || typeof names?.[row] === "number" ? names[row] : `row ${row}`);
  const sample: CustomerSample = { ...drawn, ids: ids ? Array.from(rows, idOf) : null };
  return withInsights(model, { ...insights, sample, segments: named(insights, ids ? representatives(model, table, REPRESENTATIVES).map((own) => own.map(({ row }) => idOf(row))) : null) });
}

/** Without ids none stay behind either that the model had before. */
function named({ segments }: Insights, ids: readonly (readonly (string | number)[])[] | null): Insights["segments"] {
  return segments.map((one) => ({ ...one, representatives: ids && ids[one.segment]! }));
}
