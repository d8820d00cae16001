// Runs the commands of shop and checks what they print and write: npm run check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CUSTOMERS = fileURLToPath(new URL("../data/customers.csv", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "segmentry-shop-"));
const MODEL = join(folder, "model.json"), SCORED = join(folder, "scored.csv");

try {
  assert.match(shop("--help").stdout, /segments[^]*refresh/);
  assert.match(shop("segments", "--help").stdout, /fit[^]*predict/);
  console.log("ok shop --help lists both, shop segments --help our commands");

  const fit = shop("segments", "fit", CUSTOMERS, "--k", "5", "--seed", "222", "-o", MODEL);
  assert.equal(fit.status, 0);
  assert.equal(JSON.parse(await readFile(MODEL, "utf8")).kind, "Segmentation");
  console.log(`ok shop segments fit: ${fit.stdout.split("\n").length} lines, and the model`);

  assert.equal(shop("segments", "predict", MODEL, CUSTOMERS, "-o", SCORED).status, 0);
  const [header, ...rows] = (await readFile(SCORED, "utf8")).trimEnd().split("\n");
  assert.match(header, /,segment,distance$/);
  assert.equal(rows.length, 2000);
  console.log("ok shop segments predict: 2000 customers with their segments");

  const refresh = shop("refresh", CUSTOMERS, "--into", folder);
  assert.match(refresh.stdout, /^2000 customers in 5 segments: /);
  assert.match(await readFile(join(folder, "segments.md"), "utf8"), /^# Segments/);
  console.log("ok shop refresh, by calling a command: the model and the report");

  for (const args of [["segments", "fit", "nowhere.csv"], ["refresh", "nowhere.csv"]]) {
    const { status, stderr } = shop(...args);
    assert.notEqual(status, 0);
    assert.match(stderr, /nowhere\.csv/);
    console.log(`ok shop ${args.join(" ")}: exit code ${status}, ${stderr.trim()}`);
  }
} finally {
  await rm(folder, { recursive: true });
}

function shop(...args) {
  return spawnSync(process.execPath, ["shop.mjs", ...args], { cwd: import.meta.dirname, encoding: "utf8" });
}
