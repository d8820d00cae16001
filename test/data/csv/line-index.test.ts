import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../../src/data/csv/line-index";

describe("LineIndex", () => {
  test("LineIndex.lineOf(row) gives the line that was added", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 50 }), (heights) => {
      const index = new LineIndex(), lines: number[] = [];
      let line = 2;
      heights.forEach((height, row) => {
        index.add(row, line);
        lines.push(line);
        line += height;
      });
      expect(lines.map((_, row) => index.lineOf(row))).toEqual(lines);
    }));
  });
});
