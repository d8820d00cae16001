import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode as decodeAll, Matrix, SegmentryError, Table } from "../../src";
import { decodeAny } from "../../src/predict";
import { RECORDS, ROWS, STAGES, type StageCase } from "./stages";

const NAMES = ["age", "orders", "score"];

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

const inputOf = (stage: StageCase): never => structuredClone(stage.takes === "matrix" ? ROWS : stage.records ?? RECORDS) as never;
/** Kinds that `decode` of `segmentry` knows. */
const KNOWN = [
  "StandardScaler", "PCA", "KMeans", "ElbowFinder", "CosineTopN", "LabelEncoder", "OrdinalEncoder", "OneHotEncoder", "Imputer", "ColumnSelector", "Pipeline", "Segmentation",
  "ClusterReport", "PowerTransformer", "DateToDays", "Winsorizer",
];
const text = (value: unknown): string => JSON.stringify(value);

for (const stage of STAGES) {
  describe(stage.name, () => {
    const input = inputOf(stage), model = stage.fit(input), json = text(model);
    const decode = (KNOWN.includes(stage.name) ? decodeAll : decodeAny) as typeof decodeAll;
    const answer = (from: unknown, of: unknown): string => text(stage.answers.map((ask) => ask(from as never, of as never)));

    it("fit(input) is deterministic", () => {
      expect(text(stage.fit(inputOf(stage)))).toBe(json);
    });

    it("fit(input) leaves frozen input alone", () => {
      const frozen = freeze(inputOf(stage));
      expect(text(stage.fit(frozen))).toBe(json);
      expect(answer(model, frozen)).toBe(answer(model, input));
      expect(frozen).toEqual(inputOf(stage));
    });

    if (stage.estimator) it("new() gives a frozen recipe", () => {
      expect(Object.isFrozen(stage.estimator!())).toBe(true);
    });

    it("fit(input) takes a Matrix or Table like the plain rows", () => {
      const wrapped = stage.takes === "matrix" ? Matrix.fromRows(ROWS) : Table.fromRecords(stage.records ?? RECORDS);
      if (stage.name !== "ClusterReport") expect(text(stage.fit(wrapped as never))).toBe(json);
      expect(answer(model, wrapped)).toBe(answer(model, input));
    });

    if (stage.takes === "matrix") it("fit(input) takes typed rows and what has the shape of an ml-matrix matrix", () => {
      const like = { rows: ROWS.length, columns: 3, get: (i: number, j: number) => ROWS[i]![j]! };
      expect(text(stage.fit(like as never))).toBe(json);
      expect(text(stage.fit(ROWS.map((row) => Float64Array.from(row)) as never))).toBe(json);
    });

    it("fit(input) keeps nothing of the caller's", () => {
      const own = inputOf(stage), fitted = stage.fit(own);
      (own as unknown[]).forEach((row) => (stage.takes === "matrix" ? (row as number[]).fill(7) : Object.assign(row as object, { AGE: 7, CITY: "Paris" })));
      expect(text(fitted)).toBe(json);
      if (stage.takes === "matrix") {
        const matrix = Matrix.fromRows(ROWS), fromMatrix = stage.fit(matrix as never);
        matrix.data.fill(7);
        expect(text(fromMatrix)).toBe(json);
      }
    });

    it("its model gives nothing of its own away", () => {
      const fitted = stage.fit(input) as unknown as Record<string, unknown>;
      const properties = [...Object.keys(fitted), ...Object.getOwnPropertyNames(Object.getPrototypeOf(fitted))];
      for (const name of properties) if (name !== "constructor" && typeof fitted[name] !== "function") spoil(fitted[name]);
      for (const ask of ["transform", "predict"] as const) {
        if (typeof fitted[ask] === "function") spoil((fitted[ask] as (x: unknown) => unknown)(input));
      }
      spoil((fitted as unknown as { toJSON(): unknown }).toJSON());
      expect(text(fitted)).toBe(json);
    });

    it("decode(JSON.parse(JSON.stringify(model))) answers bit for bit the same", () => {
      for (const read of [decode, decodeAny]) {
        for (const back of [read(JSON.parse(json)), read(json)]) {
          expect(text(back)).toBe(json);
          expect(answer(back, input)).toBe(answer(model, input));
        }
      }
    });

    if (stage.answers.length > 0) it("its model answers for some rows as for all", () => {
      const some = [7, 3, 30], subset = some.map((row) => (input as unknown[])[row]);
      const all = stage.answers.map((ask) => ask(model as never, input) as unknown[]);
      expect(answer(model, subset)).toBe(text(all.map((rows) => some.map((row) => rows[row]))));
    });

    it("decode(json) refuses or reads whatever has been done to a model's JSON, and never breaks", () => {
      const paths = pathsOf(JSON.parse(json));
      const junk = [undefined, null, "x", -1, 1.5, 1e300, true, [], {}, [null], [[]], { kind: "KMeans" }, Number.MAX_SAFE_INTEGER];
      fc.assert(fc.property(fc.nat(paths.length - 1), fc.constantFrom(...junk), (at, value) => {
        const damaged = JSON.parse(json) as Record<string, unknown>;
        put(damaged, paths[at]!, value);
        try {
          const read = decode(damaged);
          text(read);
          answer(read, input);
        } catch (error) {
          expect(error).toBeInstanceOf(SegmentryError);
        }
      }), { numRuns: 300, seed: 222 });
    });

    it("decode(json) refuses truncated text, newer versions, unknown kinds and fields, and __proto__", () => {
      const changed = (change: object): object => ({ ...(JSON.parse(json) as object), ...change });
      const refusal = (value: unknown, code: string): void => expect(() => decode(value)).toThrow(expect.objectContaining({ name: "SegmentryError", code }));
      refusal(json.slice(0, -5), "INVALID_JSON");
      refusal(changed({ version: 99 }), "NEWER_VERSION");
      refusal(changed({ version: "1" }), "INVALID_MODEL");
      refusal(changed({ kind: "Perceptron" }), "UNKNOWN_KIND");
      refusal(changed({ extra: 1 }), "INVALID_MODEL");
      refusal(JSON.parse(json.replace(/^\{/, '{"__proto__":{"polluted":true},')), "INVALID_MODEL");
      refusal(JSON.parse(json.replace(/^\{/, '{"constructor":{"prototype":{"polluted":true}},')), "INVALID_MODEL");
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(() => decode(json, json.includes('"kind":"PCA"') && stage.name === "PCA" ? "KMeans" : "PCA")).toThrow(/a model of kind/);
    });

    if (stage.takes === "matrix") matrixRefusals(stage);
    else if (stage.name !== "ClusterReport") tableRefusals(stage);
  });
}

function matrixRefusals(stage: StageCase): void {
  const model = stage.fit(Matrix.fromRows(ROWS, NAMES) as never);
  const ask = (input: unknown): unknown => stage.answers[0]!(model as never, input as never);
  const both = (input: unknown, code: string, message: RegExp): void => {
    for (const work of [() => stage.fit(input as never), () => ask(input)]) {
      expect(work).toThrow(expect.objectContaining({ name: "SegmentryError", code }));
      expect(work).toThrow(message);
    }
  };
  it("refuses an empty matrix", () => both([], "EMPTY_DATA", /requires at least one row and one column, got none/));
  it("refuses rows without columns", () => both([[], []], "EMPTY_DATA", /requires at least one row and one column/));
  it("refuses NaN", () => both([[1, 2, 3], [1, NaN, 3]], "NOT_FINITE", /requires finite numbers, got NaN at row index 1, column "x1"/));
  it("refuses an infinite number", () => both([[1, 2, 3], [1, 2, -Infinity]], "NOT_FINITE", /got -Infinity at row index 1/));
  it("refuses ragged rows", () => both([[1, 2, 3], [1, 2]], "RAGGED_ROWS", /every row to have 3 values as the first, got 2 at row index 1/));
  it("refuses text, null and holes among numbers", () => {
    both([[1, 2, 3], [1, "2", 3]], "NOT_NUMERIC", /requires numbers, got "2" at row index 1, column index 1/);
    both([[1, 2, 3], [1, null, 3]], "NOT_NUMERIC", /got null/);
    both([[1, 2, 3], [1, undefined, 3]], "NOT_NUMERIC", /got undefined/);
    both([[1, 2, 3], null], "RAGGED_ROWS", /got null at row index 1/);
  });
  it("refuses what is no matrix at all", () => {
    for (const input of [null, undefined, 5, "text", {}, () => 1]) both(input, "NOT_NUMERIC", /a Matrix, rows of numbers or an ml-matrix matrix/);
  });
  it("refuses another width and other columns", () => {
    expect(() => ask([[1, 2]])).toThrow(expect.objectContaining({ code: "WRONG_WIDTH" }));
    expect(() => ask([[1, 2]])).toThrow(/3 columns as it was fitted on, got 2/);
    expect(() => ask(Matrix.fromRows([[1, 2, 3]], ["age", "score", "orders"]))).toThrow(expect.objectContaining({ code: "WRONG_COLUMNS" }));
    expect(() => ask([[1, 2, 3]])).not.toThrow();
  });
}

function tableRefusals(stage: StageCase): void {
  const model = stage.fit((stage.records ?? RECORDS) as never);
  const ask = (input: unknown): unknown => stage.answers[0]!(model as never, input as never);
  const needed = stage.needs ?? "CITY", customer = { AGE: 30, ORDERS: 2, CITY: "Rome", VIP: true, SIZE: "M", ...(stage.records ? { SINCE: new Date("2023-05-05") } : {}) };
  const skip = (name: keyof NonNullable<StageCase["skips"]>): string | undefined => stage.skips?.[name];
  const refuses = (work: () => unknown, code: string, message: RegExp): void => {
    expect(work).toThrow(expect.objectContaining({ name: "SegmentryError", code }));
    expect(work).toThrow(message);
  };

  it("refuses a table without rows, and what is no table", () => {
    refuses(() => stage.fit([] as never), "EMPTY_DATA", /at least one row, got none/);
    refuses(() => ask([]), "EMPTY_DATA", /at least one row, got none/);
    refuses(() => ask([customer, null]), "COLUMN_TYPE", /got null at row index 1/);
    refuses(() => ask(5), "NOT_NUMERIC", /a Table or a list of records, got 5/);
  });
  it("takes one customer without the id, and passes over columns it does not know", () => {
    expect(ask([customer])).toEqual(ask([{ ...customer, USER_ID: 5, EXTRA: "x", ["__proto__"]: 1 }]));
  });
  it("refuses a missing column by name", () => {
    const rest = Object.fromEntries(Object.entries(customer).filter(([name]) => name !== needed));
    refuses(() => ask([rest]), "MISSING_COLUMN", new RegExp(`requires the column "${needed}", got only "AGE"`));
  });
  it("refuses text and infinite numbers in a number column", () => {
    refuses(() => ask([{ ...customer, AGE: "45" }]), "COLUMN_TYPE", /column "AGE" to hold numbers, got "45" at row index 0; convert text with Number\(\) first/);
    refuses(() => ask([{ ...customer, AGE: Infinity }]), "NOT_FINITE", /column "AGE" to hold finite numbers, got Infinity/);
    refuses(() => ask([{ ...customer, AGE: { years: 45 } }]), "COLUMN_TYPE", /got an object/);
  });
  it(`refuses an unseen category${skip("unseen category") ? ` (skipped: ${skip("unseen category")})` : ""}`, (context) => {
    if (skip("unseen category")) context.skip(skip("unseen category"));
    refuses(() => ask([{ ...customer, CITY: "Paris" }]), "UNSEEN_CATEGORY", /column "CITY" to hold categories it knows .*, got "Paris" at row index 0/);
  });
  it(`refuses a missing value${skip("missing value") ? ` (skipped: ${skip("missing value")})` : ""}`, (context) => {
    if (skip("missing value")) context.skip(skip("missing value"));
    refuses(() => ask([{ ...customer, [needed]: null }]), "MISSING_VALUE", new RegExp(`column "${needed}" to have no missing value, got one at row index 0`));
  });
}

/** Overwrites whatever can be overwritten. */
function spoil(value: unknown): void {
  if (ArrayBuffer.isView(value)) (value as Float64Array).fill(123);
  else if (value instanceof Matrix) value.data.fill(123);
  else if (Array.isArray(value) && !Object.isFrozen(value)) value.splice(0, value.length, "spoilt");
  else if (typeof value === "object" && value !== null && !Object.isFrozen(value) && Object.getPrototypeOf(value) === Object.prototype) {
    for (const key of Object.keys(value)) {
      spoil((value as Record<string, unknown>)[key]);
      (value as Record<string, unknown>)[key] = "spoilt";
    }
  }
}

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).slice(0, 12).flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return path.length > 0 ? [path, ...below] : below;
}

function put(root: unknown, path: Path, value: unknown): void {
  let at = root as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
}
