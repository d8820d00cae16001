import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesOf, type NameContext } from "../../src/insights/names";
import { columnWords, isYesNo, valueWords, WORDS } from "../../src/insights/words";
import type { CategoricalDifference, Difference, NumericDifference } from "../../src/report/insights";

const CONTEXT: NameContext = { values: new Map([["PAYS", ["card", "cash"]], ["SOURCE", ["Email", "Facebook", "Search"]], ["CHURN", ["No", "Yes"]]]), counts: new Set(["KIDS"]) };
const number = (column: string, effect: number, median = 5, overallMedian = 4): NumericDifference => ({ kind: "numeric", column, effect, median, overallMedian, mean: median, overallMean: overallMedian, pValue: 0, text: "" });
const value = (column: string, name: string, ratio: number, overallRatio: number, effect = (ratio - overallRatio) * 2): CategoricalDifference => ({ kind: "categorical", column, value: name, ratio, overallRatio, lift: ratio / overallRatio, effect, pValue: 0, text: "" });
const names = (...differences: Difference[][]): string[] => namesOf(differences, CONTEXT);

describe("namesOf", () => {
  it("says levels of numbers, alike ones together", () => {
    expect(names([number("INCOME", 1), number("SPENDING", 0.9)], [number("INCOME", -1), number("SPENDING", 0.8)])).toEqual(["High income and spending", "Low income, high spending"]);
    expect(names([number("INCOME", 1.6)], [number("INCOME", -1.7)])).toEqual(["Very high income", "Very low income"]);
  });

  it("says what customers have none of", () => {
    expect(names([number("KIDS", -1, 0, 1)])).toEqual(["No kids"]);
    expect(names([number("BALANCE", -1, 0, 1)])).toEqual(["Low balance"]);
  });

  it("says a value that most have, and one that hardly any have where it is usual", () => {
    expect(names([value("SOURCE", "Facebook", 0.9, 0.3)], [value("SOURCE", "Email", 0.01, 0.5)])).toEqual(["Facebook", "Not Email"]);
    expect(names([value("CHURN", "Yes", 0.9, 0.3)], [value("CHURN", "No", 0.95, 0.7)])).toEqual(["Churn", "No churn"]);
    expect(names([value("SOURCE", "Email", 0.4, 0.1)])).toEqual(["Average"]);
  });

  it("says two columns that mean the same once", () => {
    expect(names([value("INTERNET", "No", 1, 0.2, 2.5), value("BACKUP", "No service", 1, 0.2, 2.5), number("AGE", 0.6)])).toEqual(["No internet, high age"]);
  });

  it("tells segments apart by more words, and by numbers at last", () => {
    const two = [number("A", 1), number("B", 0.9)];
    expect(names([...two, number("C", 0.5)], [...two, number("C", -0.5)])).toEqual(["High a, b and c", "High a and b, low c"]);
    expect(names(two, two, [])).toEqual(["High a and b 1", "High a and b 2", "Average"]);
    expect(names([], [])).toEqual(["Average 1", "Average 2"]);
  });

  it("takes other words", () => {
    const words = { ...WORDS, high: "hohes", and: "und", columns: { INCOME: "Einkommen" }, values: { SOURCE: { Email: "per Post" } } };
    expect(namesOf([[number("INCOME", 1), value("SOURCE", "Email", 0.9, 0.2, 0.8)]], CONTEXT, words)).toEqual(["Hohes Einkommen, per Post"]);
  });

  it("gives unique names, the same for the same differences, whatever they are", () => {
    const difference = fc.oneof(
      fc.record({ column: fc.constantFrom("A", "B", "KIDS"), effect: fc.double({ min: -3, max: 3, noNaN: true }), median: fc.integer({ min: 0, max: 3 }) }).map(({ column, effect, median }) => number(column, effect, median, 1)),
      fc.record({ name: fc.constantFrom("card", "cash"), ratio: fc.double({ min: 0, max: 1, noNaN: true }), effect: fc.double({ min: -3, max: 3, noNaN: true }) }).map(({ name, ratio, effect }) => value("PAYS", name, ratio, 0.5, effect)),
    );
    fc.assert(fc.property(fc.array(fc.array(difference, { maxLength: 5 }), { minLength: 1, maxLength: 8 }), (all) => {
      const found = names(...all);
      expect(new Set(found).size).toBe(all.length);
      expect(found.every((name) => name.length > 0)).toBe(true);
      expect(names(...all)).toEqual(found);
    }));
  });
});

describe("words", () => {
  it("reads names of columns", () => {
    expect(["TOTAL_ORDERS", "TotalOrders", "Spending Score (1-100)", "age", "(x)"].map((name) => columnWords(name, WORDS))).toEqual(["total orders", "total orders", "spending score", "age", "(x)"]);
  });

  it("gives codes and numbers their column", () => {
    expect(valueWords("GENDER", "F", false, WORDS)).toBe("gender F");
    expect(valueWords("SHOP", "1,200", false, WORDS)).toBe("shop 1,200");
    expect(valueWords("SOURCE", "Facebook", false, WORDS)).toBe("Facebook");
    expect(valueWords("ACTIVE", "true", true, WORDS)).toBe("active");
    expect(valueWords("ACTIVE", "false", true, WORDS)).toBe("no active");
    expect([isYesNo(["true", "false"]), isYesNo(["0", "1"]), isYesNo(["a", "b"]), isYesNo(["yes", "no", "maybe"])]).toEqual([true, true, false, false]);
  });
});
