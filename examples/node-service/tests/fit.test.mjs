import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { buildApp } from "../src/app.mjs";
import { mailingOf } from "../src/campaign.mjs";
import { readConfig } from "../src/config.mjs";
import { customers, ROOT } from "./support.mjs";

test("npm run fit writes a model whose segments all have a mailing, which POST /campaign gives", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "service-")), MODEL = join(directory, "model.json");
  t.after(() => rm(directory, { recursive: true }));
  const { stdout } = await promisify(execFile)(process.execPath, ["src/fit.mjs"], { cwd: ROOT, env: { ...process.env, MODEL } });
  assert.match(stdout, /2000 customers\. clear: There are 5 segments\./);
  assert.doesNotMatch(stdout, /no mailing/);
  assert.deepEqual(await readdir(directory), ["model.json"]);

  const { app } = await buildApp(readConfig({ MODEL, LOG_LEVEL: "silent", WATCH: "0" }));
  t.after(() => app.close());
  const list = customers.toRecords().slice(0, 50), post = async (url, payload) => (await app.inject({ method: "POST", url, payload })).json();
  const names = (await post("/v1/predict", list)).map(({ name }) => name), campaigns = await Promise.all(list.map((one) => post("/campaign", one)));
  assert.deepEqual(campaigns, names.map((name) => ({ mailing: mailingOf(name), segment: name })));
  assert.equal(new Set(campaigns.map(({ mailing }) => mailing)).size, 5);
});

test("a segment without a mailing gets the newsletter", () => assert.equal(mailingOf("constructor"), "newsletter"));
