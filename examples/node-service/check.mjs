// Starts the service, sends it requests, checks the answers and stops it: npm run check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { segment } from "segmentry";
import { parseCsv } from "segmentry/csv";

const CUSTOMER = {
  AGE: 29, GENDER: "F", COUNTRY: "Brazil", TRAFFIC_SOURCE: "Facebook", TOTAL_ORDERS: 2,
  MOST_FREQUENT_BRAND: "Abellune", MOST_FREQUENT_CATEGORY: "Dresses",
};
const { AGE: _, ...WITHOUT_AGE } = CUSTOMER;

const directory = await mkdtemp(join(tmpdir(), "segmentry-service-"));
const MODEL = join(directory, "model.json");
const customers = parseCsv(await readFile(new URL("../data/customers.csv", import.meta.url), "utf8"));
const fit = async (k) => {
  const { model } = segment(customers, { k, seed: 222 });
  await writeFile(MODEL, JSON.stringify(model));
  return model;
};
const model = await fit(5);

const server = spawn(process.execPath, ["server.mjs"], {
  cwd: import.meta.dirname, env: { ...process.env, MODEL, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"],
});
const log = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
try {
  const base = (await logged(/listening at (http:[^"\s]+)/))[1];
  const send = (body) => ask(`${base}/segment`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const locate = (customer) => send(JSON.stringify(customer));
  const reload = () => ask(`${base}/reload`, { method: "POST" });

  const { status, answer } = await locate(CUSTOMER), segmentOf = model.predict([CUSTOMER])[0];
  assert.deepEqual({ status, answer }, { status: 200, answer: { segment: segmentOf, distance: model.transform([CUSTOMER]).row(0)[segmentOf] } });
  console.log(`ok one customer: ${JSON.stringify(answer)}`);

  const list = customers.toRecords().slice(0, 500), labels = (await locate(list)).answer.map((one) => one.segment);
  assert.deepEqual(labels, [...model.predict(list)]);
  console.log("ok a list of 500: the labels that the model gives here");

  assert.equal((await locate({ ...CUSTOMER, COUNTRY: "Atlantis" })).status, 200);
  console.log("ok an unknown category: answered, as one of the rare ones");

  await refused("a missing column", locate(WITHOUT_AGE), 422, "MISSING_COLUMN");
  await refused("text in AGE", locate({ ...CUSTOMER, AGE: "twenty" }), 422, "COLUMN_TYPE");
  await refused("no customers", locate([]), 422, "EMPTY_DATA");
  await refused("no record", locate(7), 422, "COLUMN_TYPE");
  await refused("not JSON", send("{"), 400);
  await refused("too long", send(JSON.stringify("x".repeat(1_000_001))), 413);

  const segments = await ask(`${base}/segments`);
  assert.deepEqual(segments.answer.map((one) => one.customers), model.report.clusters.map(({ size }) => size));
  console.log(`ok segments: ${segments.answer.map((one) => `${(100 * one.share).toFixed(0)} %`).join(", ")}`);

  await fit(3);
  server.kill("SIGHUP");
  await logged(/a model of 3 segments was loaded/);
  assert.equal((await ask(`${base}/health`)).answer.segments, 3);
  await writeFile(MODEL, "{}");
  await refused("reload of a broken model", reload(), 500, "NOT_RELOADED");
  await fit(4);
  assert.deepEqual((await reload()).answer, { segments: 4 });
  console.log("ok reload: by SIGHUP and by request; a broken model leaves the old one");

  server.kill("SIGTERM");
  const [code] = await once(server, "exit");
  assert.equal(code, 0);
  console.log("ok stop: exit code 0");
} finally {
  server.kill();
  await rm(directory, { recursive: true });
}

async function ask(url, options) {
  const response = await fetch(url, options);
  return { status: response.status, answer: await response.json() };
}

async function refused(what, request, status, code) {
  const { status: got, answer } = await request;
  assert.equal(got, status);
  if (code) assert.equal(answer.code, code);
  console.log(`ok ${what}: ${got} ${answer.code} ${answer.message}`);
}

async function logged(pattern) {
  for (;;) {
    const { done, value } = await log.next();
    if (done) throw new Error(`the service ended before it logged ${pattern}`);
    const found = pattern.exec(value);
    if (found) return found;
  }
}
