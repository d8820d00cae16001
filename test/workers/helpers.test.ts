import { afterEach, describe, expect, it } from "vitest";
import { Matrix, type KMeansModel } from "../../src";
import { awaitTasks, collect, createBatch, takeTasks } from "../../src/workers/helpers/batch";
import { alive, allEnded, createOddWorker, fitAsync, fitAsyncWithoutSharing, oddEstimator } from "./support";

const X = Matrix.fromData(Float64Array.from({ length: 60_000 }, (_, i) => (i % 1000) / 7 - 50), 60_000, 1);
const RANGES = Array.from({ length: 30 }, (_, i) => [i * 2000, (i + 1) * 2000]);

/** The same, but slow enough for helpers to join in. */
const SLOW = RANGES.map(([from, to]) => [from!, to!, 4]);

function sums(ranges: readonly (readonly number[])[]): number[] {
  return ranges.map(([from, to]) => X.data.subarray(from, to).reduce((sum, value) => sum + value ** 2, 0));
}

const numbersOf = (model: unknown): number[] => [...(model as KMeansModel).centroids.data];
const odd = async (does: string, tasks: number[][], options: object = {}, fit = fitAsync): Promise<number[]> =>
  numbersOf(await fit(oddEstimator({ does, tasks }), X as never, { createWorker: createOddWorker, ...options }));

afterEach(allEnded);

describe("executor.map(tasks)", () => {
  for (const workers of [2, 3, 8]) {
    it(`gives the results of all tasks in their order with ${workers} workers`, async () => {
      expect(await odd("sum", RANGES, { workers })).toEqual(sums(RANGES));
    });
  }

  it("divides the tasks among the workers", async () => {
    expect(new Set(await odd("threads", SLOW, { workers: 3 })).size).toBe(3);
    expect(new Set(await odd("threads", RANGES, { workers: 2 })).size).toBeLessThanOrEqual(2);
  });

  it("starts helpers, no more than it has tasks for, and only where there are tasks", async () => {
    const started = async (work: (create: () => ReturnType<typeof createOddWorker>) => Promise<unknown>): Promise<number> => {
      let count = 0;
      await work(() => (count++, createOddWorker()));
      return count;
    };
    expect(await started((createWorker) => odd("sum", SLOW, { workers: 4, createWorker }))).toBe(4);
    expect(await started((createWorker) => odd("sum", RANGES.slice(0, 2), { workers: 8, createWorker }))).toBeLessThanOrEqual(2);
    expect(await started((createWorker) => odd("sum", RANGES.slice(0, 1), { workers: 8, createWorker }))).toBe(1);
    expect(await started((createWorker) => odd("has executor", [], { workers: 8, createWorker }))).toBe(1);
  });

  it("uses the same helpers again", async () => {
    let count = 0;
    expect(await odd("sum twice", SLOW, { workers: 3, createWorker: () => (count++, createOddWorker()) })).toEqual([...sums(RANGES), ...sums(RANGES)]);
    expect(count).toBe(3);
  });

  it("tells how many tasks are done, ever more", async () => {
    const progress = await odd("progress", RANGES, { workers: 2 });
    expect(progress.at(-1)).toBe(RANGES.length);
    expect(progress).toEqual([...new Set(progress)].sort((a, b) => a - b));
  });

  it("is there only where there are helpers and they can share memory", async () => {
    expect(await odd("has executor", [])).toEqual([0]);
    expect(await odd("has executor", [], { workers: 1 })).toEqual([0]);
    expect(await odd("has executor", [], { workers: 2 })).toEqual([1]);
    expect(await odd("has executor", [], { workers: 2 }, fitAsyncWithoutSharing)).toEqual([0]);
  });

  it("throws what the first task that fails throws", async () => {
    const tasks = RANGES.map(([from, to], i) => [from!, to!, i === 7 || i === 21 ? 1 : 0]);
    for (const workers of [2, 8]) await expect(odd("sum", tasks, { workers })).rejects.toMatchObject({ name: "RangeError", message: "no sum from 14000" });
  });

  it("refuses a result of another length, and functions that are not there", async () => {
    await expect(odd("sum", [[0, 1], [0, 1, 3]], { workers: 2 })).rejects.toThrow("A task of sum of squares gave 3 numbers instead of 2");
    await expect(odd("unknown task", [], { workers: 2 })).rejects.toThrow("There is no task function no such");
  });

  it("ends with an error where a helper dies", async () => {
    // Who takes one of these dies, but for the first worker, which is kept by its own.
    const found = await odd("sum", RANGES.map(([from, to]) => [from!, to!, 2]), { workers: 3 }).catch((error: unknown) => error);
    expect(found).toMatchObject({ name: "SegmentryError", code: "WORKER_DIED", found: "exit code 4" });
  });

  it("ends with an error where helpers cannot be started", async () => {
    let count = 0;
    const createWorker = (): ReturnType<typeof createOddWorker> => {
      if (count++ > 0) throw new Error("one is enough");
      return createOddWorker();
    };
    await expect(odd("sum", SLOW, { workers: 2, createWorker })).rejects.toMatchObject({ code: "WORKER_DIED" });
  });

  it("stops where the caller aborts, helpers and all", async () => {
    const many = Array.from({ length: 500 }, () => RANGES).flat(), controller = new AbortController();
    setTimeout(() => controller.abort("stop"), 400);
    await expect(odd("sum", many, { workers: 3, signal: controller.signal })).rejects.toBe("stop");
    await allEnded();
    expect(alive.size).toBe(0);
  });
});

describe("batch", () => {
  const square = { square: (_: unknown, input: unknown): number[] => [(input as number) ** 2, -0, NaN] };
  const tasks = [3, 1, 2].map((input) => ({ input, length: 3 }));

  it("carries any bits", () => {
    const batch = createBatch("square", {}, tasks);
    takeTasks(batch, square);
    awaitTasks(batch, () => undefined);
    expect(collect(batch, square).map((result) => [...result])).toEqual([[9, -0, NaN], [1, -0, NaN], [4, -0, NaN]]);
  });

  it("takes each task once, and none twice", () => {
    const batch = createBatch("count", {}, tasks), calls: unknown[] = [];
    const count = { count: (_: unknown, input: unknown): number[] => (calls.push(input), [1, 2, 3]) };
    takeTasks(batch, count);
    takeTasks(batch, count);
    expect(calls).toEqual([3, 1, 2]);
  });
});
