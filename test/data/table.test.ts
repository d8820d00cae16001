import { describe, expect, it } from "vitest";
import { Matrix, Table } from "../../src";

const records = [
  { USER_ID: 7, AGE: 31, CITY: "Rome", VIP: true, SINCE: new Date("2024-02-29"), NOTE: " " },
  { USER_ID: 9, AGE: null, CITY: "", VIP: false, SINCE: undefined, NOTE: null },
  { USER_ID: 8, AGE: NaN, CITY: "Oslo", VIP: null, SINCE: new Date(0) },
];

describe("Table", () => {
  const table = Table.fromRecords(records);

  it("fromRecords(records) infers the schema from names and types", () => {
    expect(table.schema).toEqual({ USER_ID: "id", AGE: "numeric", CITY: "categorical", VIP: "numeric", SINCE: "date", NOTE: "numeric" });
    expect([table.rows, table.columns, table.names]).toEqual([3, 6, ["USER_ID", "AGE", "CITY", "VIP", "SINCE", "NOTE"]]);
  });

  it("fromRecords(records) takes null, undefined, NaN, blanks and absent names for missing", () => {
    expect(table.column("AGE")).toEqual([31, null, null]);
    expect(table.column("CITY")).toEqual(["Rome", null, "Oslo"]);
    expect(table.column("VIP")).toEqual([true, false, null]);
    expect(table.column("SINCE")).toEqual([new Date("2024-02-29"), null, new Date(0)]);
    expect(table.column("NOTE")).toEqual([null, null, null]);
  });

  it.each([["id"], ["ID"], ["user_id"], ["USER_ID"], ["customerID"], ["CustomerId"], ["order.id"], ["uuid"], ["Customer ID"]])("fromRecords(records) takes %s for an id", (name) => {
    expect(Table.fromRecords([{ [name]: 1 }]).schema[name]).toBe("id");
  });
  it.each([["paid"], ["PAID"], ["Idaho"], ["GRID"], ["humid"], ["width"]])("fromRecords(records) does not take %s for an id", (name) => {
    expect(Table.fromRecords([{ [name]: 1 }]).schema[name]).toBe("numeric");
  });

  it("fromRecords(records, { schema }) overrides kinds and reads values by them", () => {
    const read = Table.fromRecords([{ ZIP: 10, DAY: "2024-01-31", FLAG: true, KEY: "a" }, { ZIP: 20, DAY: "2024-02-01T12:00:00Z", FLAG: false, KEY: 5 }], {
      schema: { ZIP: "categorical", DAY: "date", FLAG: "categorical", KEY: "id" },
    });
    expect(read.column("ZIP")).toEqual(["10", "20"]);
    expect(read.column("DAY")).toEqual([new Date("2024-01-31"), new Date("2024-02-01T12:00:00Z")]);
    expect(read.column("FLAG")).toEqual(["true", "false"]);
    expect(read.column("KEY")).toEqual(["a", "5"]);
  });

  it("toRecords() and toRows() give the values back", () => {
    expect(Table.fromRecords([{ A: 1, B: "x" }]).toRecords()).toEqual([{ A: 1, B: "x" }]);
    expect(Table.fromColumns({ A: [1, 2], B: ["x", null] }).toRows()).toEqual([[1, "x"], [2, null]]);
  });

  it("fromColumns(columns) reads values alike whether or not an odd one stands among them", () => {
    const lists: unknown[][] = [["b", null, "a", " ", "b"], [undefined, 1.5, null, -0, NaN], [null, null], ["", "  "], [true, null, false], [1n, 2n], [null, "x"]];
    for (const list of lists) {
      const table = Table.fromColumns({ A: list, B: list.map((value) => value ?? null) }), missing = (value: unknown) => value === undefined || Number.isNaN(value) || (typeof value === "string" && value.trim() === "");
      expect(table.column("A")).toEqual(list.map((value) => (missing(value) ? null : typeof value === "bigint" ? Number(value) : value)));
      expect(table.column("B")).toEqual(table.column("A"));
    }
    expect(Table.fromColumns({ A: ["", 1, 2] }).schema).toEqual({ A: "numeric" });
    expect(Table.fromColumns({ A: ["x", "y"], ID: [1, 2] }, { schema: { A: "ignore" } }).schema).toEqual({ A: "ignore", ID: "id" });
    expect(() => Table.fromColumns({ A: ["x", 1] })).toThrow(/values of one type \(text so far\), got 1 at row index 1/);
    expect(() => Table.fromColumns({ A: [1, Infinity] })).toThrow(/finite numbers, got Infinity at row index 1/);
    expect(() => Table.fromColumns({ A: [1, "x"] })).toThrow(/values of one type \(number so far\), got "x" at row index 1/);
  });

  it("take(rows) gives some rows in the given order", () => {
    expect(table.take([2, 0]).column("USER_ID")).toEqual([8, 7]);
  });

  it("withSchema(kinds) reads columns anew", () => {
    expect(Table.fromRecords([{ STORE_ID: 4 }]).withSchema({ STORE_ID: "categorical" }).column("STORE_ID")).toEqual(["4"]);
    expect(() => table.withSchema({ NOPE: "id" })).toThrow(/requires the column "NOPE"/);
    expect(() => table.withSchema({ AGE: "number" as never })).toThrow(/kinds among numeric, categorical, date, id, ignore, got "number" for "AGE"/);
  });

  it("toMatrix() gives numbers and booleans, and leaves ids and ignored columns out", () => {
    const numbers = Table.fromRecords([{ id: 5, A: 1, FLAG: true, X: "t" }, { id: 6, A: 2, FLAG: false, X: "u" }], { schema: { X: "ignore" } });
    expect(numbers.toMatrix().names).toEqual(["A", "FLAG"]);
    expect(numbers.toMatrix().toRows()).toEqual([[1, 1], [2, 0]]);
  });

  it("toMatrix() refuses text, dates and missing values by name", () => {
    expect(() => Table.fromRecords([{ CITY: "Rome" }]).toMatrix()).toThrow(/numeric columns, got the text column "CITY"; encode it first, for example with OneHotEncoder/);
    expect(() => Table.fromRecords([{ DAY: new Date() }]).toMatrix()).toThrow(/got the date column "DAY"/);
    expect(() => Table.fromRecords([{ A: 1 }, { A: null }]).toMatrix()).toThrow(/column "A" to have no missing value, got one at row index 1/);
    expect(() => Table.fromRecords([{ id: 1 }]).toMatrix()).toThrow(/at least one feature column/);
  });

  it("fromRecords(records) refuses what it cannot hold, by column and row", () => {
    expect(() => Table.fromRecords([{ A: 1 }, { A: "x" }])).toThrow(/column "A" to hold values of one type \(number so far\), got "x" at row index 1; state the column's kind/);
    expect(() => Table.fromRecords([{ A: Infinity }])).toThrow(/column "A" to hold finite numbers, got Infinity at row index 0/);
    expect(() => Table.fromRecords([{ A: {} }])).toThrow(/got an object at row index 0/);
    expect(() => Table.fromRecords([{ A: "x" }], { schema: { A: "numeric" } })).toThrow(/to hold numbers, got "x"/);
    expect(() => Table.fromRecords([{ A: "tomorrow" }], { schema: { A: "date" } })).toThrow(/to hold dates, got "tomorrow"/);
    expect(() => Table.fromRecords([])).toThrow(/at least one row/);
    expect(() => Table.fromRecords([{}])).toThrow(/at least one row and one column/);
    expect(() => Table.fromColumns({ A: [1, 2], B: [1] })).toThrow(/every column to have 2 values as the first, got 1 in "B"/);
    expect(() => Table.fromRecords([[1, 2]])).toThrow(/requires records, got an array of 2/);
    expect(() => table.column("NOPE")).toThrow(/the column "NOPE", got only "USER_ID"/);
  });

  it("fromRecords(records) holds columns named like members of Object", () => {
    const odd = Table.fromRecords([JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as object]);
    expect(odd.names).toEqual(["__proto__", "constructor", "toString"]);
    expect(odd.column("__proto__")).toEqual([1]);
    expect(Object.getOwnPropertyNames(odd.toRecords()[0])).toEqual(["__proto__", "constructor", "toString"]);
    expect(odd.toMatrix().toRows()).toEqual([[1, 2, 3]]);
  });
});

describe("Matrix", () => {
  it("fromRows(rows, names) copies", () => {
    const rows = [[1, 2], [3, 4]], names = ["a", "b"], matrix = Matrix.fromRows(rows, names);
    rows[0]![0] = 9;
    names[0] = "z";
    expect(matrix.toRows()).toEqual([[1, 2], [3, 4]]);
    expect([matrix.rows, matrix.columns, matrix.names]).toEqual([2, 2, ["a", "b"]]);
    expect(matrix.data).toEqual(Float64Array.of(1, 2, 3, 4));
    expect(Matrix.fromData([1, 2, 3, 4], 2, 2).names).toEqual(["x0", "x1"]);
    expect(JSON.parse(JSON.stringify(matrix))).toEqual({ rows: 2, columns: 2, names: ["a", "b"], data: [1, 2, 3, 4] });
  });

  it("fromRows(rows, names) refuses bad shapes and names", () => {
    expect(() => Matrix.fromRows([])).toThrow("Matrix requires at least one row and one column, got none");
    expect(() => Matrix.fromRows([[1], [2, 3]])).toThrow(/got 2 at row index 1/);
    expect(() => Matrix.fromRows([[1, 2]], ["a", "a"])).toThrow('Matrix requires distinct texts as column names, got "a", "a"');
    expect(() => Matrix.fromRows([[1, 2]], ["a"])).toThrow("one name for each of 2 columns, got 1 names");
    expect(() => Matrix.fromData([1, 2, 3], 2, 2)).toThrow("rows x columns = 2 x 2 numbers, got 3");
    expect(() => Matrix.fromRows([["1"]] as never)).toThrow(/requires numbers, got "1"/);
  });
});
