import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  CosineTopN, ElbowFinder, Imputer, KMeans, LabelEncoder, Matrix, OneHotEncoder, PCA, Pipeline, segment, SegmentryError, StandardScaler, Table, type AnyEstimator, type Model,
} from "../../src";
import { PowerTransformer, Winsorizer } from "../../src/prepare";
import { ODD } from "../callers";
import { RECORDS, ROWS, STAGES } from "../conformance/stages";
import { blobs, uniform } from "../support/fixtures";
import { allEnded, findSegmentsAsync, fitAsync, fitAsyncWithoutSharing, segmentAsync } from "./support";
import { findSegments } from "../../src/insights";

const text = (value: unknown): string => JSON.stringify(value);
const matrixLike = { rows: ROWS.length, columns: 3, get: (i: number, j: number) => ROWS[i]![j]! };
const INPUTS = {
  matrix: { "rows": ROWS, "typed rows": ROWS.map((row) => Float64Array.from(row)), "a Matrix": Matrix.fromRows(ROWS, ["a", "b", "c"]), "an ml-matrix matrix": matrixLike, "a numeric table": Table.fromColumns({ A: ROWS.map(([a]) => a), B: ROWS.map(([, b]) => b) }) },
  table: { "records": RECORDS, "a table": Table.fromRecords(RECORDS), "a frame": new Imputer().fit(RECORDS).transform(RECORDS) },
};

