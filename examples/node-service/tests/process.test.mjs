import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { customer, customers, modelFile, post, ROOT, startProcess, until } from "./support.mjs";

/** Sends the first of two customers as a stream, the second when told to. The client keeps the connection. */
async function stream(base) {
  const sent = request(`${base}/v1/predict`, { method: "POST", headers: { "content-type": "application/x-ndjson" } }), line = `${JSON.stringify(customer)}\n`;
  sent.write(line);
  const [response] = await once(sent, "response");
  assert.equal(response.statusCode, 200);
  const text = response.toArray().then((chunks) => Buffer.concat(chunks).toString());
  return { text, finish: () => sent.end(line) };
}

/** Sends the first part of a customer, which the service has by then, and the rest when told to. */
async function slowRequest(base) {
  const body = JSON.stringify(customer), sent = request(`${base}/v1/predict`, { method: "POST", headers: { "content-type": "application/json", "content-length": body.length } });
  sent.write(body.slice(0, 20));
  const answer = once(sent, "response").then(async ([response]) => {
    const chunks = await response.toArray();
    return { status: response.statusCode, connection: response.headers.connection, segment: JSON.parse(Buffer.concat(chunks).toString()).segment };
  });
  const [socket] = await once(sent, "socket");
  if (socket.connecting) await once(socket, "connect");
  await wait(100);
  assert.ok(await isReady(base));
  return { answer, finish: () => sent.end(body.slice(20)) };
}

const isReady = async (base) => (await fetch(`${base}/v1/ready`)).status === 200;

test("the process answers, takes a new model, refuses garbage, and its log holds nothing of the customers", async (t) => {
  const { path, model, fit, put } = await modelFile(t, 5), { child, lines, errors, logged, listening, ended } = startProcess(t, { MODEL: path, LOG_LEVEL: "debug" });
  const base = await listening(), answer = await post(`${base}/v1/predict`, customer);
  assert.equal((await answer.json()).segment, model.predict([customer])[0]);
  await post(`${base}/campaign?email=ada@example.com`, { ...customer, AGE: "Ada Lovelace" });
  await fetch(`${base}/ada@example.com`);
  await fit(3);
  await logged(/"version":"\w+","msg":"model loaded".*/);
  const segments = async () => (await (await fetch(`${base}/v1/ready`)).json()).models[0].segments;
  assert.equal(await until(segments, (k) => k === 3), 3);
  await put("garbage");
  await logged(/"code":"INVALID_JSON".*"msg":"model refused"/);
  assert.equal(await segments(), 3);

  child.kill("SIGTERM");
  assert.deepEqual(await ended, { code: 0, signal: null });
  const log = [...lines, ...errors].join("\n");
  assert.match(log, /"method":"POST","route":"\/campaign","status":400/);
  for (const secret of ["Brazil", "Abellune", "Lovelace", "ada@", "127.0.0.1:5"]) assert.ok(!log.includes(secret), `${secret} in the log`);
});

test("SIGTERM under load loses no request: the service is unready first, and what was sent is answered", async (t) => {
  const { path, model } = await modelFile(t, 5), { child, listening, ended } = startProcess(t, { MODEL: path, DRAIN_MS: "400" });
  const base = await listening(), list = customers.toRecords().slice(0, 300), expected = [...model.predict(list)];
  let isSending = true, answered = 0, afterSignal = 0, isStopping = false;
  // As a load balancer does: no more requests once it is not ready.
  const balancer = (async () => {
    while (await isReady(base)) await wait(50);
    isSending = false;
  })();
  const clients = Array.from({ length: 8 }, async () => {
    while (isSending) {
      const response = await post(`${base}/v1/predict`, list), wasStopping = isStopping;
      assert.equal(response.status, 200);
      assert.deepEqual((await response.json()).map(({ segment }) => segment), expected);
      answered++;
      if (wasStopping) afterSignal++;
    }
  });
  await until(() => answered, (count) => count >= 8);
  isStopping = true;
  child.kill("SIGTERM");
  await Promise.all([balancer, ...clients]);
  assert.deepEqual(await ended, { code: 0, signal: null });
  assert.ok(afterSignal > 0);
  t.diagnostic(`${answered} requests of 300 customers, ${afterSignal} of them after the signal, all answered`);
});

test("a request and a stream in flight are answered to their ends after SIGTERM", async (t) => {
  const { path, model } = await modelFile(t, 3), { child, logged, listening, ended } = startProcess(t, { MODEL: path });
  const base = await listening(), slow = await slowRequest(base), rows = await stream(base);
  child.kill("SIGTERM");
  await logged(/"msg":"stopping"/);
  await wait(200);
  slow.finish();
  rows.finish();
  assert.deepEqual(await slow.answer, { status: 200, connection: "close", segment: model.predict([customer])[0] });
  assert.equal((await rows.text).trim().split("\n").length, 2);
  assert.deepEqual(await ended, { code: 0, signal: null });
});

test("a connection on which nothing was ever asked does not keep the process from ending", async (t) => {
  const { path } = await modelFile(t, 3), { child, listening, ended } = startProcess(t, { MODEL: path });
  const socket = connect(Number(new URL(await listening()).port), "127.0.0.1"), closed = once(socket.resume(), "close");
  await once(socket, "connect");
  await wait(200);
  child.kill("SIGTERM");
  assert.deepEqual(await ended, { code: 0, signal: null });
  await closed;
});

test("a request that takes longer than GRACE_MS is given up, with exit code 1", async (t) => {
  const { path } = await modelFile(t, 3), { child, listening, lines, ended } = startProcess(t, { MODEL: path, GRACE_MS: "300" });
  const { answer } = await slowRequest(await listening());
  child.kill("SIGINT");
  await assert.rejects(answer);
  assert.deepEqual(await ended, { code: 1, signal: null });
  assert.match(lines.at(-1), /requests were still in flight/);
});

test("a promise whose rejection nobody handles ends the process in order, with exit code 1", async (t) => {
  const rejects = 'data:text/javascript,process.on("SIGUSR2", () => Promise.reject(new Error("nobody cares")))';
  const { path } = await modelFile(t, 3), { child, listening, lines, ended } = startProcess(t, { MODEL: path }, ["--import", rejects]);
  await listening();
  child.kill("SIGUSR2");
  assert.deepEqual(await ended, { code: 1, signal: null });
  assert.ok(lines.some((line) => line.includes('"level":60') && line.includes("nobody cares")));
  assert.match(lines.at(-1), /"msg":"stopped"/);
});

test("the process does not start without a model, nor with a wrong environment, and says why", async (t) => {
  for (const [env, why] of [[{ MODEL: "none.json" }, /not started: .*no file "none\.json"/], [{ PORT: "http" }, /not started: PORT must be an integer/]]) {
    const { ended, errors } = startProcess(t, env);
    assert.deepEqual(await ended, { code: 1, signal: null });
    assert.match(errors.join("\n"), why);
  }
});

test("healthcheck.mjs exits with 0 where the service is alive, with 1 where it is not", async (t) => {
  const { path } = await modelFile(t, 3), { child, listening, ended } = startProcess(t, { MODEL: path });
  const { port } = new URL(await listening());
  const check = () => new Promise((resolve) => execFile(process.execPath, ["src/healthcheck.mjs"], { cwd: ROOT, env: { ...process.env, PORT: port } }, (error) => resolve(error?.code ?? 0)));
  assert.equal(await check(), 0);
  child.kill("SIGTERM");
  await ended;
  assert.equal(await check(), 1);
});
