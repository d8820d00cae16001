import { SegmentryError } from "../../errors";
import type { Copying } from "./packed";

/** Numbers copied or compared at a time: half a megabyte, well below a millisecond. */
export const STEP = 65_536;

/** A change that was seen while data was copied. */
export function changed(who: string, where: string): SegmentryError {
  return new SegmentryError("DATA_CHANGED", who, "data that stays as it is until it has been copied", `a change ${where}`, "change it afterwards, or hand in a copy");
}

/** A copy of numbers, in turns. */
export async function copyNumbers<T extends Float64Array | Int32Array>({ who, turns, memory }: Copying, source: T): Promise<T> {
  const copy = (source instanceof Float64Array ? memory.floats(source.length) : memory.integers(source.length)) as T;
  await turns.through(copy.length, STEP, (from, to) => {
    requireLength(who, source, copy);
    copy.set(source.subarray(from, to), from);
  });
  return copy;
}

/** Refuses numbers, `columns` a row, that differ in any bit from their copy. */
export async function requireSame({ who, turns }: Copying, source: Float64Array, copy: Float64Array, columns: number): Promise<void> {
  requireLength(who, source, copy);
  if (copy.length === 0) return;
  const bits = bitsOf(source), copied = bitsOf(copy), columnBits = 2 * columns;
  await turns.through(copied.length, STEP, (from, to) => {
    requireLength(who, source, copy);
    for (let p = from; p < to; p++) if (bits[p] !== copied[p]) throw changed(who, `at row index ${Math.floor(p / columnBits)}`);
  });
}

/** Of a buffer that was handed over to another thread nothing is left. */
function requireLength(who: string, source: ArrayLike<number>, copy: ArrayLike<number>): void {
  if (source.length !== copy.length) throw changed(who, "of its length");
}

const bitsOf = ({ buffer, byteOffset, length }: Float64Array): Int32Array => new Int32Array(buffer, byteOffset, 2 * length);
