import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segment, type Matrix } from "../../src";
import { marginOf } from "../../src/selection/margin";
import { ADA, ask, BOB, customers, serviceOf, strictModel, usualModel } from "./support";

const asJson = (value: unknown): Record<string, unknown>[] => JSON.parse(JSON.stringify(value));
const strict = () => serviceOf({ models: { shop: strictModel() } });

describe("predict", () => {
  it("answers a customer by an object and a list by a list, with the bits of the model", async () => {
    const service = await serviceOf(), model = usualModel(), all = customers(), list = asJson(all);
    const one = await ask(service, "/predict", ADA), many = await ask(service, "/predict", list), distances = model.transform(all), labels = model.predict(all);
    expect(one.status).toBe(200);
    expect(one.headers.get("segmentry-model")).toBe("shop@v1");
    expect(Object.keys(one.body)).toEqual(["segment", "name", "distance", "margin"]);
    expect(many.body).toEqual(all.map((_, i) => ({
      segment: labels[i], name: model.insights!.segments[labels[i]!]!.name, distance: distances.row(i)[labels[i]!], margin: marginOf(distances.row(i), labels[i]!).margin,
    })));
    expect((await ask(service, "/predict", [])).body).toEqual([]);
    expect((await ask(service, "/predict", [ADA])).body).toEqual([one.body]);
  });

  it("is the same for a customer whoever else is in the body, and passes over what the model does not ask for", async () => {
    const service = await serviceOf(), alone = (await ask(service, "/predict", BOB)).body;
    const crowd = [...asJson(customers(700)), { ...BOB, ID: "b", SHOE: { size: [44] }, ["__proto__x"]: 1 }, ADA];
    expect((await ask(service, "/predict", crowd)).body[700]).toEqual(alone);
  });

  it("takes dates of ISO 8601, nulls and new categories as the model does", async () => {
    const service = await serviceOf(), model = usualModel();
    const given = [{ ...ADA, SINCE: "2024-05-01T12:30:00+02:00" }, { ...ADA, AGE: null }, { ...ADA, CITY: "Atlantis" }, { ...ADA, CITY: " " }, { ...ADA, MEMBER: null, SINCE: null, SPENT: null }];
    const { body } = await ask(service, "/predict", given), rows = given.map((row) => ({ ...row, SINCE: row.SINCE === null ? null : new Date(row.SINCE) }));
    const labels = model.predict(rows), distances: Matrix = model.transform(rows);
    expect(body.map((one: { distance: number }) => one.distance)).toEqual(given.map((_, i) => distances.row(i)[labels[i]!]));
  });

  it.each([
    ["a missing column", { AGE: undefined }, "MISSING_COLUMN", "AGE", '"AGE" is missing: say null'],
    ["text for a number", { AGE: "24" }, "COLUMN_TYPE", "AGE", '"AGE" must be a number, got "24"'],
    ["a number for text", { CITY: 5 }, "COLUMN_TYPE", "CITY", '"CITY" must be text, got 5'],
    ["a number for yes or no", { MEMBER: 1 }, "COLUMN_TYPE", "MEMBER", '"MEMBER" must be true or false, got 1'],
    ["no date", { SINCE: "yesterday" }, "COLUMN_TYPE", "SINCE", '"SINCE" must be a date in ISO 8601'],
    ["a list", { AGE: [24] }, "COLUMN_TYPE", "AGE", "got an array of 1"],
    ["an object", { CITY: { name: "Oslo" } }, "COLUMN_TYPE", "CITY", "got an object"],
    ["a number that is none", { SPENT: 1e200 }, "OUT_OF_RANGE", "SPENT", '"SPENT" must be a number from'],
  ])("refuses %s by a problem that names the field", async (_, change, code, column, detail) => {
    const service = await serviceOf(), one = await ask(service, "/predict", { ...ADA, ...change }), list = await ask(service, "/predict", [ADA, { ...ADA, ...change }, BOB]);
    expect(one.status).toBe(400);
    expect(one.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(one.body).toMatchObject({ type: `urn:segmentry:problem:${code}`, title: "Bad request", status: 400, code, detail: expect.stringContaining(detail) });
    expect(one.body.errors).toEqual([{ row: 0, column, pointer: `#/${column}`, code, detail: one.body.detail }]);
    expect(list.body).toMatchObject({ status: 400, code: "BAD_ROWS", badRows: 1, errors: [{ row: 1, column, pointer: `#/1/${column}`, code }] });
  });

  it("refuses by the model's own policy what it was fitted to refuse, row by row", async () => {
    const service = await strict(), good = { AGE: 30, CITY: "Oslo", SPENT: 100 };
    const { body, status } = await ask(service, "/predict", [good, { ...good, CITY: "Atlantis" }, good, { ...good, AGE: null }, 7]);
    expect(status).toBe(400);
    expect(body.badRows).toBe(3);
    expect(body.errors.map((one: Record<string, unknown>) => [one["row"], one["column"], one["pointer"], one["code"]])).toEqual([
      [1, "CITY", "#/1/CITY", "UNSEEN_CATEGORY"], [3, "AGE", "#/3/AGE", "MISSING_VALUE"], [4, null, "#/4", "COLUMN_TYPE"],
    ]);
    expect(body.errors[0].detail).toBe('the model requires column "CITY" to hold categories it knows ("Lima", "Oslo", "Rome"), got "Atlantis"');
  });

  it("with badRows=empty answers the others, and says of each bad row why", async () => {
    const service = await strict(), good = { AGE: 30, CITY: "Oslo", SPENT: 100 };
    const { body, status } = await ask(service, "/predict?badRows=empty", [good, { ...good, CITY: "Atlantis" }, "x"]), alone = (await ask(service, "/predict", good)).body;
    expect(status).toBe(200);
    expect(body[0]).toEqual(alone);
    expect(body.slice(1).map((one: { segment: null; errors: { code: string; row: number }[] }) => [one.segment, one.errors[0]!.code, one.errors[0]!.row])).toEqual([[null, "UNSEEN_CATEGORY", 1], [null, "COLUMN_TYPE", 2]]);
    expect((await ask(service, "/predict?badRows=empty", { ...good, CITY: "Atlantis" })).body).toMatchObject({ segment: null, errors: [{ pointer: "#/CITY" }] });
  });

  it("stops at a hundred bad rows, and lists no more", async () => {
    const service = await strict(), bad = Array.from({ length: 5000 }, () => ({ AGE: 1, CITY: "Atlantis", SPENT: 1 })), { body } = await ask(service, "/predict", bad);
    expect(body.errors).toHaveLength(100);
    expect(body.badRows).toBeLessThan(1500);
    expect(body.detail).toMatch(/^at least \d+ of the first \d+ customers cannot be scored, the first at index 0: /);
  });

  it("names all columns that a single customer lacks, the first ten of one among others", async () => {
    const wide = Array.from({ length: 60 }, (_, i) => Object.fromEntries(Array.from({ length: 40 }, (_, j) => [`C${j}`, (i % 2) * 50 + ((i * (j + 3)) % 43)])));
    const service = await serviceOf({ models: { shop: segment(wide, { k: 2, seed: 1 }).model } });
    expect((await ask(service, "/predict", {})).body.errors).toHaveLength(40);
    const { body, text } = await ask(service, "/predict?badRows=empty", [wide[0], ...Array.from({ length: 3000 }, () => ({})), wide[1]]);
    expect(body).toHaveLength(3002);
    expect([body[0], body[3001]].map(({ segment }) => typeof segment)).toEqual(["number", "number"]);
    body.slice(1, -1).forEach(({ errors }: { errors: { row: number }[] }, i: number) => expect(errors.map(({ row }) => row)).toEqual(new Array(10).fill(i + 1)));
    expect(text.length).toBeLessThan(3000 * 2000);
  });

  it("any mixture of good and bad rows: as many answers as rows, in order, good ones those of the model", async () => {
    const service = await strict(), model = strictModel();
    const value = fc.oneof(fc.constantFrom("Oslo", "Rome", "Lima", "Atlantis", "", null, 3, true), fc.jsonValue());
    const row = fc.oneof(
      { weight: 4, arbitrary: fc.record({ AGE: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.jsonValue()), CITY: value, SPENT: fc.double({ noNaN: true, min: -1e9, max: 1e9 }) }, { requiredKeys: ["AGE"] }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const list = asJson(rows), { body } = await ask(service, "/predict?badRows=empty", list);
      expect(body).toHaveLength(list.length);
      list.forEach((given, i) => {
        const answer = body[i] as { segment: number | null; errors?: { row: number; code: string }[] };
        const isGood = typeof given === "object" && given !== null && typeof given["AGE"] === "number" && ["Oslo", "Rome", "Lima"].includes(given["CITY"] as string) && typeof given["SPENT"] === "number";
        if (isGood && Math.abs(given["AGE"] as number) <= 1e100) expect(answer.segment).toBe(model.predict([given])[0]);
        else expect(answer).toMatchObject({ segment: null, errors: expect.arrayContaining([expect.objectContaining({ row: i })]) });
      });
    }), { numRuns: 150 });
  });
});
