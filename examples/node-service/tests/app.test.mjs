import assert from "node:assert/strict";
import { test } from "node:test";
import { buildApp } from "../src/app.mjs";
import { readConfig } from "../src/config.mjs";
import { ADMIN_TOKEN, CUSTOMERS, customer, customers, modelFile, TOKEN, until } from "./support.mjs";

const { AGE: _, ...WITHOUT_AGE } = customer;

/** The application on a model of k segments, without a port. */
async function appOn(t, k, env = {}) {
  const file = await modelFile(t, k);
  const { app, drain } = await buildApp(readConfig({ MODEL: file.path, LOG_LEVEL: "silent", WATCH: "20", ...env }));
  t.after(() => app.close());
  const post = (url, payload, headers) => app.inject({ method: "POST", url, payload, headers });
  const segments = async () => (await app.inject("/v1/ready")).json().models?.[0].segments;
  return { ...file, app, drain, post, segments };
}

function isProblem(answer, status, code) {
  assert.equal(answer.statusCode, status, answer.payload);
  assert.match(answer.headers["content-type"], /^application\/problem\+json/);
  assert.equal(answer.json().code, code);
  assert.equal(answer.json().status, status);
}

test("POST /v1/predict gives the segments and distances that the model gives in this process", async (t) => {
  const { model, post } = await appOn(t, 5), list = customers.toRecords().slice(0, 500);
  const answers = (await post("/v1/predict", list)).json(), distances = model.transform(list);
  assert.deepEqual(answers.map(({ segment }) => segment), [...model.predict(list)]);
  assert.deepEqual(answers.map(({ distance }) => distance), answers.map(({ segment }, i) => distances.row(i)[segment]));
  assert.equal((await post("/v1/predict", customer)).json().segment, model.predict([customer])[0]);
  assert.equal((await post("/v1/predict", { ...customer, COUNTRY: "Atlantis" })).statusCode, 200);
});

