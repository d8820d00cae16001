// Reads a CSV file in the asked way, and tells the time and the peak of memory.
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseCsv, readCsv, streamCsv } from "../../dist/csv.js";

const READERS = {
  idle: () => 0,
  parseCsv: async (file) => parseCsv(await readFile(file, "utf8")).rows,
  readCsv: async (file) => (await readCsv(createReadStream(file))).rows,
  async streamCsv(file) {
    let rows = 0;
    for await (const batch of streamCsv(createReadStream(file))) rows += batch.length;
    return rows;
  },
};

const { mode, file } = JSON.parse(process.argv[2]), start = performance.now();
const rows = await READERS[mode](file);
console.log(JSON.stringify({ ms: performance.now() - start, rows, rss: process.resourceUsage().maxRSS * 1024 }));
