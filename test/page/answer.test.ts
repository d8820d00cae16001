import { describe, expect, it } from "vitest";
import { segment } from "../../src";
import { answer, similar } from "../../src/page/browser/answer";
import { exampleInsights } from "../support/example-insights";
import { groupedCustomers } from "../support/report-cases";

const rows = groupedCustomers(300, 3), result = segment(rows, { k: 3 }), { sample } = exampleInsights(result, rows);

describe("answer(model, customer)", () => {
  it("gives the label that predict gives, with distances and a margin from 0 to 1", () => {
    rows.forEach((row, i) => {
      const { segment: label, distances, margin, next } = answer(result.model, row);
      expect(label).toBe(result.labels[i]);
      expect(distances).toHaveLength(3);
      const [first, second] = [...distances].sort((a, b) => a - b);
      expect(margin).toBeCloseTo((second! - first!) / (second! + first!), 12);
      expect(next).not.toBe(label);
    });
  });

  it("has no next segment where there is one", () => {
    const one = segment([1, 2, 3, 4].map((AGE) => ({ AGE })), { k: 1, minK: 1 });
    expect(answer(one.model, { AGE: 2 })).toMatchObject({ segment: 0, next: null, margin: 1 });
  });
});

describe("similar(answer, sample, most)", () => {
  it("finds the customer itself first, then others by cosine", () => {
    const found = similar(answer(result.model, rows[17]!), sample!, 5);
    expect(found).toHaveLength(5);
    expect(found[0]!.similarity).toBeGreaterThan(0.9999);
    expect(found.map(({ similarity }) => Math.round(similarity * 1e4))).toEqual(found.map(({ similarity }) => Math.round(similarity * 1e4)).sort((a, b) => b - a));
  });
});
