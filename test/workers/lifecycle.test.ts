import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { Imputer, KMeans, Matrix, SegmentryError, StandardScaler } from "../../src";
import { createFitAsync } from "../../src/workers/fit-async";
import { alive, allEnded, createOddWorker, createWorker, directory, fitAsync, fitAsyncWithoutSharing, oddEstimator, platform, segmentAsync } from "./support";

const ROWS = [[1, 2], [3, 4], [8, 9]];
const odd = (does: string, options: object = {}): Promise<unknown> => fitAsync(oddEstimator({ does }), ROWS as never, { createWorker: createOddWorker, ...options });
const died = (how: RegExp): object => expect.objectContaining({ name: "SegmentryError", code: "WORKER_DIED", found: expect.stringMatching(how) });

/** Many rows that take many turns to copy. */
const many = (): { matrix: Matrix; rows: number[][]; records: { A: number; B: string }[] } => ({
  matrix: Matrix.fromData(new Float64Array(4e6).fill(1), 1e6, 4),
  rows: Array.from({ length: 200_000 }, (_, i) => [i, i, i]),
  records: Array.from({ length: 100_000 }, (_, i) => ({ A: i, B: `${i % 9}` })),
});

/** Calls back when the event loop has had its turn a number of times. */
function afterTurns(turns: number, work: () => void): void {
  setImmediate(() => (turns > 1 ? afterTurns(turns - 1, work) : work()));
}

afterEach(allEnded);

