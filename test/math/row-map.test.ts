import fc from "fast-check";
import { expect, it } from "vitest";
import { applyRowMap, type RowMap } from "../../src/math/row-map";
import { applyRowMapByFours } from "../../src/math/row-map-by-fours";

const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 });

it("rows mapped four results at a time have the bits of those mapped one at a time, NaN and infinities too", () => {
  const maps = fc.record({ d: fc.integer({ min: 1, max: 9 }), c: fc.integer({ min: 1, max: 11 }), n: fc.integer({ min: 0, max: 5 }), hasAxes: fc.boolean() });
  fc.assert(fc.property(maps, fc.array(number, { minLength: 1, maxLength: 40 }), ({ d, c, n, hasAxes }, numbers) => {
    const of = (length: number, from: number): Float64Array => Float64Array.from({ length }, (_, i) => numbers[(i + from) % numbers.length]!);
    const columns = hasAxes ? c : d, map: RowMap = { means: of(d, 1), scales: of(columns, 2).map((x) => Math.abs(x) || Infinity), columns, ...(hasAxes ? { axes: of(c * d, 3) } : {}) };
    const rows = of(n * d, 5);
    if (rows.length > 2) rows[1] = NaN;
    expect(new Uint8Array(applyRowMapByFours(map, rows, n).buffer)).toEqual(new Uint8Array(applyRowMap(map, rows, n).buffer));
  }));
});
