// What goes wrong around a service: slow and vanishing clients, models that change or break under load, its own end.
import { copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "../../dist/csv.js";
import { decodeSegmentation } from "../../dist/predict.js";
import { openFilesOf } from "../processes.mjs";
import { Connection, freePort, get, once, post } from "../raw-http.mjs";
import { Service } from "../service.mjs";
import { expect, ROOT } from "../tools.mjs";
import { Choices } from "./choices.mjs";
import { fitSample } from "./targets.mjs";

const TOKEN = "a-token-for-this-check-alone", TIME_LIMIT = 3, HEAD_LIMIT = 10;
const SLOW = 100, ABORTED = 3000, SWAPS = 60, CLIENTS = 8;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (since) => (performance.now() - since) / 1000;
const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Runs all faults, or those whose names have a text. */
export async function injectFaults(directory, checks, { seed, only = "" }) {
  const models = [5, 3].map((k) => fitSample(directory, k)), served = join(directory, "served.json"), token = join(directory, "token");
  copyFileSync(models[0], served);
  writeFileSync(token, TOKEN);
  const context = { directory, models, served, seed, customers: readCustomers(), options: ["--admin-token-file", token, "--timeout", String(TIME_LIMIT), "--log", "warn"] };
  const check = (name, run) => (name.includes(only) ? checks.check(name, run) : undefined);
  await withService(context, [], async (service) => {
    const before = figures(service);
    await check("clients that send a byte a second", () => slowClients(service, context));
    await check("clients that do not read their answers", () => deafClients(service, context));
    await check("clients that go away", () => vanishingClients(service, context));
    await check("files and memory after that", () => comparedWith(service, before));
    await check("models swapped under load by POST /admin/reload", () => swaps(service, context, () => reload(service)));
    await check("files that are no models", () => brokenModels(service, context));
    await check("files and memory after all", () => comparedWith(service, before));
  });
  await withService(context, ["--watch"], async (service) => {
    await check("models swapped under load, seen by --watch", () => swaps(service, context, () => pause(1500), 6));
    await check("a model that is written in two halves, seen by --watch", () => halfWritten(service, context));
  });
  await check("kill -9 and a new start", () => killed(context));
  await check("SIGTERM under load", () => terminated(context));
  checks.finish();
}

function readCustomers() {
  return parseCsv(readFileSync(join(ROOT, "examples", "data", "customers.csv"), "utf8")).toRecords().map(({ USER_ID: _, ...customer }) => customer);
}

async function withService({ served, options }, further, use) {
  const service = await Service.serve(served, { options: [...options, ...further] });
  try {
    await use(service);
  } finally {
    await service.stop();
  }
}

const figures = (service) => ({ files: openFilesOf(service.pid), memory: service.memory() });

async function comparedWith(service, before) {
  await pause(3000);
  const after = figures(service), health = await once(service.port, get("/health"));
  expect(health?.status === 200, `health ${health?.status}`);
  expect(after.files <= before.files + 2, `${after.files} open files, ${before.files} before`);
  return `${before.files} open files before, ${after.files} after; ${megabytes(before.memory)} before, ${megabytes(after.memory)} after, ${megabytes(service.memory("VmHWM"))} at most`;
}

/** Heads and bodies a byte a second, while others are served. */
async function slowClients(service, { customers }) {
  const request = post("/predict", JSON.stringify(customers.slice(0, 50))), headEnd = request.indexOf("\r\n\r\n") + 4;
  let others = 0, isOver = false, longest = 0;
  const normal = (async () => {
    const connection = new Connection(service.port), one = post("/predict", JSON.stringify(customers[0]));
    while (!isOver) {
      const started = performance.now(), answer = await connection.ask(one);
      expect(answer?.status === 200, `others are answered with ${answer?.status}`);
      longest = Math.max(longest, performance.now() - started);
      others++;
      await pause(5);
    }
    connection.destroy();
  })();
  const all = await Promise.all(Array.from({ length: SLOW }, (_, i) => slow(service, request, i % 2 === 0 ? headEnd + 1 : 5))).finally(() => (isOver = true));
  await normal;
  const bodies = all.filter((_, i) => i % 2 === 0), heads = all.filter((_, i) => i % 2 === 1);
  const most = (list, field) => Math.max(...list.map((one) => one[field])), statuses = (list) => [...new Set(list.map(({ status }) => status))].join(", ");
  expect(bodies.every(({ status }) => status === 408), `slow bodies are answered with ${statuses(bodies)}`);
  expect(most(bodies, "answered") < TIME_LIMIT + 3, `a slow body is answered after ${most(bodies, "answered").toFixed(1)} s`);
  expect(heads.every(({ status }) => status === 408 || status === null), `slow heads are answered with ${statuses(heads)}`);
  expect(most(heads, "answered") < HEAD_LIMIT + 5, `a slow head is cut off after ${most(heads, "answered").toFixed(1)} s`);
  return `${bodies.length} slow bodies answered with 408 after at most ${most(bodies, "answered").toFixed(1)} s (limit ${TIME_LIMIT} s), closed after at most ${most(bodies, "closed").toFixed(1)} s; ${heads.length} slow heads cut off after at most ${most(heads, "answered").toFixed(1)} s; ${others} others served meanwhile, the longest in ${longest.toFixed(0)} ms`;
}

/** Sends a start at once and the rest a byte a second, until it is answered or cut off. */
async function slow({ port }, request, start) {
  const connection = new Connection(port), started = performance.now();
  let at = start;
  connection.write(request.subarray(0, start));
  const timer = setInterval(() => connection.write(request.subarray(at, ++at)), 1000);
  const answer = await Promise.race([connection.answer(), pause(40_000).then(() => "still open")]), answered = seconds(started);
  clearInterval(timer);
  if (answer !== "still open" && !connection.socket.destroyed) await Promise.race([new Promise((resolve) => connection.socket.once("close", resolve)), pause(15_000)]);
  const closed = connection.socket.destroyed ? seconds(started) : Infinity;
  connection.destroy();
  return { status: answer === null ? null : answer.status ?? answer, answered, closed };
}

/** Streams whose answers nobody reads: the service must wait with its work, not gather answers. */
async function deafClients(service, { customers }) {
  const PIECES = 100, lines = `${customers.slice(0, 1000).map((customer) => JSON.stringify(customer)).join("\n")}\n`, chunk = Buffer.from(`${Buffer.byteLength(lines).toString(16)}\r\n${lines}\r\n`), before = service.memory();
  const head = Buffer.from("POST /predict HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n");
  const deaf = Array.from({ length: 20 }, () => new Connection(service.port)), waits = [];
  let taken = 0;
  for (const { socket } of deaf) {
    let left = PIECES;
    const next = (error) => {
      if (error) return;
      if (left < PIECES) taken += chunk.length;
      if (left-- > 0) socket.write(chunk, next);
    };
    socket.removeAllListeners("data");
    socket.pause();
    socket.write(head, next);
  }
  for (let i = 0; i < 8; i++) {
    await pause(500);
    const started = performance.now(), answer = await once(service.port, post("/predict", JSON.stringify(customers[0])));
    expect(answer?.status === 200, `others are answered with ${answer?.status}`);
    waits.push(performance.now() - started);
  }
  const held = service.memory() - before;
  for (const connection of deaf) connection.destroy();
  expect(taken < 20 * PIECES * chunk.length, "all is taken, though nobody reads");
  expect(held < 300 * 2 ** 20, `the service holds ${megabytes(held)} more`);
  return `20 streams of ${megabytes(PIECES * chunk.length)} each, of which ${megabytes(taken)} in all left the clients; ${megabytes(held)} more memory meanwhile, others served in at most ${Math.max(...waits).toFixed(0)} ms`;
}

/** Requests that are given up at a random place of what is sent, or of the answer. */
async function vanishingClients(service, { customers, seed }) {
  const choices = new Choices(seed, 1), started = performance.now();
  let next = 0, up = 0, down = 0, whole = 0;
  const bodies = [1, 100, 1000, 3000].map((size) => JSON.stringify(Array.from({ length: size }, (_, i) => customers[i % customers.length])));
  const lines = customers.slice(0, 1000).map((customer) => JSON.stringify(customer)).join("\n");
  const client = async () => {
    while (next++ < ABORTED) {
      const request = choices.chance(0.3) ? post("/predict", lines, { "content-type": "application/x-ndjson" }) : post(choices.chance(0.2) ? "/explain" : "/predict", choices.one(bodies)), connection = new Connection(service.port);
      if (choices.chance(0.5)) {
        connection.write(request.subarray(0, choices.below(request.length)));
        await pause(choices.below(20));
        up++;
      } else {
        connection.write(request);
        if (await Promise.race([connection.answer(), pause(choices.below(100))])) whole++;
        else down++;
      }
      if (choices.chance(0.5)) connection.socket.resetAndDestroy();
      else connection.destroy();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const answer = await once(service.port, post("/predict", JSON.stringify(customers[0])));
  expect(answer?.status === 200, `afterwards status ${answer?.status}`);
  return `${up} gone while sending, ${down} before the end of the answer, ${whole} after it, in ${seconds(started).toFixed(0)} s`;
}

const askReload = (service) => once(service.port, post("/admin/reload", "", { authorization: `Bearer ${TOKEN}`, "content-type": undefined }));

async function reload(service) {
  const answer = await askReload(service);
  expect(answer?.status === 200, `POST /admin/reload is answered with ${answer?.status} ${answer?.body}`);
}

/** Renames one complete file over the other: no reader sees half a model. */
function put(context, from) {
  const file = join(context.directory, "next.json");
  copyFileSync(from, file);
  renameSync(file, context.served);
}

/** Swaps two models while clients check that each answer is of one of them alone. */
async function swaps(service, context, apply, times = SWAPS) {
  const { models, customers } = context, versions = new Map(), labels = models.map((file) => decodeSegmentation(readFileSync(file, "utf8")).predict(customers));
  for (const [i, file] of models.entries()) {
    put(context, file);
    await apply();
    versions.set((await once(service.port, get("/segments"))).headers["segmentry-model"], i);
  }
  expect(versions.size === 2, `the models are told as ${[...versions.keys()].join(", ")}`);
  let isOver = false, answered = 0, rows = 0;
  const by = [0, 0], choices = new Choices(context.seed, 2), started = performance.now();
  const client = async () => {
    const connection = new Connection(service.port);
    while (!isOver) {
      const from = choices.below(1000), size = choices.one([1, 50, 1000]), answer = await connection.ask(post("/predict", JSON.stringify(customers.slice(from, from + size))));
      expect(answer?.status === 200, `a request is answered with ${answer?.status} ${answer?.body?.toString().slice(0, 300)}`);
      const one = versions.get(answer.headers["segmentry-model"]), found = JSON.parse(answer.body);
      expect(one !== undefined, `an answer of the model ${answer.headers["segmentry-model"]}`);
      expect(found.length === size && found.every(({ segment }, i) => segment === labels[one][from + i]), `an answer of ${answer.headers["segmentry-model"]} with segments of another`);
      by[one]++;
      answered++;
      rows += size;
    }
    connection.destroy();
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  try {
    for (let i = 0; i < times; i++) {
      put(context, models[i % 2]);
      await Promise.race([apply(), clients]);
    }
  } finally {
    isOver = true;
  }
  await clients;
  expect(by.every((count) => count > 0), `answers by model: ${by.join(", ")}`);
  return `${times} swaps in ${seconds(started).toFixed(0)} s; ${answered} requests of ${rows} customers, ${by.join(" and ")} by model, none dropped, none mixed`;
}

/** Garbage in place of the model: the old one stays. */
async function brokenModels(service, context) {
  const text = readFileSync(context.models[0], "utf8"), told = [];
  put(context, context.models[0]);
  await reload(service);
  const ask = () => once(service.port, post("/predict", JSON.stringify(context.customers[0]))), wanted = await ask();
  const contents = {
    garbage: Buffer.from([0, 255, 1, 2, 3]), "half a model": text.slice(0, text.length / 2), nothing: "", "another JSON": '{"kind":"KMeans"}', "a model of another kind": JSON.stringify(JSON.parse(text).pipeline),
    "a number that is none": text.replace(/"inertia":[\d.]+/, '"inertia":"x"'), "100,000 brackets": "[".repeat(100_000),
  };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(context.served, content);
    const answer = await askReload(service);
    expect(answer !== null && answer.status >= 400 && answer.status !== 500, `${name}: the reload is answered with ${answer?.status} ${answer?.body}`);
    told.push(`${name} ${answer.status} ${JSON.parse(answer.body).code}`);
    const found = await ask(), ready = await once(service.port, get("/ready"));
    expect(found?.status === 200 && found.body.equals(wanted.body) && found.headers["segmentry-model"] === wanted.headers["segmentry-model"], `${name}: afterwards ${found?.status} ${found?.body}`);
    expect(ready?.status === 200, `${name}: ready ${ready?.status}`);
  }
  put(context, context.models[1]);
  await reload(service);
  expect((await ask()).headers["segmentry-model"] !== wanted.headers["segmentry-model"], "the next model is not taken");
  return `${told.join(", ")}; the old model answers on, the next one is taken`;
}

/** A file that is written slowly, not renamed: the old model answers until it is whole. */
async function halfWritten(service, context) {
  const text = readFileSync(context.models[0], "utf8"), ask = async () => (await once(service.port, post("/predict", JSON.stringify(context.customers[0]))))?.headers["segmentry-model"];
  put(context, context.models[1]);
  await pause(2500);
  const old = await ask();
  writeFileSync(context.served, text.slice(0, text.length / 2));
  await pause(2500);
  expect(await ask() === old, "half a model changes what answers");
  writeFileSync(context.served, text);
  const started = performance.now();
  while (await ask() === old) {
    expect(seconds(started) < 10, "the whole model is not taken within 10 s");
    await pause(50);
  }
  return `taken ${seconds(started).toFixed(1)} s after it was whole`;
}

async function killed({ served, options, customers }) {
  const port = await freePort(), times = [];
  for (let i = 0; i < 3; i++) {
    const service = await Service.serve(served, { options, port }), connections = Array.from({ length: CLIENTS }, () => new Connection(port));
    const asked = connections.map((connection) => connection.ask(post("/predict", JSON.stringify(customers.slice(0, 1000)))));
    await pause(5);
    service.kill("SIGKILL");
    await service.ended;
    await Promise.all(asked);
    const started = performance.now(), next = await Service.serve(served, { options, port });
    times.push(seconds(started));
    const answer = await once(port, post("/predict", JSON.stringify(customers[0])));
    expect(answer?.status === 200, `after the new start status ${answer?.status}`);
    await next.stop();
  }
  return `answers again at the same port after ${times.map((time) => time.toFixed(1)).join(", ")} s`;
}

/** What was sent before the signal is answered. */
async function terminated({ served, options, customers }) {
  const body = post("/predict", JSON.stringify(customers.slice(0, 1000))), line = `${JSON.stringify(customers[0])}\n`, chunk = `${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`, told = [];
  let late = 0, inFlight = 0;
  for (let i = 0; i < 6; i++) {
    const service = await Service.serve(served, { options }), isKept = i % 2 === 1;
    let signalled = Infinity;
    const client = async () => {
      const connection = new Connection(service.port);
      for (;;) {
        const sent = performance.now(), answer = await connection.ask(body), wasBefore = sent < signalled - 20; // it has certainly arrived
        if (performance.now() > signalled && wasBefore) inFlight++;
        if (answer === null) {
          expect(!wasBefore, "a request in flight is not answered");
          late++;
          return;
        }
        expect(answer.status === 200 || (!wasBefore && answer.status === 503), `status ${answer.status} at the end`);
        if (answer.status === 200) expect(JSON.parse(answer.body).length === 1000, "an answer is cut short");
        if (connection.ended) return;
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client)), stream = new Connection(service.port);
    stream.write(`POST /predict HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`);
    await pause(300 + 70 * i);
    signalled = performance.now();
    service.kill("SIGTERM");
    await pause(500);
    stream.write(`${chunk}0\r\n\r\n`);
    const streamed = await stream.answer();
    if (!isKept) stream.destroy(); // else it keeps its connection, as a client does that knows of no end
    const how = await service.ended, took = seconds(signalled);
    await clients;
    expect(how === 0, `it ends with ${how}: ${service.log}`);
    expect(streamed?.status === 200 && streamed.body.toString().trimEnd().split("\n").length === 2, `the stream in flight gets ${streamed?.status} ${streamed?.body}`);
    told.push(`${took.toFixed(1)}${isKept ? " (the client of the stream stays)" : ""}`);
  }
  return `${told.length} times: exit code 0 after ${told.join(", ")} s; ${inFlight} requests in flight all answered, ${late} that came later were not; a stream in flight was answered to its end`;
}
