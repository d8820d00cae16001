import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Platform } from "./platform";

/** Node. */
export const node: Platform = {
  // The flags of the process may name preloads and test runners, which the worker has no use for.
  createWorker: () => new Worker(script(), { execArgv: [], name: "segmentry" }),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  canShare: () => true,
};

/** The worker's script, beside this one; in CommonJS import.meta is empty. */
function script(): URL {
  const here = (import.meta as Partial<ImportMeta>).url ?? pathToFileURL(__filename);
  return new URL("./worker-node.js", here);
}