describe("abort", () => {
  const reason = new Error("enough");
  const aborted = async (fit: (signal: AbortSignal) => Promise<unknown>, when: (abort: () => void) => void): Promise<number> => {
    const controller = new AbortController();
    let at = 0;
    const abort = (): void => {
      at = performance.now();
      controller.abort(reason);
    };
    when(abort);
    await expect(fit(controller.signal)).rejects.toBe(reason);
    const took = performance.now() - at;
    await allEnded();
    return took;
  };

  it("before the start starts nothing", async () => {
    const started: Worker[] = [];
    const create = (): Worker => (started.push(createWorker()), started[0]!);
    await aborted((signal) => fitAsync(new KMeans({ k: 1 }), ROWS, { signal, createWorker: create }), (abort) => abort());
    expect(started).toEqual([]);
  });

  it("while a matrix, rows or records are copied", async () => {
    const { matrix, rows, records } = many();
    for (const turns of [1, 2, 5]) {
      for (const fit of [fitAsync, fitAsyncWithoutSharing]) {
        await aborted((signal) => fit(new KMeans({ k: 2 }), matrix, { signal }), (abort) => afterTurns(turns, abort));
        await aborted((signal) => fit(new KMeans({ k: 2 }), rows, { signal }), (abort) => afterTurns(turns, abort));
        await aborted((signal) => fit(new Imputer(), records, { signal }), (abort) => afterTurns(turns, abort));
      }
    }
  });

  it("while the worker starts", async () => {
    await aborted((signal) => odd("hang", { signal }), (abort) => afterTurns(3, abort));
  });

  it("while the worker is deep in its work, or blocked", async () => {
    for (const does of ["hang", "wait"]) await aborted((signal) => odd(does, { signal }), (abort) => setTimeout(abort, 300));
  });

  it("from onProgress", async () => {
    const controller = new AbortController();
    const fit = fitAsync(new KMeans({ k: 3, nInit: 500 }), ROWS, { signal: controller.signal, onProgress: () => controller.abort(reason) });
    await expect(fit).rejects.toBe(reason);
  });

  it("after the end changes nothing, and the signal is left without a listener", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller, add = signal.addEventListener.bind(signal), remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...all: Parameters<typeof add>) => (listeners++, add(...all));
    signal.removeEventListener = (...all: Parameters<typeof remove>) => (listeners--, remove(...all));
    const model = await fitAsync(new KMeans({ k: 1 }), ROWS, { signal });
    controller.abort(reason);
    expect(model.k).toBe(1);
    expect(listeners).toBe(0);
  });

  it("by a timeout gives the timeout's reason", async () => {
    await expect(odd("hang", { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("errors", () => {
  it("of the library arrive as what they were", async () => {
    const error: unknown = await fitAsync(new KMeans({ k: 5 }), ROWS).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SegmentryError);
    expect(error).toMatchObject({ code: "INVALID_OPTION", who: "KMeans", message: "KMeans requires k to be an integer from 1 to 3 (rows), got 5" });
  });

  it("of any other kind arrive with their name and message", async () => {
    await expect(odd("throw TypeError")).rejects.toMatchObject({ name: "TypeError", message: "this is not that", stack: expect.stringContaining("odd") });
    await expect(odd("throw TypeError")).rejects.toBeInstanceOf(Error);
    await expect(odd("throw text")).rejects.toMatchObject({ name: "Error", message: "just text" });
    await expect(odd("forget")).rejects.toMatchObject({ message: "no JSON" });
  });

  it("of onProgress end the fit", async () => {
    const error = new Error("from the caller");
    await expect(odd("say much", { onProgress: () => { throw error; } })).rejects.toBe(error);
  });

  it("of createWorker, and what is no worker", async () => {
    const refuse = (): never => { throw new Error("not today"); };
    await expect(fitAsync(new KMeans({ k: 1 }), ROWS, { createWorker: refuse })).rejects.toEqual(died(/not today/));
    await expect(fitAsync(new KMeans({ k: 1 }), ROWS, { createWorker: (() => ({})) as never })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(fitAsync(new KMeans({ k: 1 }), ROWS, { workers: 0 })).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});

describe("a worker that dies", () => {
  it("by leaving", () => expect(odd("exit")).rejects.toEqual(died(/exit code 3/)));
  it("for lack of memory", () => expect(odd("eat memory", { createWorker: () => createOddWorker({ resourceLimits: { maxOldGenerationSizeMb: 32 } }) })).rejects.toEqual(died(/memory limit/)));
  it("because it is killed", async () => {
    const workers: Worker[] = [];
    const fit = odd("hang", { createWorker: () => (workers.push(createOddWorker()), workers[0]!) });
    setTimeout(() => void workers[0]!.terminate(), 200);
    await expect(fit).rejects.toEqual(died(/exit code 1/));
  });
  it("because its script is not there", async () => {
    const { Worker: NodeWorker } = await import("node:worker_threads");
    await expect(odd("hang", { createWorker: () => new NodeWorker(join(directory, "none.mjs")) })).rejects.toEqual(died(/Cannot find module/));
  });
  it("because its script has a fault", async () => {
    const { Worker: NodeWorker } = await import("node:worker_threads");
    await expect(odd("hang", { createWorker: () => new NodeWorker("throw new Error('faulty')", { eval: true }) })).rejects.toEqual(died(/faulty/));
  });
});

describe("data that changes meanwhile", () => {
  const changed = expect.objectContaining({ name: "SegmentryError", code: "DATA_CHANGED" }) as object;
  /** Changes something at every turn of the event loop. */
  const change = async (fit: () => Promise<unknown>, spoil: () => void): Promise<unknown> => {
    let isOver = false;
    const again = (): void => {
      if (isOver) return;
      spoil();
      setImmediate(again);
    };
    again();
    const outcome = await fit().catch((error: unknown) => error);
    isOver = true;
    return outcome;
  };

  it("is refused while it is copied", async () => {
    for (const fit of [fitAsync, fitAsyncWithoutSharing]) {
      const { matrix, rows, records } = many(), weights = new Float64Array(2e6).fill(1);
      expect(await change(() => fit(new KMeans({ k: 1 }), matrix), () => matrix.data[7]!++)).toEqual(changed);
      expect(await change(() => fit(new KMeans({ k: 1 }), rows), () => rows[5]![1]!--)).toEqual(changed);
      expect(await change(() => fit(new KMeans({ k: 1 }), rows), () => rows.pop())).toEqual(changed);
      expect(await change(() => fit(new Imputer(), records), () => (records[3]!.B += "!"))).toEqual(changed);
      expect(await change(() => fit(new Imputer(), records), () => records.push(records[0]!))).toEqual(changed);
      expect(await change(() => fit(new KMeans({ k: 1 }), Matrix.fromData(new Float64Array(2e6).fill(1), 2e6, 1), { weights }), () => weights[0]!++)).toEqual(changed);
    }
  });

  it("is refused where its buffer is handed over to another thread", async () => {
    for (const turns of [2, 3, 4]) {
      const { matrix } = many();
      afterTurns(turns, () => structuredClone(matrix.data, { transfer: [matrix.data.buffer] }));
      expect(await fitAsync(new KMeans({ k: 1 }), matrix).catch((error: unknown) => error)).toEqual(changed);
    }
  });

  it("no longer matters once it has been copied", async () => {
    const x = Matrix.fromRows(ROWS.map((row) => [...row])), options = { k: 2, seed: 3, nInit: 40 }, expected = JSON.stringify(new KMeans(options).fit(ROWS));
    const model = await fitAsync(new KMeans(options), x, { onProgress: () => x.data.fill(5) });
    expect([...x.data]).toEqual([5, 5, 5, 5, 5, 5]);
    expect(JSON.stringify(model)).toBe(expected);
  });
});

describe("memory that cannot be had", () => {
  it("is refused with the bytes asked for", async () => {
    const huge = { rows: 1e9, columns: 1000, get: () => 1 };
    for (const fit of [fitAsync, fitAsyncWithoutSharing]) {
      await expect(fit(new KMeans({ k: 1 }), huge)).rejects.toMatchObject({ code: "OUT_OF_MEMORY", rule: "8,000,000,000,000 bytes for a copy of the data" });
    }
  });
});

describe("no worker is left", () => {
  it("after any of many fits at a time", async () => {
    const fits = Array.from({ length: 8 }, (_, i) => fitAsync(new KMeans({ k: i }), ROWS).catch((error: Error) => error.message));
    const results = await Promise.all(fits);
    expect(results.filter((result) => typeof result !== "string").length).toBe(3);
    await segmentAsync(ROWS.map(([A, B]) => ({ A, B })), { k: 2 });
    await allEnded();
    expect(alive.size).toBe(0);
  });

  it("so that a process ends by itself after a fit, an error and an abort", async () => {
    const program = join(directory, "program.mjs"), root = join(import.meta.dirname, "../..");
    const { buildSync } = await import("esbuild");
    buildSync({ entryPoints: [join(root, "src/workers/node.ts")], outfile: join(directory, "workers.mjs"), bundle: true, format: "esm", platform: "node", target: "es2022", logLevel: "error" });
    buildSync({ entryPoints: [join(root, "src/index.ts")], outfile: join(directory, "segmentry.mjs"), bundle: true, format: "esm", platform: "node", target: "es2022", logLevel: "error" });
    buildSync({ entryPoints: [join(root, "src/workers/worker-node.ts")], outfile: join(directory, "worker-node.js"), bundle: true, format: "esm", platform: "node", target: "es2022", logLevel: "error" });
    writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
    writeFileSync(program, `
      import { KMeans } from "./segmentry.mjs";
      import { fitAsync } from "./workers.mjs";
      const rows = [[1], [2], [9]], sizes = (await fitAsync(new KMeans({ k: 2, seed: 1 }), rows)).sizes;
      const refused = await fitAsync(new KMeans({ k: 7 }), rows).catch((error) => error.code);
      const aborted = await fitAsync(new KMeans({ k: 2 }), rows, { signal: AbortSignal.timeout(1) }).catch((error) => error.name);
      console.log(JSON.stringify({ sizes, refused, aborted }));
    `);
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual({ sizes: [2, 1], refused: "INVALID_OPTION", aborted: "TimeoutError" });
  });

  it("where the script is found beside the library, without createWorker", async () => {
    const fit = createFitAsync({ ...platform, createWorker: () => createWorker() });
    expect((await fit(new StandardScaler(), ROWS)).means).toEqual([4, 5]);
  });
});