/** What a fit gives or refuses, as text. */
async function outcome(fit: () => unknown): Promise<string> {
  try {
    return text(await fit());
  } catch (error) {
    if (!(error instanceof SegmentryError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

afterEach(allEnded);

describe("fitAsync(estimator, input)", () => {
  it("gives pipelines of stages that decode does not know by itself", async () => {
    const pipeline = new Pipeline([new Pipeline([new Winsorizer(), new PowerTransformer()]), new KMeans({ k: 2, seed: 1 })]), model = await fitAsync(pipeline, ROWS);
    expect(text(model)).toBe(text(pipeline.fit(ROWS)));
    expect(Array.from(model.predict(ROWS))).toEqual(Array.from(pipeline.fit(ROWS).predict(ROWS)));
  });

  for (const { name, estimator, takes, records } of STAGES) {
    if (!estimator || !("outputSchema" in estimator())) continue;
    it(`gives the model of ${name}.fit(input), bit for bit, whatever the input`, async () => {
      const one = estimator() as AnyEstimator;
      for (const [what, input] of Object.entries(records ? { records, "a table": Table.fromRecords(records) } : INPUTS[takes])) {
        const expected = text(one.fit(input as never));
        for (const fit of [fitAsync, fitAsyncWithoutSharing]) {
          const model = await fit(one, input as never);
          expect(text(model), what).toBe(expected);
          expect(model.constructor, what).toBe(one.fit(input as never).constructor);
          expect(Object.isFrozen(model)).toBe(true);
        }
      }
    });
  }

  it("takes one list of values for LabelEncoder", async () => {
    for (const values of [["b", "a", "b"], [3, 1, 2], [true, false]]) {
      expect(text(await fitAsync(new LabelEncoder({ unseen: -1 }), values as string[]))).toBe(text(new LabelEncoder({ unseen: -1 }).fit(values as string[])));
    }
  });

  it("takes weights of any kind of list", async () => {
    const estimator = new KMeans({ k: 3, seed: 4 }), weights = ROWS.map((_, i) => i % 4);
    for (const list of [weights, Float32Array.from(weights), Uint8Array.from(weights)]) {
      for (const fit of [fitAsync, fitAsyncWithoutSharing]) expect(text(await fit(estimator, ROWS, { weights: list }))).toBe(text(estimator.fit(ROWS, { weights: list })));
    }
    for (const odd of [[1], [], [..."x".repeat(36)], weights.map(() => NaN), 5, null, {}, "text"]) {
      expect(await outcome(() => fitAsync(estimator, ROWS, { weights: odd as never }))).toBe(await outcome(() => estimator.fit(ROWS, { weights: odd as never })));
    }
  });

  it("leaves the caller's data alone, also what is handed over where memory is not shared", async () => {
    const x = Matrix.fromRows(ROWS), before = text(x), records = structuredClone(RECORDS);
    await fitAsyncWithoutSharing(new StandardScaler(), x);
    await fitAsyncWithoutSharing(new Imputer(), records);
    expect(text(x)).toBe(before);
    expect(records).toEqual(RECORDS);
  });

  it("reports the progress that fit reports", async () => {
    const asynchronous: unknown[] = [], synchronous: unknown[] = [], estimator = new KMeans({ k: 3, nInit: 4, seed: 1 });
    await fitAsync(estimator, ROWS, { onProgress: (progress) => asynchronous.push(progress) });
    estimator.fit(ROWS, { onProgress: (progress) => synchronous.push(progress) });
    expect(asynchronous).toEqual(synchronous);
    expect(asynchronous.length).toBeGreaterThan(3);
  });

  it("refuses in the words of fit", async () => {
    const hole = new Array<number[]>(2), bad: [AnyEstimator, unknown][] = [
      [new KMeans({ k: 99 }), ROWS], [new KMeans({ k: 3 }), [[1], [1], [2]]], [new KMeans({ k: 1 }), [[1, 2], [3, NaN]]],
      [new KMeans({ k: 1 }), [[1, 2], [3]]], [new KMeans({ k: 1 }), [[1, 2], [3, "4"]]], [new KMeans({ k: 1 }), [[1, 2], null]], [new KMeans({ k: 1 }), [[], []]],
      [new KMeans({ k: 1 }), [[1, 2], { length: 2, 0: 1, 1: null }]], [new KMeans({ k: 1 }), [[1, 2], { length: "2" }]], [new KMeans({ k: 1 }), ["ab"]],
      [new KMeans({ k: 1 }), { rows: 0, columns: 2, get: () => 1 }], [new KMeans({ k: 1 }), { rows: 2, columns: 0, get: () => 1 }],
      [new KMeans({ k: 1 }), { rows: 2, columns: 2, get: (i: number) => (i ? undefined : 1) }], [new KMeans({ k: 1 }), hole],
      [new Imputer(), ROWS], [new Imputer(), [{ A: 1 }, [2]]], [new Imputer(), [{ A: 1 }, { A: "x" }]], [new Imputer(), [{ A: { b: 1 } }]], [new Imputer(), [{ A: () => 1 }]],
      [new Imputer(), [{ A: Symbol("s") }]], [new Imputer(), [{ A: [1, 2] }]], [new OneHotEncoder(), [{ A: 2n ** 60n + 1n }]], [new PCA(), RECORDS],
      [new Pipeline([new StandardScaler()]), RECORDS], [new LabelEncoder(), ["a", null]], [new LabelEncoder(), ["a", 5]], [new Imputer(), [new Date(0)]], [new Imputer(), Matrix.fromRows(ROWS)],
    ];
    for (const [estimator, input] of bad) {
      const expected = await outcome(() => estimator.fit(input as never));
      expect(expected).toMatch(/^[A-Z_]+: /);
      expect(await outcome(() => fitAsync(estimator, input as never))).toBe(expected);
    }
  });

  it("reads typed rows as the records that a table takes them for", async () => {
    const rows = ROWS.map((row) => Float64Array.from(row));
    expect(text(await fitAsync(new Imputer(), rows))).toBe(text(new Imputer().fit(rows)));
  });

  it("answers or refuses in words whatever callers without types pass", async () => {
    const calls = [(odd: never) => fitAsync(new KMeans({ k: 1 }), odd), (odd: never) => fitAsync(odd, ROWS as never), (odd: never) => fitAsync(new KMeans({ k: 1 }), ROWS, odd), (odd: never) => segmentAsync(RECORDS, odd)];
    const options = ["workers", "createWorker", "signal", "onProgress", "weights"].map((name) => (odd: never) => fitAsync(new KMeans({ k: 1 }), ROWS, { [name]: odd }));
    let refused = 0;
    for (const call of [...calls, ...options]) {
      for (const odd of ODD) {
        await (call as (odd: unknown) => Promise<unknown>)(odd).catch((error: unknown) => {
          if (!(error instanceof SegmentryError)) throw error;
          refused++;
        });
      }
    }
    expect(refused).toBeGreaterThan(90);
  }, 120_000);

  it("carries any records as they are to the library", async () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(null, undefined, NaN, -0, "", " ", "a", "b", true, false, "x".repeat(300)), fc.string(), fc.date(), fc.bigInt({ min: -9n, max: 9n }),
    );
    const names = fc.constantFrom("A", "B", "ID", "__proto__", "toString", "7", "");
    const records = fc.array(fc.dictionary(names, value, { maxKeys: 5 }), { minLength: 1, maxLength: 30 });
    await fc.assert(fc.asyncProperty(records, async (list) => {
      const id = { toString: () => "object id" }, all = list.map((record, i) => (i % 3 === 0 ? { ...record, USER_ID: id } : record)), options = { k: 1, schema: { A: "ignore" } } as const;
      const given = all.some((record) => Object.hasOwn(record, "A")) ? options : { k: 1 };
      expect(await outcome(async () => (await segmentAsync(all, given)).model)).toBe(await outcome(() => segment(all, given).model));
    }), { numRuns: 25, seed: 222 });
  }, 60_000);

  it("carries lists longer than a slice, with more texts than it keeps", async () => {
    const records = Array.from({ length: 30_000 }, (_, i) => ({ USER_ID: `user ${i}`, AGE: 20 + (i % 50), ...(i % 7 === 0 && { CITY: `city ${i % 5000}` }) }));
    const encoder = new LabelEncoder({ columns: ["USER_ID"] });
    expect(text(await fitAsync(encoder, records))).toBe(text(encoder.fit(records)));
    expect(text(await fitAsync(encoder, Table.fromRecords(records)))).toBe(text(encoder.fit(records)));
    const rows = blobs([[0, 0], [9, 9]], 60_000, 3);
    expect(text(await fitAsync(new PCA(), rows))).toBe(text(new PCA().fit(rows)));
  });
});

describe("segmentAsync(customers, options)", () => {
  const all = (result: Awaited<ReturnType<typeof segmentAsync>>): unknown =>
    [result.model, [...result.labels], result.k, result.curve, result.report, result.leftOut, result.notes, result.droppedRows, result.similar(RECORDS.slice(0, 3), 4)];

  it("gives what segment(customers, options) gives", async () => {
    const gaps = RECORDS.map((record, i) => (i % 9 === 4 ? { ...record, CITY: null } : record));
    for (const options of [{ k: 3 }, { recipe: "guide", seed: 3, nInit: 2 }, { k: 2, missing: "drop", columns: ["AGE", "CITY"] }] as const) {
      for (const customers of [gaps, Table.fromRecords(gaps)]) expect(text(all(await segmentAsync(customers, options)))).toBe(text(all(segment(customers, options))));
    }
  });

  it("gives all ids where they are many, and reports its progress", async () => {
    const customers = Array.from({ length: 20_000 }, (_, i) => ({ CUSTOMER_ID: `c${i}`, AGE: i % 2 === 0 ? 20 + (i % 7) : 60 + (i % 5) })), seen: string[] = [];
    const result = await segmentAsync(customers, { k: 2, nInit: 1, onProgress: ({ stage }) => seen.push(stage) });
    const same = segment(customers, { k: 2, nInit: 1 });
    expect(text(result.similar(customers.slice(-2), 20_000))).toBe(text(same.similar(customers.slice(-2), 20_000)));
    expect(seen).toContain("KMeans");
  });

  it("refuses in the words of segment", async () => {
    for (const options of [{ k: 0 }, { nosuch: 1 }, { columns: ["NONE"] }, { schema: { AGE: "odd" } }]) {
      expect(await outcome(() => segmentAsync(RECORDS, options as never))).toBe(await outcome(() => segment(RECORDS, options as never)));
    }
    expect(await outcome(() => segmentAsync(RECORDS, { k: (() => 1) as never }))).toBe("INVALID_OPTION: segmentAsync requires k to be a plain value, got a function");
  });
});

describe("types", () => {
  it("CosineTopN has no place in a worker", async () => {
    // @ts-expect-error it is no estimator
    const fit = (): Promise<Model> => fitAsync(new CosineTopN(), ROWS);
    expect(await outcome(fit)).toMatch(/^UNSUPPORTED: fitAsync requires an estimator of segmentry/);
  });
});

describe("fitAsync(estimator, x, { workers })", () => {
  const random = uniform(11), hard = Matrix.fromRows(Array.from({ length: 900 }, () => [random(), random(), random(), random(), random()]));
  const weights = Array.from({ length: 900 }, (_, i) => i % 4);
  const estimators = {
    "KMeans with swaps": new KMeans({ k: 14, seed: 5 }), "KMeans from random rows": new KMeans({ k: 6, nInit: 5, init: "random", seed: "x" }),
    "KMeans from given centroids": new KMeans({ k: 2, init: hard.toRows().slice(0, 2) }), ElbowFinder: new ElbowFinder({ maxK: 7, nInit: 3, seed: 1 }),
  };
  for (const [name, estimator] of Object.entries(estimators)) {
    it(`has the bits of fit(x) with 1, 2 and 8 workers: ${name}`, async () => {
      const expected = JSON.stringify((estimator as KMeans).fit(hard, { weights }));
      for (const workers of [1, 2, 8]) expect(JSON.stringify(await fitAsync(estimator as KMeans, hard, { workers, weights }))).toBe(expected);
    });
  }

  it("has the bits of fit(x) for a pipeline, whose points are shared by the first worker", async () => {
    const pipeline = new Pipeline([new StandardScaler(), new PCA({ components: 2 }), new KMeans({ k: 5, seed: 3 })]);
    expect(JSON.stringify(await fitAsync(pipeline, hard, { workers: 3 }))).toBe(JSON.stringify(pipeline.fit(hard)));
  });
});

describe("findSegmentsAsync(customers, options)", () => {
  const customers = Array.from({ length: 60 }, (_, i) => ({ ID: i, AGE: [22, 45, 70][i % 3]! + ((i * 7) % 5), PAYS: i % 3 === 0 ? "card" : "cash", SINCE: new Date(Date.UTC(2024, 0, 1 + i)) }));

  it("gives what findSegments gives, bit for bit, and says how far it is", async () => {
    const seen = new Set<string>(), options = { maxK: 4, seed: 222, resamples: 3 };
    const result = await findSegmentsAsync(customers, { ...options, onProgress: ({ stage }) => seen.add(stage) }), own = findSegments(customers, options);
    expect(JSON.stringify(result.model)).toBe(JSON.stringify(own.model));
    expect([...result.labels]).toEqual([...own.labels]);
    expect([...seen]).toEqual(expect.arrayContaining(["sweep", "findSegments"]));
  });

  it("refuses as findSegments does, and stops where it is told to", async () => {
    await expect(findSegmentsAsync(customers, { references: 3 })).rejects.toMatchObject({ code: "INVALID_OPTION", who: "findSegments" });
    await expect(findSegmentsAsync(customers, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    await allEnded();
  });
});

describe("segmentAsync of customers with dates, far values and skewed columns", () => {
  it("reads the model back", async () => {
    const messy = Array.from({ length: 200 }, (_, i) => ({ MONEY: Math.exp((i % 40) / 6), AGE: i === 7 ? 999 : 20 + (i % 30), SINCE: new Date(Date.UTC(2020, 0, 1 + i)) }));
    expect(JSON.stringify((await segmentAsync(messy, { k: 3 })).model)).toBe(JSON.stringify(segment(messy, { k: 3 }).model));
  });
});
