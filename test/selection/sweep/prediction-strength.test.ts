import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KMeans, Matrix } from "../../../src";
import { predictionStrength } from "../../../src/evaluate";
import { createRandom } from "../../../src/math/random";
import { shuffle } from "../../../src/math/sample";
import { leastKept } from "../../../src/selection/sweep/prediction-strength";
import { codeOf } from "../../support/fixtures";
import { evens, groups } from "../../support/random-rows";

/** The definition, pair by pair. */
function slow(own: ArrayLike<number>, other: ArrayLike<number>, k: number): number {
  const shares = Array.from({ length: k }, (_, c) => {
    let pairs = 0, kept = 0;
    for (let i = 0; i < own.length; i++) {
      for (let j = 0; j < i; j++) {
        if (own[i] !== c || own[j] !== c) continue;
        pairs++;
        if (other[i] === other[j]) kept++;
      }
    }
    return pairs === 0 ? 1 : kept / pairs;
  });
  return Math.min(...shares);
}

const ISLANDS = [[0, 0], [12, 0], [0, 12]];

describe("predictionStrength(x, { k })", () => {
  it("counts pairs that stay together as its definition does", () => {
    const labels = fc.integer({ min: 1, max: 5 }).chain((k) => fc.record({ k: fc.constant(k), pairs: fc.array(fc.tuple(fc.nat({ max: k - 1 }), fc.nat({ max: k - 1 })), { minLength: 1, maxLength: 40 }) }));
    fc.assert(fc.property(labels, ({ k, pairs }) => {
      const own = Int32Array.from(pairs, ([a]) => a), other = Int32Array.from(pairs, ([, b]) => b);
      expect(leastKept(own, other, k)).toBeCloseTo(slow(own, other, k), 12);
    }));
  });

  it("is the mean over both halves of one split", () => {
    const x = evens(81, 2, 1), order = shuffle(81, createRandom("0 split 0")), halves = [[...order.subarray(0, 40)], [...order.subarray(40)]].map((rows) => Matrix.fromRows(rows.map((i) => x[i]!)));
    const models = halves.map((half) => new KMeans({ k: 4, nInit: 2, seed: "0 0" }).fit(half)), [a, b] = halves.map((half, i) => slow(models[i]!.predict(half), models[1 - i]!.predict(half), 4));
    expect(predictionStrength(x, { k: 4, splits: 1, nInit: 2 })).toBeCloseTo((a! + b!) / 2, 12);
  });

  it("is 1 for islands, low beyond them, 1 for one cluster, and the same by the same seed", () => {
    const x = groups(ISLANDS, 150, 2);
    expect([1, 2, 3, 4, 5].map((k) => predictionStrength(x, { k, seed: 5 }) >= 0.8)).toEqual([true, false, true, false, false]);
    expect([predictionStrength(x, { k: 1 }), predictionStrength(x, { k: 3 })]).toEqual([1, 1]);
    expect(predictionStrength(x, { k: 5, seed: "a" })).toBe(predictionStrength(x, { k: 5, seed: "a" }));
  });

  it("refuses what it cannot do", () => {
    const x = evens(20, 2, 3);
    for (const options of [{ k: 0 }, { k: 11 }, { k: 2.5 }, { k: 2, splits: 0 }, { k: 2, nInit: 0 }, { k: 2, seed: NaN }, { k: 2, folds: 3 }, {}, null]) expect(codeOf(() => predictionStrength(x, options as never))).toBe("INVALID_OPTION");
    expect(codeOf(() => predictionStrength(x.map((_, i) => [i % 2]), { k: 3 }))).toBe("TOO_FEW_DISTINCT");
    expect(codeOf(() => predictionStrength([[1], [NaN], [2]], { k: 1 }))).toBe("NOT_FINITE");
  });
});
