import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, parseDateIn, type DateFormat } from "../../src/data/dates";

const iso = (text: string, format: DateFormat): string | null => {
  const time = parseDateIn(text, format);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 19);
};

describe("parseDateIn", () => {
  it("reads a date by its format, with and without the time of day", () => {
    expect(iso("2011-12-09 08:26:00", "iso")).toBe("2011-12-09T08:26:00");
    expect(iso("12/9/2011 8:26", "mdy")).toBe("2011-12-09T08:26:00");
    expect(iso("9.12.2011 8:26:07", "dmy")).toBe("2011-12-09T08:26:07");
    expect(iso("2011/12/9", "ymd")).toBe("2011-12-09T00:00:00");
    expect(iso("20111209", "ymd")).toBe("2011-12-09T00:00:00");
    expect(new Date(parseDateIn(20111209, "ymd")).toISOString().slice(0, 10)).toBe("2011-12-09");
    expect(iso("12/9/2011 12:05 AM", "mdy")).toBe("2011-12-09T00:05:00");
    expect(iso("12/9/2011 12:05 pm", "mdy")).toBe("2011-12-09T12:05:00");
    expect(iso("12/9/2011 1:05 PM", "mdy")).toBe("2011-12-09T13:05:00");
  });

  it("gives NaN for what is no date, or one of another format", () => {
    for (const [text, format] of [["13/1/2011", "mdy"], ["31.2.2011", "dmy"], ["1/2/11", "mdy"], ["12/9/2011", "iso"], ["2011-12-09", "dmy"], ["2011-12-09", "mdy"], ["12/9/2011 25:00", "mdy"], ["12/9/2011 13:00 PM", "mdy"], ["", "ymd"], ["20111309", "ymd"]] as const) {
      expect(iso(text, format)).toBeNull();
    }
    expect(parseDateIn(20111209, "iso")).toBeNaN();
    expect(parseDateIn(null, "iso")).toBeNaN();
  });

  it("reads back every day in every format", () => {
    fc.assert(fc.property(fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      const [year, month, day] = date.toISOString().slice(0, 10).split("-") as [string, string, string], start = dayOf(+date) * 86_400_000;
      expect(parseDateIn(`${+month}/${+day}/${year}`, "mdy")).toBe(start);
      expect(parseDateIn(`${+day}.${+month}.${year}`, "dmy")).toBe(start);
      expect(parseDateIn(`${year}${month}${day}`, "ymd")).toBe(start);
    }));
  });
});