test("what is wrong with a request is said as a problem of RFC 9457, by the routes of both sides", async (t) => {
  const { app, post } = await appOn(t, 3);
  for (const url of ["/v1/predict", "/campaign"]) {
    isProblem(await post(url, WITHOUT_AGE), 400, "MISSING_COLUMN");
    isProblem(await post(url, { ...customer, AGE: "twenty" }), 400, "COLUMN_TYPE");
    isProblem(await post(url, "x", { "content-type": "text/csv" }), 415, url === "/campaign" ? "FST_ERR_CTP_INVALID_MEDIA_TYPE" : "UNSUPPORTED_MEDIA_TYPE");
  }
  for (const url of ["/v1/predict", "/campaign"]) {
    isProblem(await post(url, "{", { "content-type": "application/json" }), 400, "INVALID_JSON");
    isProblem(await post(url, `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, { "content-type": "application/json" }), 400, "MISSING_COLUMN");
    assert.equal((await post(url, `{"__proto__":{"AGE":1},${JSON.stringify(customer).slice(1)}`, { "content-type": "application/json" })).statusCode, 200);
  }
  isProblem(await post("/campaign", [customer]), 400, "ONE_CUSTOMER");
  isProblem(await post("/campaign", JSON.stringify(customer), { "content-type": "text/plain" }), 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE");
  isProblem(await app.inject("/%zz"), 400, "BAD_PATH");
  isProblem(await post("/campaign", { ...customer, padding: "x".repeat(2 ** 20) }), 413, "FST_ERR_CTP_BODY_TOO_LARGE");
  isProblem(await app.inject("/v1/campaigns?customer=ada"), 404, "NO_SUCH_ROUTE");
  isProblem(await app.inject("/v1/predict"), 405, "METHOD_NOT_ALLOWED");
});

test("GET segments, model, health, ready, metrics, openapi.json and docs answer", async (t) => {
  const { app, model, post } = await appOn(t, 4);
  await post("/v1/predict", [customer, customer]);
  const get = async (path) => {
    const answer = await app.inject(`/v1${path}`);
    assert.equal(answer.statusCode, 200, path);
    return answer;
  };
  assert.deepEqual((await get("/segments")).json().segments.map(({ size }) => size), model.report.clusters.map(({ size }) => size));
  assert.deepEqual((await get("/model")).json().columns.map(({ name }) => name), Object.keys(customer));
  assert.deepEqual((await get("/health")).json(), { status: "ok" });
  assert.equal((await get("/ready")).json().status, "ready");
  assert.match((await get("/metrics")).payload, /^segmentry_customers_total\{model="customers@\w+",outcome="scored"\} 2$/m);
  assert.ok((await get("/openapi.json")).json().paths["/predict"]);
  assert.match((await get("/docs/")).payload, /swagger/i);
  assert.equal((await app.inject("/v1/docs")).headers.location, "./docs/");
});

test("CUSTOMERS names those among whom similar ones are found", async (t) => {
  const { post } = await appOn(t, 3, { CUSTOMERS }), [first] = customers.toRecords(), [{ similar }] = (await post("/v1/similar?n=2", [first])).json();
  assert.equal(similar.length, 2);
  assert.equal(String(similar[0].id), String(first.USER_ID));
});

test("a token is asked for by all routes but health and readiness, and there is no page of documentation", async (t) => {
  const { app, post } = await appOn(t, 3, { SEGMENTRY_TOKEN: TOKEN }), bearer = (token) => ({ authorization: `Bearer ${token}` });
  for (const url of ["/v1/predict", "/campaign"]) {
    isProblem(await post(url, customer), 401, "UNAUTHORIZED");
    isProblem(await post(url, customer, bearer(ADMIN_TOKEN)), 401, "UNAUTHORIZED");
    assert.equal((await post(url, customer, bearer(TOKEN))).statusCode, 200);
  }
  for (const path of ["/segments", "/metrics", "/openapi.json"]) isProblem(await app.inject(`/v1${path}`), 401, "UNAUTHORIZED");
  for (const path of ["/health", "/ready"]) assert.equal((await app.inject(`/v1${path}`)).statusCode, 200);
  for (const path of ["/docs", "/docs/json"]) assert.equal((await app.inject(`/v1${path}`)).statusCode, 404);
});

test("a new file is answered from within a moment; one that is no model leaves the old one", async (t) => {
  const { fit, put, post, segments } = await appOn(t, 3), before = (await post("/v1/predict", customer)).headers["segmentry-model"];
  await fit(4);
  await until(segments, (k) => k === 4);
  const { headers } = await post("/v1/predict", customer);
  assert.notEqual(headers["segmentry-model"], before);
  await put("{ garbage");
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await segments(), 4);
  assert.equal((await post("/v1/predict", customer)).headers["segmentry-model"], headers["segmentry-model"]);
  await fit(2);
  await until(segments, (k) => k === 2);
});

test("POST /v1/admin/reload reads the file where it is not watched, says why it is refused, and wants its own token", async (t) => {
  const { fit, put, post, segments } = await appOn(t, 3, { WATCH: "0", SEGMENTRY_TOKEN: TOKEN, SEGMENTRY_ADMIN_TOKEN: ADMIN_TOKEN });
  const reload = (token) => post("/v1/admin/reload", undefined, { authorization: `Bearer ${token}` });
  await fit(4);
  isProblem(await reload(TOKEN), 401, "UNAUTHORIZED");
  assert.equal(await segments(), 3);
  assert.equal((await reload(ADMIN_TOKEN)).json().models[0].segments, 4);
  await put("{}");
  isProblem(await reload(ADMIN_TOKEN), 503, "NOT_RELOADED");
  assert.equal(await segments(), 4);
});

test("drain makes the service unready, and has connections closed; it still answers", async (t) => {
  const { app, drain, post } = await appOn(t, 3);
  drain();
  isProblem(await app.inject("/v1/ready"), 503, "NOT_READY");
  assert.equal((await app.inject("/v1/health")).statusCode, 200);
  const answer = await post("/campaign", customer);
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers.connection, "close");
});
