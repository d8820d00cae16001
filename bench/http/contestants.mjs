import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/tools.mjs";

const HTTP = join(ROOT, "bench", "http"), SERVE = process.env.SEGMENTRY_BIN ?? join(ROOT, "dist", "bin.js");

/** Of the observed service, which models are read anew by. */
export const ADMIN_TOKEN = "a-token-of-the-benchmark";

/** A service of two models whose event loop is watched, the second called wide. */
export const observedOf = (model, wide) => ({
  name: "segmentry serve", command: process.execPath, observe: true, env: { NODE_ENV: "production", SEGMENTRY_ADMIN_TOKEN: ADMIN_TOKEN },
  args: (port) => ["--import", join(HTTP, "loop-delay.mjs"), SERVE, "serve", model, `wide=${wide}`, "--port", String(port), "--log", "warn"],
});

/** What is measured: how each service is started, by the file of the model. Without Python, its services are left out. */
export function contestantsOf({ model, customers, python }) {
  const ours = (preload) => ({ command: process.execPath, args: (port) => [...preload, SERVE, "serve", model, "--port", String(port), "--log", "warn"], env: { NODE_ENV: "production" } });
  const neutral = { command: process.execPath, args: (port) => [join(HTTP, "neutral.mjs"), model, String(port)], env: { NODE_ENV: "production" } };
  const peer = (workers) => ({
    command: python, cwd: join(HTTP, "peer"), paths: { one: "/predict", many: "/predict/batch" },
    args: (port) => ["-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", String(port), "--loop", "uvloop", "--http", "httptools", "--workers", String(workers), "--no-access-log", "--log-level", "warning"],
    // One thread each: with two, batches take several times as long (measured).
    env: { MODEL: model, CUSTOMERS: customers, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  return {
    services: [
      { name: "segmentry serve", side: "ours", ...ours([]) },
      ...(existsSync(join(ROOT, "dist", "http.js")) ? [{ name: "segmentry/http on node:http", side: "ours", ...neutral }] : []),
      ...(python === undefined ? [] : [1, 2].map((workers) => ({ name: `FastAPI, ${workers} ${workers === 1 ? "worker" : "workers"}`, side: "python", workers, ...peer(workers) }))),
    ],
  };
}
