import fc from "fast-check";
import { expect, it } from "vitest";
import { squaredDistance } from "../../src/math/distance";
import { distancesByFours } from "../../src/math/distances-by-fours";

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

it("distances to four centers at a time have the bits of those to one at a time, infinities too", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 5 }), fc.array(number, { minLength: 1, maxLength: 40 }), (d, k, n, numbers) => {
    const of = (length: number, from: number): Float64Array => Float64Array.from({ length }, (_, i) => numbers[(i + from) % numbers.length]!);
    const points = of(n * d, 0), centers = of(k * d, 7);
    const one = Float64Array.from({ length: n * k }, (_, p) => Math.sqrt(squaredDistance(points, Math.floor(p / k), centers, p % k, d)));
    expect(new Uint8Array(distancesByFours(points, centers, d).buffer)).toEqual(new Uint8Array(one.buffer));
  }));
});
