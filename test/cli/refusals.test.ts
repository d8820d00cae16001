import { beforeAll, describe, expect, it } from "vitest";
import { KMeans, PCA } from "../../src";
import { customers, expectRefused, folder } from "./support";

const many = (rows: number, row: (i: number) => string): string => Array.from({ length: rows }, (_, i) => row(i)).join("\n");

describe("fit refuses", () => {
  const files: Record<string, [content: string | Uint8Array, code: string]> = {
    "an empty file": ["", "EMPTY_DATA"],
    "blank lines only": ["\n\n \n", "EMPTY_DATA"],
    "a header only": ["a,b\n", "EMPTY_DATA"],
    "ragged rows": ["a,b\n1,2\n3\n", "RAGGED_ROWS"],
    "bytes that are not UTF-8": [Uint8Array.from([97, 44, 98, 10, 0xff, 0xfe, 44, 49, 10]), "NOT_UTF8"],
    "a header with a name twice": ["a,b,a\n1,2,3\n", "DUPLICATE_COLUMN"],
    "an open quote": ['a,b\n"1,2\n3,4\n', "INVALID_CSV"],
    "damaged gzip": [Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]), "INVALID_CSV"],
    "no column that can be used": [`customer_id,constant\n${many(30, (i) => `${i},7`)}\n`, "EMPTY_DATA"],
  };
  for (const [what, [content, code]] of Object.entries(files)) {
    it(what, async () => {
      const at = await folder({ "c.csv": content });
      await expectRefused(at, ["fit", "c.csv", "-o", "m.json", "--labels", "l.csv"], 1, code);
      await expectRefused(at, ["elbow", "c.csv"], 1, code);
    });
  }

  const lines: Record<string, [content: string, code: string]> = {
    "empty NDJSON": ["\n", "EMPTY_DATA"],
    "NDJSON that is none": ['{"a":1}\na,b\n', "INVALID_JSON"],
    "NDJSON of lists": ["[1,2]\n", "INVALID_JSON"],
    "NDJSON of mixed types": ['{"a":1}\n{"a":"x"}\n', "COLUMN_TYPE"],
  };
  for (const [what, [content, code]] of Object.entries(lines)) {
    it(what, async () => {
      await expectRefused(await folder({ "c.ndjson": content }), ["fit", "c.ndjson", "-o", "m.json"], 1, code);
    });
  }

  it("a file that is not there, a folder, and names the file", async () => {
    const at = await folder({ "sub/c.csv": customers() });
    const { err } = await expectRefused(at, ["fit", "none.csv"], 1, "FILE_NOT_FOUND");
    expect(err).toContain('"none.csv"');
    await expectRefused(at, ["fit", "sub/c.csv/x.csv"], 1, "FILE_NOT_FOUND");
    await expectRefused(at, ["fit", "sub"], 1, "FILE_UNREADABLE");
  });

  it("a k that the data cannot have", async () => {
    const at = await folder({ "c.csv": "a,b\n1,2\n3,4\n5,6\n1,2\n" });
    const fit = (k: string): string[] => ["fit", "c.csv", "--k", k, "-o", "m.json"];
    for (const k of ["0", "2.5", "-1", "5"]) await expectRefused(at, fit(k), 1, "INVALID_OPTION");
    await expectRefused(at, fit("4"), 1, "TOO_FEW_DISTINCT");
  });

  it("options out of range, before it reads", async () => {
    const at = await folder({ "c.csv": "" });
    await expectRefused(at, ["fit", "c.csv", "--k", "0"], 1, "INVALID_OPTION");
    const { err } = await expectRefused(at, ["fit", "c.csv", "--min-k", "5", "--max-k", "5"], 1, "INVALID_OPTION");
    expect(err).toContain("--max-k");
    await expectRefused(at, ["elbow", "c.csv", "--min-k", "0"], 1, "INVALID_OPTION");
    await expectRefused(at, ["fit", "c.csv", "--delimiter", "ab"], 1, "INVALID_OPTION");
  });

  it("columns that are not there", async () => {
    const at = await folder({ "c.csv": customers() });
    for (const option of [["--columns", "age,agee"], ["--id", "agee"], ["--schema", "agee=numeric"]]) {
      const { err } = await expectRefused(at, ["fit", "c.csv", ...option], 1, "MISSING_COLUMN");
      expect(err).toContain('"agee"');
    }
  });

  it("missing values under --missing error, with their line and the option that helps", async () => {
    const at = await folder({ "c.csv": 'a,b\n1,"x\ny"\n\n2,\n3,z\n' });
    const { err } = await expectRefused(at, ["fit", "c.csv", "--missing", "error"], 1, "MISSING_VALUE");
    expect(err).toContain("in line 5");
    expect(err).toContain("--missing impute");
  });
});

