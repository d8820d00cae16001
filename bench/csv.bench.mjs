// Streams a CSV file of 541,909 rows x 8 columns into a table, each time in a process of its own, so that the peak of its
// memory can be read: ../shared/data/online_retail/online_retail.csv where it is there, else a made one of the same shape.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const REAL = fileURLToPath(new URL("../../shared/data/online_retail/online_retail.csv", import.meta.url));
const ROWS = 541_909, RUNS = 5;

export default function bench() {
  const folder = mkdtempSync(join(tmpdir(), "segmentry-bench-"));
  try {
    const file = existsSync(REAL) ? REAL : made(join(folder, "orders.csv"));
    console.log(`${file === REAL ? "online_retail.csv" : "a made file"}, ${RUNS} runs, medians`);
    const idle = median(measure("idle", file, "rss"));
    for (const mode of ["readCsv", "streamCsv"]) {
      const seconds = median(measure(mode, file, "seconds")), rss = median(measure(mode, file, "rss"));
      console.log(`${mode.padEnd(10)} ${seconds.toFixed(2)} s  ${Math.round(ROWS / seconds)} rows/s  peak ${rss} MB, of which an idle process ${idle} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(mode, file, figure) {
  return Array.from({ length: RUNS }, () => JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), mode, file], { encoding: "utf8" }))[figure]);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

function made(file) {
  const lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"];
  for (let i = 0; i < ROWS; i++) {
    const item = (i * 7919) % 3800;
    lines.push(`${536_365 + Math.floor(i / 21)},${10_000 + item},"ITEM ${item}, BOXED",${1 + (i % 12)},2011-0${1 + (i % 9)}-1${i % 10} 1${i % 10}:26:00,${(item % 90) / 10},${12_346 + ((i * 31) % 4372)}.0,Country ${i % 38}`);
  }
  writeFileSync(file, lines.join("\n"));
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mode, file] = process.argv.slice(2), start = performance.now();
  const { readCsv, streamCsv } = await import("../dist/csv.js");
  let rows = 0;
  if (mode === "readCsv") rows = (await readCsv(createReadStream(file))).rows;
  if (mode === "streamCsv") for await (const batch of streamCsv(createReadStream(file))) rows += batch.length;
  if (mode !== "idle" && rows !== ROWS) throw new Error(`${rows} rows`);
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rss: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
