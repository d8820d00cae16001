import { expect, it } from "vitest";
import { segment } from "../../src";
import { explainCustomers } from "../../src/insights";
import { explainRows } from "../../src/prepare";

const rows = Array.from({ length: 60 }, (_, i) => ({ A: ["x", "B=x", "z"][i % 3]!, "A=B": (i % 3) * 40 + ((i * 7) % 5), N: (i % 3) * 10 + ((i * 5) % 7) }));

it("says of each column what is its own, where a name begins as a category of another reads", () => {
  const { model } = segment(rows, { k: 3, seed: 1 }), [one] = explainCustomers(model, rows.slice(1, 2), { n: 0 });
  expect(one!.contributions.map(({ column }) => column).sort()).toEqual(["A", "A=B", "N"]);
  for (const { amount } of one!.contributions) expect(amount).toBeGreaterThan(0);
});

it("knows the least and the largest value of all segments", () => {
  const { model } = segment(rows, { k: 3, seed: 1 }), of = (N: number): readonly (string | null)[] => explainRows(model, [{ ...rows[0]!, N }]).rows[0]!.notes.filter(({ code }) => code === "OUT_OF_RANGE").map(({ column }) => column);
  const values = rows.map(({ N }) => N), low = Math.min(...values), high = Math.max(...values);
  expect([low, high].flatMap(of)).toEqual([]);
  expect([low - 1, high + 1].flatMap(of)).toEqual(["N", "N"]);
});
