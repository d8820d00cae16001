import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap, placeLabels } from "../../src/page/charts/place-labels";
import { densityOf } from "../../src/page/charts/density";

const bounds = { x: 0, y: 0, width: 600, height: 400 };
const anchors = fc.array(fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 400 }), widths: fc.constant([150, 90, 26]) }), { maxLength: 40 });

describe("placeLabels(anchors, bounds, height)", () => {
  it("never lets two labels overlap, nor one leave the bounds", () => {
    fc.assert(fc.property(anchors, (points) => {
      const placed = placeLabels(points, bounds, 22).filter((box) => box !== null);
      placed.forEach((box, i) => {
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 600 && box.y + box.height <= 400).toBe(true);
        for (const other of placed.slice(i + 1)) expect(overlap(box, other)).toBe(false);
      });
    }), { seed: 1, numRuns: 50 });
  });

  it("takes a shorter label where the longer has no room, and none where nothing has", () => {
    expect(placeLabels([{ x: 50, y: 50, widths: [150, 30] }], { x: 0, y: 0, width: 100, height: 100 }, 20)[0]?.choice).toBe(1);
    expect(placeLabels([{ x: 5, y: 5, widths: [150] }], { x: 0, y: 0, width: 10, height: 10 }, 20)).toEqual([null]);
  });

  it("goes where few customers are covered", () => {
    const density = densityOf(600, 400);
    for (let i = 0; i < 200; i++) density.add(310 + (i % 100), 190 + (i % 20));
    const [box] = placeLabels([{ x: 300, y: 200, widths: [100] }], bounds, 22, density.count());
    expect(box!.x + box!.width).toBeLessThan(340);
  });
});

describe("densityOf(width, height)", () => {
  it("counts the points of the cells that a box touches", () => {
    const density = densityOf(100, 100);
    density.add(4, 4);
    density.add(50, 50);
    density.add(51, 51);
    const within = density.count();
    expect([within({ x: 0, y: 0, width: 100, height: 100 }), within({ x: 48, y: 48, width: 4, height: 4 }), within({ x: 70, y: 0, width: 20, height: 20 })]).toEqual([3, 2, 0]);
  });
});
