import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/insights";
import type { TreeColumn } from "../../../src/report/decision-tree/tree";
import { wordsOf } from "../../../src/report/decision-tree/words";

const column = (more: Partial<TreeColumn> = {}): TreeColumn => ({ name: "X", kind: "numeric", type: "number", missing: false, integers: false, range: [0, 90_000], levels: null, ...more });
const numeric = (min: number | null, max: number | null, missing = false): Condition => ({ kind: "numeric", column: "X", min, max, missing });
const date = (min: string | null, max: string | null, missing = false): Condition => ({ kind: "date", column: "X", min: min === null ? null : +new Date(min), max: max === null ? null : +new Date(max), missing });
const values = (names: (string | boolean)[], not = false, missing = false): Condition => ({ kind: "values", column: "X", values: names, not, missing });

describe("wordsOf(condition, column)", () => {
  it("names the number that divides, with all its digits and thousands apart", () => {
    const words = (min: number | null, max: number | null): string => wordsOf(numeric(min, max), column());
    expect([words(34.5, null), words(null, 1250.75), words(12_345.678, 1e6), words(1e21, null), words(-20_000, 0)])
      .toEqual(["X at least 34.5", "X below 1250.75", "X from 12,345.678 to below 1,000,000", "X at least 1e+21", "X from -20,000 to below 0"]);
  });

  it("names the last integer that is in, but a round number that is just out", () => {
    const words = (min: number | null, max: number | null): string => wordsOf(numeric(min, max), column({ integers: true, range: [0, 12] }));
    expect([words(null, 35), words(35, null), words(30, 46), words(null, 60), words(null, 160), words(100, 1000), words(150, 225)])
      .toEqual(["X at most 34", "X at least 35", "X from 30 to 45", "X at most 59", "X below 160", "X from 100 to below 1000", "X from 150 to 224"]);
    expect([words(null, 1), words(12, null), words(3, 4)]).toEqual(["X is 0", "X is 12", "X is 3"]);
  });

  it("names dates as YYYY-MM-DD, the last day that is in, and a time of day only where one divides", () => {
    const words = (min: string | null, max: string | null): string => wordsOf(date(min, max), column({ type: "date" }));
    expect([words("2024-03-01", null), words(null, "2024-03-01"), words("2024-03-01", "2024-06-01"), words("2024-03-01", "2024-03-02"), words("2024-03-01T08:30Z", "2024-03-02"), words(null, "2024-03-01T08:30:15.250Z")])
      .toEqual(["X from 2024-03-01 on", "X before 2024-03-01", "X from 2024-03-01 to 2024-05-31", "X on 2024-03-01", "X from 2024-03-01 08:30 to before 2024-03-02", "X before 2024-03-01 08:30:15.250Z"]);
    expect(wordsOf({ ...date(null, null), max: -9e15 } as Condition, column({ type: "date" }))).toBe("X before -9000000000000000");
  });

  it("names the values that may be, or the others where those are fewer", () => {
    const text = column({ type: "text", range: null, levels: ["card", "cash", "cheque"] }), many = { ...text, levels: null };
    expect(wordsOf(values(["card"]), text)).toBe("X is card");
    expect(wordsOf(values(["card", "cash", "cheque"]), many)).toBe("X is card, cash or cheque");
    expect([wordsOf(values(["card", "cash"], true), text), wordsOf(values(["card"], true), text)]).toEqual(["X is cheque", "X is not card"]);
    expect([wordsOf(values(["card", "cash"], true), many), wordsOf(values(["a", "b", "c"], true), many)]).toEqual(["X is neither card nor cash", "X is none of a, b and c"]);
    expect(wordsOf(values([true]), column({ type: "boolean" }))).toBe("X is true");
  });

  it("says what customers without a value do where the column had some, and whenever they could be misread", () => {
    const some = column({ missing: true, integers: true }), text = column({ type: "text", range: null, missing: true });
    expect([wordsOf(numeric(35, null, true), some), wordsOf(numeric(35, null), some), wordsOf(numeric(35, null, true), column())]).toEqual(["X is missing or at least 35", "X at least 35", "X at least 35"]);
    expect([wordsOf(values(["no"], true), text), wordsOf(values(["no"]), text), wordsOf(values(["no"], true, true), text), wordsOf(values(["none", "not"]), text)])
      .toEqual(["X is known and not no", "X is no", "X is missing or not no", "X is none or not"]);
    expect([true, false].map((missing) => wordsOf({ kind: "missing", column: "X", missing }, some))).toEqual(["X is missing", "X is known"]);
  });
});
