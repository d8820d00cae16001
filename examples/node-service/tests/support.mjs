// What the tests share.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { segment } from "segmentry";
import { parseCsv } from "segmentry/csv";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const CUSTOMERS = fileURLToPath(new URL("../../data/customers.csv", import.meta.url));
export const TOKEN = "a-token-of-the-tests", ADMIN_TOKEN = "another-token-of-the-tests";

export const customers = parseCsv(await readFile(CUSTOMERS, "utf8"));
export const customer = Object.freeze({
  AGE: 29, GENDER: "F", COUNTRY: "Brazil", TRAFFIC_SOURCE: "Facebook", TOTAL_ORDERS: 2,
  MOST_FREQUENT_BRAND: "Abellune", MOST_FREQUENT_CATEGORY: "Dresses",
});

/** A directory with the file of a model of k segments; the model may be replaced, the file hold other things. */
export async function modelFile(t, k) {
  const directory = await mkdtemp(join(tmpdir(), "service-")), path = join(directory, "model.json");
  t.after(() => rm(directory, { recursive: true }));
  const put = async (text) => {
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  };
  const fit = async (k) => {
    const { model } = segment(customers, { k, seed: 222 });
    await put(JSON.stringify(model));
    return model;
  };
  return { path, put, fit, model: await fit(k) };
}

/** The service as a process: on a free port, with its log. */
export function startProcess(t, env, nodeOptions = []) {
  const child = spawn(process.execPath, [...nodeOptions, "src/server.mjs"], { cwd: ROOT, env: { PATH: process.env.PATH, PORT: "0", WATCH: "20", ...env } });
  const lines = [], errors = [], ended = once(child, "close").then(([code, signal]) => ({ code, signal }));
  t.after(() => child.kill("SIGKILL"));
  createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    child.emit("logged");
  });
  const logged = async (pattern) => {
    for (;;) {
      const found = lines.map((line) => pattern.exec(line)).find(Boolean);
      if (found) return found;
      await Promise.race([once(child, "logged"), ended.then((end) => Promise.reject(new Error(`it ended (${JSON.stringify(end)}) before it logged ${pattern}: ${errors.join("\n")}`)))]);
    }
  };
  const listening = async () => (await logged(/listening at (http:[^"\s]+)/))[1];
  return { child, lines, errors, ended, logged, listening };
}

/** Posts a value as JSON. */
export const post = (url, value, headers = {}) => fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) });

/** Asks until the answer is as wanted; fails after thirty seconds. */
export async function until(ask, isWanted) {
  for (const end = performance.now() + 30_000; ; ) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (performance.now() > end) throw new Error(`after thirty seconds still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
