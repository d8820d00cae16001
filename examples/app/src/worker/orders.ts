import { streamCsv, type CsvSource } from "segmentry/csv";
import { CustomerFeatures, RFM, type CustomerFeaturesResult, type RFMModel, type RFMScore } from "segmentry/orders";
import { numbersReader } from "./commas";
import type { OrderChoice, OrdersFound } from "./protocol";

/** Customers made of orders, each with their RFM score. */
export interface OrdersRead {
  readonly result: CustomerFeaturesResult;
  readonly rfm: RFMModel;
  readonly scores: readonly (RFMScore | null)[];
  readonly found: OrdersFound;
}

/** Reads orders row by row, in memory of the customers alone. Rows that cannot be read are left out, and counted in the notes. */
export async function customersOfOrders(source: CsvSource, { commas = {}, ...choice }: OrderChoice): Promise<OrdersRead> {
  const withNumbers = numbersReader(commas), features = new CustomerFeatures({ ...choice, badRows: "exclude" });
  for await (const rows of streamCsv(source)) features.add(withNumbers(rows));
  const result = features.finish(), { table, counts, reference, notes, warnings } = result, rfm = new RFM({ binning: "rank" }).fit(table);
  return { result, rfm, scores: rfm.score(table), found: { rows: counts.rows, orders: counts.orders, reference, notes, warnings, rfm: rfm.segmentTable(table) } };
}
