import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import type { AnyEstimator } from "../../src";
import { createFitAsync, type FitAsync } from "../../src/workers/fit-async";
import { createFindSegmentsAsync, createSegmentAsync, type FindSegmentsAsync, type SegmentAsync } from "../../src/workers/segment-async";
import { node } from "../../src/workers/threads/node";
import type { Platform } from "../../src/workers/threads/platform";

const ROOT = join(import.meta.dirname, "../..");
export const directory = mkdtempSync(join(tmpdir(), "segmentry-workers-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));

/** The path of a worker's script, made from the sources. */
function script(source: string, name: string): string {
  const outfile = join(directory, `${name}.mjs`);
  buildSync({ entryPoints: [join(ROOT, source)], outfile, bundle: true, format: "esm", platform: "node", target: "es2022", logLevel: "error" });
  return outfile;
}

/** Workers that were started and have not ended. */
export const alive = new Set<Worker>();

function start(path: string, options: object = {}): Worker {
  const worker = new Worker(path, { execArgv: [], ...options });
  alive.add(worker);
  worker.once("exit", () => alive.delete(worker));
  return worker;
}

/** Resolves when all workers have ended; rejects where one lives on. */
export async function allEnded(): Promise<void> {
  for (let i = 0; i < 200 && alive.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  if (alive.size > 0) throw new Error(`${alive.size} workers live on`);
}

const ours = script("src/workers/worker-node.ts", "ours"), odd = script("test/workers/fixtures/odd-worker.ts", "odd");
export const createWorker = (): Worker => start(ours);
export const createOddWorker = (options?: object): Worker => start(odd, options);

/** Node, with the worker's script made from the sources. */
export const platform: Platform = { ...node, createWorker };
export const fitAsync: FitAsync = createFitAsync(platform);
export const segmentAsync: SegmentAsync = createSegmentAsync(platform);
export const findSegmentsAsync: FindSegmentsAsync = createFindSegmentsAsync(platform);
/** As in a page that is not cross-origin isolated: what is copied is handed over. */
export const fitAsyncWithoutSharing: FitAsync = createFitAsync({ ...platform, canShare: () => false });

/** An estimator of the odd worker, as this thread sees it. */
export function oddEstimator(options: { does: string; tasks?: number[][] }): AnyEstimator {
  class Odd {
    readonly kind = "Odd";
    readonly does = options.does;
    readonly tasks = options.tasks;
    fit(): never {
      throw new Error("not here");
    }
    outputSchema(): never {
      throw new Error("not here");
    }
  }
  return new Odd();
}
