import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../src/config.mjs";

test("readConfig gives what a developer's machine wants where the environment says nothing", () => {
  assert.deepEqual(readConfig({ PORT: "" }), {
    host: "127.0.0.1", port: 3000, model: "model.json", customers: undefined, token: undefined, adminToken: undefined,
    logLevel: "info", watchMs: 1000, drainMs: 0, graceMs: 6000,
  });
});

test("readConfig names all that is wrong in one error, without the secrets", () => {
  const env = { PORT: "70000", WATCH: "5", DRAIN_MS: "1e3", GRACE_MS: "-1", LOG_LEVEL: "loud", SEGMENTRY_TOKEN: "hunter2" };
  assert.throws(() => readConfig(env), ({ message }) => {
    for (const name of Object.keys(env)) assert.ok(message.includes(name), `${name} in ${message}`);
    assert.ok(!message.includes("hunter2"));
    return true;
  });
});
