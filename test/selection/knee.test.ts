import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findKnee } from "../../src";

const convexDown = [100, 40, 20, 15, 10, 5, 4, 3, 2, 1];
const concaveUp = [0, 60, 80, 85, 90, 95, 96, 97, 98, 99];

describe("findKnee", () => {
  it("findKnee(y) finds the published knees (Satopää et al. 2011)", () => {
    expect(findKnee(convexDown)).toBe(2);
    expect(findKnee([1, 2, 3, 4, 5, 10, 15, 20, 40, 100], { direction: "increasing" })).toBe(7);
    expect(findKnee([99, 98, 97, 96, 95, 90, 85, 80, 60, 0], { curve: "concave" })).toBe(7);
    expect(findKnee(concaveUp, { curve: "concave", direction: "increasing" })).toBe(2);
  });

  it("findKnee(y) finds the knee of figure 2 of the paper, y = -1 / x + 5 at x = 0.22", () => {
    const x = Array.from({ length: 10 }, (_, i) => i / 9), y = x.map((value) => -1 / (value + 0.1) + 5);
    const knee = findKnee(y, { x, curve: "concave", direction: "increasing" })!;
    expect(x[knee]).toBeCloseTo(0.22, 2);
  });

  it("findKnee(y) gives null for straight, constant and short curves", () => {
    expect(findKnee([5, 4, 3, 2, 1])).toBeNull();
    expect(findKnee([0.3, 0.2, 0.1])).toBeNull();
    expect(findKnee(Array.from({ length: 9 }, (_, i) => 1e6 - i * 0.1))).toBeNull();
    expect(findKnee([2, 2, 2, 2])).toBeNull();
    expect(findKnee([2, 1])).toBeNull();
    expect(findKnee([])).toBeNull();
  });

  it("findKnee(y) gives null for a curve that bends the other way", () => {
    expect(findKnee([99, 98, 97, 96, 95, 90, 85, 80, 60, 0])).toBeNull();
  });

  it("findKnee(y, { sensitivity }) asks for a sharper bend when higher", () => {
    expect(findKnee(convexDown, { sensitivity: 10 })).toBeNull();
  });

  it("findKnee(y) does not change with the scale and offset of y", () => {
    const scales = fc.double({ min: 0.01, max: 1000, noNaN: true }), offsets = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(fc.property(scales, offsets, (scale, offset) => findKnee(convexDown.map((y) => y * scale + offset)) === 2));
  });

  it("findKnee(y, { x }) reads uneven steps of x", () => {
    expect(findKnee([100, 20, 10, 5], { x: [1, 2, 10, 20] })).toBe(1);
  });
});
