/**
 * Two grids of numbers, a coarse one and a fine one, as the constants that round to them when added and taken away.
 *
 * A value is split into a multiple of the coarse step and a multiple of the fine step. Either part then adds up without any
 * rounding, so that the sum of many values has the same bits in whatever order they are added or taken away again: row by row,
 * a node of a tree at a time, in SIMD lanes, on one thread or on eight. A value loses less than 2^-53 of the largest one for up
 * to 2^26 values, and less than 2^-65 of it for up to a million (rounding by adding a constant: Dekker 1971; sums on a grid:
 * Demmel and Nguyen 2015). Squared distances differ more than coordinates: their grids are made for what they add up to.
 */
export interface Grid {
  readonly coarse: number;
  readonly fine: number;
}

/** The exponents of what is to be added must be within this, so that neither grid overflows or vanishes. */
const MOST_EXPONENT = 900;

/** The grids for adding up to `count` values of at most `largest` in magnitude; null where it is out of range. */
export function gridFor(largest: number, count: number): Grid | null {
  if (largest === 0) return { coarse: 0, fine: 0 };
  const exponent = exponentAbove(largest);
  if (!(Math.abs(exponent) <= MOST_EXPONENT)) return null;
  const bits = Math.min(50, 52 - exponentAbove(count));
  return { coarse: 1.5 * powerOfTwo(52 + exponent - bits), fine: 1.5 * powerOfTwo(52 + exponent - 2 * bits) };
}

/** The part of a value on the coarse grid. */
export function coarsePart(value: number, coarse: number): number {
  return value + coarse - coarse;
}

/** The part of a value on the fine grid, given its part on the coarse one. */
export function finePart(value: number, coarsePart: number, fine: number): number {
  return value - coarsePart + fine - fine;
}

/** Adds a value to the sums on both grids at an index. */
export function addExactly(coarseSums: Float64Array, fineSums: Float64Array, at: number, value: number, coarse: number, fine: number): void {
  const part = coarsePart(value, coarse);
  coarseSums[at]! += part;
  fineSums[at]! += finePart(value, part, fine);
}

const bits = new DataView(new ArrayBuffer(8));

/** The least e with value <= 2^e, for a positive normal number. Engines differ in the last bit of Math.log2. */
function exponentAbove(value: number): number {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0), isPower = (high & 0xfffff) === 0 && bits.getUint32(4) === 0;
  return (high >>> 20) - 1023 + (isPower ? 0 : 1);
}

/** 2^e, for a normal number. */
function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}