describe("wrong usage", () => {
  const usages: string[][] = [
    [], ["fitt"], ["fit"], ["fit", "a", "b"], ["fit", "c.csv", "--nope"], ["fit", "c.csv", "--k"], ["fit", "c.csv", "--k", "abc"], ["fit", "c.csv", "--k", ""],
    ["fit", "c.csv", "--k", "NaN"], ["fit", "c.csv", "--max-k", "many"], ["fit", "c.csv", "--missing", "guess"], ["fit", "c.csv", "--recipe", "best"],
    ["fit", "c.csv", "--format", "xml"], ["fit", "c.csv", "--schema", "age"], ["fit", "c.csv", "--schema", "age=number"], ["fit", "c.csv", "--json", "-o", "-"],
    ["predict", "m.json"], ["predict", "m.json", "c.csv", "--to", "xml"], ["predict", "m.json", "c.csv", "--bad-rows", "skip"],
    ["similar", "m.json", "c.csv"], ["similar", "m.json", "c.csv", "--customer", "{}", "--customer-id", "1"], ["similar", "m.json", "c.csv", "--customer-id", "1", "-n", "few"],
    ["report", "m.json", "--format", "pdf"],
  ];
  for (const args of usages) {
    it(`exits with 2: ${args.join(" ")}`, async () => {
      const { err } = await expectRefused(await folder({ "c.csv": customers() }), args, 2, "USAGE");
      expect(err).toContain("--help");
    });
  }
});

describe("a model that is none", () => {
  const commands: string[][] = [["predict", "m.json", "c.csv", "-o", "s.csv"], ["similar", "m.json", "c.csv", "--customer-id", "c1"], ["report", "m.json", "-o", "r.md"], ["inspect", "m.json"]];
  let model: string;
  beforeAll(async () => {
    const at = await folder({ "c.csv": customers() });
    await at.run(["fit", "c.csv", "--k", "2", "-o", "m.json"]);
    model = await at.read("m.json");
  });

  const damages: Record<string, [damage: (text: string) => string | Uint8Array, code: string]> = {
    "empty": [() => "", "INVALID_JSON"],
    "truncated": [(text) => text.slice(0, text.length / 2), "INVALID_JSON"],
    "CSV": [() => customers(), "INVALID_JSON"],
    "a list": [() => "[]", "INVALID_MODEL"],
    "not UTF-8": [() => Uint8Array.from([0xff, 0xfe, 0x7b]), "NOT_UTF8"],
    "of an unknown kind": [(text) => text.replace('"kind":"Segmentation"', '"kind":"Forest"'), "UNKNOWN_KIND"],
    "of a newer version": [(text) => text.replace('"version":1', '"version":99'), "NEWER_VERSION"],
    "with null for a number": [(text) => text.replace(/"inertia":[\d.e-]+/, '"inertia":null'), "INVALID_MODEL"],
    "with NaN": [(text) => text.replace(/"inertia":[\d.e-]+/, '"inertia":NaN'), "INVALID_JSON"],
    "with an endless number": [(text) => text.replace(/"inertia":[\d.e-]+/, '"inertia":1e999'), "INVALID_MODEL"],
    "of wrong shapes": [(text) => text.replace(/"rows":2,"columns":(\d+)/, '"rows":3,"columns":$1'), "INVALID_MODEL"],
    "that claims a huge size": [(text) => text.replace(/"rows":2,"columns":(\d+)/, '"rows":4000000000,"columns":$1'), "INVALID_MODEL"],
    "with __proto__": [(text) => text.replace("{", '{"__proto__":{"polluted":true},'), "INVALID_MODEL"],
    "with a field too many": [(text) => text.replace("{", '{"more":1,'), "INVALID_MODEL"],
  };
  for (const [what, [damage, code]] of Object.entries(damages)) {
    it(`is refused when it is ${what}`, async () => {
      const damaged = damage(model);
      expect(damaged).not.toBe(model);
      const at = await folder({ "c.csv": customers(), "m.json": damaged });
      for (const args of commands) {
        const { err } = await expectRefused(at, args, 1, code);
        expect(err).toContain("m.json");
      }
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });
  }

  it("is refused when it is of another kind", async () => {
    const pca = JSON.stringify(new PCA().fit([[1, 2], [3, 5], [4, 4]])), kMeans = JSON.stringify(new KMeans({ k: 1 }).fit([[1], [2]]));
    const at = await folder({ "c.csv": customers(), "m.json": pca, "k.json": kMeans });
    for (const args of commands.slice(0, 2)) await expectRefused(at, args, 1, "UNSUPPORTED");
    await expectRefused(at, ["predict", "k.json", "c.csv"], 1, "UNSUPPORTED");
    await expectRefused(at, ["report", "m.json"], 1, "UNKNOWN_KIND");
  });

  it("is refused when its parts do not fit together", async () => {
    const parts = JSON.parse(model) as { features: { name: string }[] };
    parts.features.pop();
    const at = await folder({ "c.csv": customers(), "m.json": JSON.stringify(parts) });
    const { code, err } = await at.run(["predict", "m.json", "c.csv"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: .* \[(?:INVALID_MODEL|MISSING_COLUMN)\]\n$/);
  });
});
