import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "../../dist/csv.js";

/** The customers of a file of CSV as a client sends them: without their ids, null where something is not known. */
export const readCustomers = (file) => parseCsv(readFileSync(file, "utf8")).toRecords().map(({ USER_ID: _, ...customer }) => customer);

/** Writes the bodies of requests into files of JSON, lists of texts each. */
export function writeBodies(directory, customers) {
  const batch = (size, from) => JSON.stringify(Array.from({ length: size }, (_, i) => customers[(from + i) % customers.length]));
  const bodies = {
    one: customers.map((customer) => JSON.stringify(customer)),
    thousand: [batch(1000, 0), batch(1000, 1000)],
    tenThousand: [batch(10_000, 0)],
  };
  return Object.fromEntries(Object.entries(bodies).map(([name, list]) => {
    const file = join(directory, `${name}.json`);
    writeFileSync(file, JSON.stringify(list));
    return [name, file];
  }));
}
