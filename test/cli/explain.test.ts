import { describe, expect, it } from "vitest";
import { NO_DATA, sharedData } from "../support/fixtures";
import { folder } from "./support";

/** A messy export: semicolons, a byte order mark, a gap, an id, a constant, a near constant, dates, an impossible year, skewed money. */
function messy(rows = 300): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const old = i % 2 === 1, day = new Date(Date.UTC(2023, 0, 1 + (i * 7) % 360)).toISOString().slice(0, 10);
    return [1000 - i, i === 5 ? "" : i === 9 ? 1700 : (old ? 1950 : 1990) + (i % 7), (Math.exp((i * 37) % 100 / 14)).toFixed(2), old ? "cash" : i === 12 ? "gold" : "card", 3, i === 40 ? 1 : 0, day].join(";");
  });
  return `\ufeff${["ID;YEAR;SPENT;PAYS;COST;COMPLAINT;SINCE", ...lines].join("\n")}\n`;
}

describe("a messy file", () => {
  it("goes from fit to segments in one command, which says how it was read and all that was done", async () => {
    const { run } = await folder({ "m.csv": messy() }), { code, out, err } = await run(["fit", "m.csv", "--json"]), result = JSON.parse(out);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(result.form).toBe("CSV, fields apart by semicolons, with a byte order mark");
    expect(result.columns).toEqual(["YEAR", "SPENT", "PAYS", "SINCE"]);
    expect(result.leftOut).toEqual([{ column: "ID", reason: "an id by its name" }, { column: "COST", reason: "constant" }, { column: "COMPLAINT", reason: "nearly constant: 99.6 % are 0" }]);
    const notes = result.notes.join("\n");
    for (const part of ["YEAR: 1 missing value filled with the median.", "SINCE counted in days before 2023-12-", "YEAR 1700, cut off at 1833 (1 customer beyond; half have ", "1 skewed numeric column made less so"]) expect(notes).toContain(part);
    expect((await run(["fit", "m.csv"])).out).toContain("Read      CSV, fields apart by semicolons, with a byte order mark");
  });

  it("predict --explain loses no row and says what was done to each, in CSV and NDJSON alike", async () => {
    const at = await folder({ "m.csv": messy(), "new.csv": "YEAR;SPENT;PAYS;SINCE\n1960;20.5;cash;2023-05-05\n;1e6;shells;2031-01-01\nold;5;card;2023-01-01\n" });
    await at.run(["fit", "m.csv", "--k", "2", "-o", "m.json"]);
    const { code, out, err } = await at.run(["predict", "m.json", "new.csv", "--explain", "--bad-rows", "empty"]), lines = out.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe("YEAR;SPENT;PAYS;SINCE;segment;distance;notes");
    expect(lines[1]).toMatch(/^1960;20.5;cash;2023-05-05;[01];[\d.]+;$/);
    for (const part of ["SPENT 1000000: the customers of the fit had 1 to ", "SINCE 2031-01-01: the dates of the fit are from ", "YEAR: missing, filled with what was learned at fit, taken as 19", 'PAYS ""shells"": rare at fit, or not there']) expect(lines[2]).toContain(part);
    expect(lines[3]).toBe('old;5;card;2023-01-01;;;"requires column ""YEAR"" to hold numbers, got ""old"" in line 4"');
    expect(err).toContain("1 of 3 rows could not be scored:");
    expect(err).toContain('1 (33 %) PAYS rare or unseen: rare at fit, or not there: counted among the others, first "shells" (taken as "(other)")');
    const json = JSON.parse((await at.run(["predict", "m.json", "new.csv", "--explain", "--bad-rows", "empty", "-o", "s.csv", "--json"])).out);
    expect(json).toMatchObject({ rows: 3, badRows: 1 });
    expect(json.treated).toContainEqual({ code: "IMPUTED", column: "YEAR", stage: "Imputer", rows: 1, share: 1 / 3, reason: "missing, filled with what was learned at fit", first: { row: 1, found: null, used: expect.any(Number) } });
    const ndjson = '{"YEAR":1960,"SPENT":20.5,"PAYS":"cash","SINCE":"2023-05-05"}\n{"YEAR":null,"SPENT":7,"PAYS":"card","SINCE":"2023-05-05"}\n';
    const rows = (await at.run(["predict", "m.json", "-", "--format", "ndjson", "--explain"], { input: ndjson })).out.trimEnd().split("\n").map((line) => JSON.parse(line));
    expect(rows.map(({ notes }) => notes === "")).toEqual([true, false]);
    expect(rows[0].segment).toBe(Number(lines[1]!.split(";")[4]));
  });

  it("counts rows of many batches, and tells rows apart where bad ones are between them", async () => {
    const at = await folder({ "m.csv": messy() });
    await at.run(["fit", "m.csv", "--k", "2", "-o", "m.json"]);
    const lines = Array.from({ length: 5000 }, (_, i) => (i % 100 === 7 ? "old;5;card;2023-01-01" : i % 10 === 0 ? ";5;card;2023-01-01" : "1960;5;card;2023-01-01"));
    const { out } = await at.run(["predict", "m.json", "-", "--explain", "--bad-rows", "empty", "--json", "-o", "s.csv"], { input: `YEAR;SPENT;PAYS;SINCE\n${lines.join("\n")}\n` });
    const { badRows, treated } = JSON.parse(out);
    expect(badRows).toBe(50);
    expect(treated).toEqual([expect.objectContaining({ code: "IMPUTED", column: "YEAR", rows: 500, first: { row: 0, found: null, used: expect.any(Number) } })]);
  });

  it("inspect shows the stages that prepared the customers", async () => {
    const at = await folder({ "m.csv": messy() });
    await at.run(["fit", "m.csv", "--k", "2", "-o", "m.json"]);
    expect((await at.run(["inspect", "m.json"])).out).toMatch(/DateToDays +SINCE as days before 2023-12-\d\d/);
  });

  const campaign = sharedData("marketing_campaign/marketing_campaign.csv");
  it.skipIf(campaign === null)(`marketing_campaign.csv in one command with defaults: all that is wrong with it is named${campaign === null ? ` (${NO_DATA})` : ""}`, async () => {
    const { run } = await folder({ "c.csv": campaign! }), { code, out } = await run(["fit", "c.csv"]), text = out.replace(/\s+/g, " ");
    expect(code).toBe(0);
    for (const part of [
      "2,240 customers in", "fields apart by semicolons, with a byte order mark", "ID (an id by its name)", "Complain (nearly constant: 99 % are 0)", "Z_CostContact, Z_Revenue (constant)",
      "Income: 24 missing values filled with the median", "Year_Birth 1893, cut off at 1905 (3 customers beyond; half have 1959 to 1977)", "Dt_Customer counted in days before 2014-06-29",
    ]) expect(text).toContain(part);
  });
});
