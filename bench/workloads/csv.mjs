import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DATA } from "../harness/data.mjs";
import { median } from "../harness/statistics.mjs";
import { inProcess } from "../harness/in-process.mjs";

const REAL = join(import.meta.dirname, "../../../shared/data/online_retail/online_retail.csv");
const MADE = join(DATA, "orders.csv"), CUSTOMERS = join(DATA, "customers.csv");
const ORDERS = 541_909, RUNS = 5;

export default {
  title: "csv: reading CSV into a table",
  data: ["customers.csv"],
  notes: ["segmentry alone; each run in a process of its own, so that the peak of its memory can be read."],
  run({ rounds = RUNS, onTask }) {
    const orders = existsSync(REAL) ? REAL : made();
    const idle = peak(runs("idle", orders, rounds));
    const rows = [
      ["orders, readCsv", "readCsv", orders], ["orders, streamCsv", "streamCsv", orders],
      ["customers, readCsv", "readCsv", CUSTOMERS], ["customers, parseCsv", "parseCsv", CUSTOMERS],
    ].map(([name, mode, file]) => {
      const measured = runs(mode, file, rounds), { rows } = measured[0];
      const seconds = median(measured.map(({ ms }) => ms / 1000));
      return [name, whole(rows), `${seconds.toFixed(3)} s`, whole(rows / seconds), `${peak(measured)} MiB`];
    });
    const source = orders === REAL ? "a public data set" : "made up";
    const head = [`orders are ${source}, 8 columns`, "rows", "median", "rows/s", `peak memory; idle ${idle} MiB`];
    const section = { tables: [{ head, rows }], checks: [], summary: [] };
    onTask(section);
    return { sections: [section] };
  },
};

const whole = (value) => Math.round(value).toLocaleString("en-US");
const runs = (mode, file, count) => Array.from({ length: count }, () => inProcess("csv.mjs", { mode, file }));
const peak = (measured) => Math.round(median(measured.map(({ rss }) => rss)) / 2 ** 20);

/** A file of the shape of the public one. */
function made() {
  if (existsSync(MADE)) return MADE;
  const lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"];
  for (let i = 0; i < ORDERS; i++) {
    const item = (i * 7919) % 3800;
    const date = `2011-0${1 + (i % 9)}-1${i % 10} 1${i % 10}:26:00`;
    lines.push([
      536_365 + Math.floor(i / 21), 10_000 + item, `"ITEM ${item}, BOXED"`, 1 + (i % 12), date,
      (item % 90) / 10, `${12_346 + ((i * 31) % 4372)}.0`, `Country ${i % 38}`,
    ].join(","));
  }
  mkdirSync(DATA, { recursive: true });
  writeFileSync(MADE, lines.join("\n"));
  return MADE;
}
