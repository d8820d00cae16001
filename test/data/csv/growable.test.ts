import { describe, expect, test } from "vitest";
import { GrowableFloats, GrowableInts } from "../../../src/data/csv/growable";

describe.each([["GrowableInts", () => new GrowableInts()], ["GrowableFloats", () => new GrowableFloats()]])("%s", (name, create) => {
  test(`${name}.trimmed() gives all values in an array of their length`, () => {
    const list = create();
    for (let i = 0; i < 5000; i++) list.push(i);
    const values = list.trimmed();
    expect(list.length).toBe(5000);
    expect(values.buffer.byteLength).toBe(5000 * values.BYTES_PER_ELEMENT);
    expect(Array.from(values)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });
});
