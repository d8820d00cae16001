import { expect, it } from "vitest";
import { parseNumber } from "../../src/data/parse";

it.each([["12", 12], ["12.", 12], ["12.5", 12.5], [".5", 0.5], ["-1e3", -1000], [" +1.5E-2 ", 0.015]])("reads %s", (text, number) => expect(parseNumber(text)).toBe(number));

it.each(["", ".", "e5", "1e", "1.2.3", "1 2", "0x10", "Infinity"])("takes %j for none", (text) => expect(parseNumber(text)).toBeNaN());

it("takes no longer than a text is long", () => {
  // Of two ways to read digits each of 400,000 would try the other: half a minute.
  expect(parseNumber(`${"1".repeat(400_000)}x`)).toBeNaN();
});
