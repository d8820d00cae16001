import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carry, revive, sameCarried } from "../../src/workers/copy/carry";
import { sameSlice } from "../../src/workers/copy/slice";
import { Slicer } from "../../src/workers/copy/slicer";
import { Turns } from "../../src/workers/copy/turns";
import { ArrivingList } from "../../src/workers/restore/arriving-list";

const value = fc.oneof(
  fc.double(), fc.string(), fc.constantFrom("a", "b", "a", null, undefined, true, false, -0, NaN, Infinity), fc.bigInt(), fc.date({ noInvalidDate: false }),
);
const record = fc.dictionary(fc.constantFrom("A", "B", "C", "__proto__", "toString", "0", ""), value, { maxKeys: 6 });
const item = fc.oneof({ weight: 5, arbitrary: record }, value);

describe("Slicer and ArrivingList", () => {
  it("give the items of any list back, whatever the slices", () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, step) => {
      const slicer = new Slicer(), list = new ArrivingList();
      for (let from = 0; from < items.length; from += step) list.add(structuredClone(slicer.slice(items, from, Math.min(items.length, from + step))));
      // Records arrive with the properties of their own that they had, and the ordinary prototype.
      const expected = items.map((one) => (typeof one === "object" && one !== null && !(one instanceof Date) ? Object.fromEntries(Object.entries(one)) : one));
      expect(list.items).toStrictEqual(expected);
      list.items.forEach((one, i) => typeof one === "object" && one !== null && !(one instanceof Date) && expect(Object.keys(one)).toEqual(Object.keys(items[i] as object)));
    }), { numRuns: 1000, seed: 222 });
  });

  it("see any change of a value, a name or a type", () => {
    const before = { A: 1, B: "x", C: new Date(5), D: null, E: true, F: 2n, G: "long ".repeat(9) };
    const changes = [{ A: 2 }, { A: -1 }, { A: "1" }, { B: "y" }, { B: "new" }, { C: new Date(6) }, { C: 5 }, { D: undefined }, { D: 0 }, { E: false }, { F: 3n }, { F: 2 }, { G: "x" }, { H: 1 }, { A: { toString: () => "1" } }];
    for (const change of changes) {
      const slicer = new Slicer(), first = slicer.slice([before, before], 0, 2);
      expect(sameSlice(first, slicer.slice([before, { ...before }], 0, 2))).toBe(true);
      expect(sameSlice(first, slicer.slice([before, { ...before, ...change }], 0, 2)), JSON.stringify(Object.keys(change))).toBe(false);
    }
    const slicer = new Slicer(), zero = slicer.slice([0, "a"], 0, 2);
    expect(sameSlice(zero, slicer.slice([-0, "a"], 0, 2))).toBe(false);
    expect(sameSlice(zero, slicer.slice(["a", 0], 0, 2))).toBe(false);
    expect(sameSlice(zero, slicer.slice([0], 0, 1))).toBe(false);
  });

  it("keep no table of all texts", () => {
    const items = Array.from({ length: 10_000 }, (_, i) => `text ${i}`), slice = new Slicer().slice(items, 0, items.length);
    expect(slice.texts.length).toBe(4096);
    expect(slice.others.length).toBe(10_000 - 4096);
  });
});

describe("carry and revive", () => {
  it("keep what the library looks at", () => {
    const id = { toString: () => "507f1f77" }, back = revive(structuredClone(carry(id)));
    expect(String(back)).toBe("507f1f77");
    expect([typeof back, Array.isArray(back)]).toEqual(["object", false]);
    const list = revive(structuredClone(carry([1, [2, 3]]))) as unknown[];
    expect([Array.isArray(list), list.length, String(list)]).toEqual([true, 2, "1,2,3"]);
    expect(String(revive(carry(Symbol("s"))))).toBe("Symbol(s)");
    expect(typeof revive(structuredClone(carry(() => 1)))).toBe("function");
    expect(() => String(revive(structuredClone(carry(Object.create(null)))))).toThrow(TypeError);
    expect(sameCarried(carry(id), carry({ toString: () => "other" }))).toBe(false);
    expect(sameCarried(carry([1, 2]), carry("1,2"))).toBe(false);
  });
});

describe("Turns", () => {
  it("pause long work, and stop it where the check throws", async () => {
    let pauses = 0, worked = 0;
    const pause = (): Promise<void> => new Promise((resolve) => setImmediate(() => resolve(void pauses++)));
    const busy = (): void => {
      for (const until = performance.now() + 2; performance.now() < until;);
      worked++;
    };
    await new Turns(pause, () => undefined).through(10, 1, busy);
    expect(worked).toBe(10);
    expect(pauses).toBeGreaterThanOrEqual(4);
    const stopped = new Turns(pause, () => {
      throw new Error("stop");
    });
    worked = 0;
    await expect(stopped.through(10, 1, busy)).rejects.toThrow("stop");
    expect(worked).toBeLessThan(10);
  });

  it("go through all items, in order, once", async () => {
    for (const [length, step] of [[0, 5], [1, 5], [10, 5], [11, 5]] as const) {
      const seen: number[] = [];
      await new Turns(() => Promise.resolve(), () => undefined).through(length, step, (from, to) => {
        for (let i = from; i < to; i++) seen.push(i);
      });
      expect(seen).toEqual(Array.from({ length }, (_, i) => i));
    }
  });
});
