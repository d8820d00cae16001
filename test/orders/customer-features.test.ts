import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Table } from "../../src";
import { CustomerFeatures, customerFeatures, type CustomerFeaturesOptions } from "../../src/orders";
import { Customer } from "../../src/orders/customer";
import { featuresTable } from "../../src/orders/features-table";
import { LargeMap } from "../../src/orders/large-map";
import { checkOrderOptions } from "../../src/orders/options";

const OPTIONS: CustomerFeaturesOptions = { customer: "who", date: "day", amount: "paid" };
const refusal = (work: () => unknown): { code: string; message: string } => {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error("it was not refused");
};

describe("customerFeatures", () => {
  it("counts recency, frequency, money, tenure and days between orders of each customer", () => {
    const orders = [
      { who: "ada", day: "2024-06-01", paid: 20 }, { who: "bob", day: "2024-06-20", paid: 8 }, { who: "ada", day: "2024-06-11", paid: 40 }, { who: "ada", day: "2024-06-22", paid: 30 },
    ];
    const { table, counts, reference, notes, warnings } = customerFeatures(orders, { ...OPTIONS, reference: "2024-06-30" });
    expect(table.toRecords()).toEqual([
      { who: "ada", recency: 8, frequency: 3, monetary: 90, averageOrderValue: 30, tenure: 29, daysBetweenOrders: 10.5, firstDate: new Date("2024-06-01"), lastDate: new Date("2024-06-22"), returns: 0, returned: 0, weekendShare: 2 / 3 },
      { who: "bob", recency: 10, frequency: 1, monetary: 8, averageOrderValue: 8, tenure: 10, daysBetweenOrders: null, firstDate: new Date("2024-06-20"), lastDate: new Date("2024-06-20"), returns: 0, returned: 0, weekendShare: 0 },
    ]);
    expect(table.schema).toMatchObject({ who: "id", recency: "numeric", firstDate: "date" });
    expect({ counts, reference, notes, warnings }).toEqual({
      counts: { rows: 4, customers: 2, orders: 4, missingCustomer: 0, returns: 0, free: 0, bad: 0, onlyReturns: 0 }, reference: "2024-06-30", notes: [], warnings: [],
    });
  });

  it("counts rows of one order as one, and back from the day after the last order by default", () => {
    const orders = [1, 1, 2].map((invoice) => ({ invoice, who: 17850, day: `2024-06-0${invoice} 08:30:00`, quantity: 2, price: 5 }));
    const { table, reference } = customerFeatures(orders, { customer: "who", date: "day", order: "invoice", amount: { quantity: "quantity", price: "price" } });
    expect(reference).toBe("2024-06-03");
    expect(table.toRecords()[0]).toMatchObject({ who: "17850", recency: 1, frequency: 2, monetary: 30, morningShare: 1, eveningShare: 0 });
  });

  it("treats returns, free items, rows without a customer and customers who bought nothing by policy, and says so", () => {
    const orders = [
      { who: "ada", day: "2024-06-01", paid: 20 }, { who: "ada", day: "2024-06-02", paid: -5 }, { who: "ada", day: "2024-06-03", paid: 0 },
      { who: null, day: "no date at all", paid: 7 }, { who: "bob", day: "2024-06-04", paid: -9 },
    ];
    const plain = customerFeatures(orders, OPTIONS);
    expect(plain.table.toRecords()).toMatchObject([{ who: "ada", frequency: 1, monetary: 20, returns: 1, returned: 5, recency: 4 }]);
    expect(plain.counts).toEqual({ rows: 5, customers: 1, orders: 1, missingCustomer: 1, returns: 2, free: 1, bad: 0, onlyReturns: 1 });
    expect(plain.notes).toEqual([
      "2 rows of a negative amount are returns: counted as such, not as an order, nor in what was spent", "1 row of amount 0 left out",
      "1 row without a customer left out", "1 customer who bought nothing left out",
    ]);
    expect(customerFeatures(orders, { ...OPTIONS, returns: "subtract", free: "keep" }).table.toRecords()).toMatchObject([{ who: "ada", frequency: 2, monetary: 15 }]);
    expect(refusal(() => customerFeatures(orders, { ...OPTIONS, returns: "error" }))).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining("requires no row of a negative amount, got 2, the first of amount -5") as string });
  });

  it("takes a negative quantity for a return, whatever the sign of the price", () => {
    const rows = [[2, 10], [-1, -10], [-1, 10], [1, -3], [-2, 0], [0, -4]].map(([quantity, price]) => ({ who: "ada", day: "2024-06-01", quantity, price }));
    const options: CustomerFeaturesOptions = { customer: "who", date: "day", amount: { quantity: "quantity", price: "price" } }, { table, counts, notes } = customerFeatures(rows, options);
    expect(table.toRecords()).toMatchObject([{ frequency: 1, monetary: 20, returns: 4, returned: 23 }]);
    expect(counts).toMatchObject({ orders: 1, returns: 4, free: 1 });
    expect(notes[0]).toBe("4 rows of a negative quantity or amount are returns: counted as such, not as an order, nor in what was spent");
    expect(customerFeatures(rows, { ...options, returns: "subtract", free: "keep" }).table.toRecords()).toMatchObject([{ frequency: 2, monetary: -3 }]);
    expect(refusal(() => customerFeatures(rows.slice(4, 5), { ...options, returns: "error" }))).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining("no row of a negative quantity or amount, got 1, the first of amount 0") as string });
  });

  it("shares the money among the largest categories, and the rest", () => {
    const orders = [["ada", "tea", 30], ["ada", "cups", 10], ["bob", "tea", 5], ["bob", "books", 8], ["bob", "", 7]].map(([who, kind, paid]) => ({ who, kind, paid, day: "2024-06-01" }));
    const { table } = customerFeatures(orders, { ...OPTIONS, category: "kind", categories: 2 });
    expect(table.toRecords()).toMatchObject([
      { "share of tea": 0.75, "share of cups": 0.25, "share of other categories": 0 }, { "share of tea": 0.25, "share of cups": 0, "share of other categories": 0.75 },
    ]);
  });

  it("adds up what a customer spent once, however many categories have a share of it", () => {
    const settings = checkOrderOptions("test", { ...OPTIONS, category: "kind", categories: 3 }), ada = new Customer();
    for (const [kind, paid] of [["tea", 4], ["cups", 3], ["books", 2], ["pens", 1]] as const) ada.addPurchase(0, paid, kind);
    const values = vi.spyOn(ada.spentOn!, "values"), table = featuresTable(settings, [["ada", ada]], 1, false);
    expect(table.toRecords()).toMatchObject([{ "share of tea": 0.4, "share of cups": 0.3, "share of books": 0.2, "share of other categories": 0.1 }]);
    expect(values).toHaveBeenCalledTimes(1);
  });

  it("reads what databases and pandas write: 17850.0, Date objects, bigint, numbers as text", () => {
    const orders = [{ who: "17850.0", day: new Date("2024-06-01T10:00:00Z"), paid: "12.50" }, { who: 17850n, day: "2024-06-02", paid: 3n }];
    expect(customerFeatures(orders, OPTIONS).table.toRecords()).toMatchObject([{ who: "17850", frequency: 2, monetary: 15.5 }]);
  });

  it("warns where items look like orders, and where a join has repeated totals", () => {
    const items = Array.from({ length: 40 }, (_, i) => ({ who: `c${Math.floor(i / 4)}`, day: "2024-06-01 09:00:00", paid: 5, order: Math.floor(i / 2) }));
    expect(customerFeatures(items, OPTIONS).warnings).toEqual([expect.stringContaining("at least 30 of 40 rows stand at the very time of another row")]);
    expect(customerFeatures(items, { ...OPTIONS, order: "order" }).warnings).toEqual([expect.stringContaining("in 20 of 20 orders of several rows all rows have the same amount")]);
    const priced = items.map((item, i) => ({ ...item, paid: 1 + (i % 2) }));
    expect(customerFeatures(priced, { ...OPTIONS, order: "order" }).warnings).toEqual([]);
  });

  it("refuses what it cannot read, with the row, the rule and how many more, and counts nothing of it", () => {
    const features = new CustomerFeatures(OPTIONS).add([{ who: "ada", day: "2024-06-01", paid: 1 }]);
    const bad = [{ who: "bob", day: "2024-06-05", paid: 1 }, { who: "bob", day: "6/15/2024", paid: 2 }, { who: "bob", day: "6/16/2024", paid: 2 }];
    expect(refusal(() => features.add(bad))).toMatchObject({ code: "COLUMN_TYPE", message: 'customerFeatures requires column "day" to hold dates as ISO 8601 (2011-12-09 or 2011-12-09 08:26:00), got "6/15/2024" at row index 2, one of 2 such rows among 3; state dateFormat: "mdy"' });
    expect(refusal(() => features.add([{ who: "bob", day: "2024-06-05", paid: "1,234.50" }]))).toMatchObject({ code: "NOT_NUMERIC", message: expect.stringContaining('"1,234.50" at row index 1') as string });
    expect(features.finish().counts).toMatchObject({ rows: 1, customers: 1 });
    expect(customerFeatures([...bad, { who: "bob", day: "2024-06-07", paid: null }], { ...OPTIONS, badRows: "exclude" }).counts).toMatchObject({ bad: 3, orders: 1 });
  });

  it("warns where dates that are left out have another format, and where returns exceed purchases", () => {
    const mixed = ["1/2/2024", "13/2/2024", "14/2/2024", "3/4/2024"].map((day) => ({ who: "ada", day, paid: 5 }));
    expect(customerFeatures(mixed, { ...OPTIONS, dateFormat: "mdy", badRows: "exclude" }).warnings).toEqual([expect.stringContaining('2 of the dates that were left out are dates in the format "dmy"')]);
    const back = [{ who: "ada", day: "2024-06-01", paid: 5 }, { who: "ada", day: "2024-06-02", paid: -5 }];
    expect(customerFeatures(back, { ...OPTIONS, returns: "subtract" }).warnings).toEqual(["1 customer sent back as much as they bought or more: what they spent is 0 or less"]);
  });

  it("takes what programs write for nobody for no customer", () => {
    const orders = ["NULL", "null", "NA", "nan", "None", " ", "ada"].map((who) => ({ who, day: "2024-06-01", paid: 5 }));
    expect(customerFeatures(orders, OPTIONS).counts).toMatchObject({ customers: 1, missingCustomer: 6 });
  });

  it("refuses ids that have no text of their own, and counts returns to the same day as orders", () => {
    for (const who of [Symbol("x"), {}, [1], () => 1, Object.create(null) as unknown]) expect(refusal(() => customerFeatures([{ who, day: "2024-06-01", paid: 1 }], OPTIONS)).code).toBe("COLUMN_TYPE");
    const objectId = { toString: () => "65f0" };
    expect(customerFeatures([{ who: objectId, day: "2024-06-01", paid: 1 }], OPTIONS).table.column("who")).toEqual(["65f0"]);
    const late = [{ who: "ada", day: "2024-06-01", paid: 5 }, { who: "ada", day: "2024-06-20", paid: -5 }];
    expect(refusal(() => customerFeatures(late, { ...OPTIONS, reference: "2024-06-10" })).code).toBe("INVALID_OPTION");
    expect(customerFeatures(late, OPTIONS).reference).toBe("2024-06-21");
  });

  it("takes rows without the name of an order for orders, and keeps the share of every category", () => {
    const orders = [1, 2, 3].map((day) => ({ who: "ada", day: `2024-06-0${day}`, paid: 5, order: null, kind: ["other categories", "other categories", null][day - 1] }));
    expect(customerFeatures(orders, { ...OPTIONS, order: "order" }).table.column("frequency")).toEqual([3]);
    const { table } = customerFeatures(orders, { ...OPTIONS, category: "kind", categories: 1 });
    expect([table.column("share of other categories (category)")[0], table.column("share of other categories")[0]].map((share) => Math.round(3 * (share as number)))).toEqual([2, 1]);
    expect(refusal(() => customerFeatures([{ who: "ada", day: "2024-06-01", q: 1e200, p: 1e200 }], { ...OPTIONS, amount: { quantity: "q", price: "p" } })).code).toBe("NOT_NUMERIC");
  });

  it("refuses a reference before the last order, no purchases, missing columns and odd options", () => {
    const orders = [{ who: "ada", day: "2024-06-10", paid: 1 }];
    expect(refusal(() => customerFeatures(orders, { ...OPTIONS, reference: "2024-06-09" }))).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining("reference not to be before the last row (2024-06-10), got 2024-06-09") as string });
    expect(customerFeatures(orders, { ...OPTIONS, reference: new Date("2024-06-10") }).table.column("recency")).toEqual([0]);
    expect(refusal(() => customerFeatures([{ who: "ada", day: "2024-06-10", paid: -1 }], OPTIONS)).code).toBe("EMPTY_DATA");
    expect(refusal(() => customerFeatures([], OPTIONS)).code).toBe("EMPTY_DATA");
    expect(refusal(() => new CustomerFeatures(OPTIONS).finish()).code).toBe("EMPTY_DATA");
    expect(refusal(() => customerFeatures(orders, { ...OPTIONS, order: "basket" })).code).toBe("MISSING_COLUMN");
    for (const odd of [{ customer: 7 }, { amount: { quantity: "q" } }, { amount: undefined }, { reference: "soon" }, { dateFormat: "us" }, { categories: 0 }, { returns: "keep" }, { colour: 1 }]) {
      expect(refusal(() => customerFeatures(orders, { ...OPTIONS, ...odd } as CustomerFeaturesOptions)).code).toBe("INVALID_OPTION");
    }
  });

  it("refuses dates whose day, or the one after, ISO 8601 does not write with four digits of a year, or leaves them out", () => {
    const [first, last] = ["0000-01-01", "9999-12-30T23:59:59.999Z"].map((day) => ({ who: "ada", day: new Date(day), paid: 5 }));
    expect(customerFeatures([first!, last!], OPTIONS)).toMatchObject({ reference: "9999-12-31", counts: { orders: 2 } });
    for (const day of [new Date(8.64e15), new Date(-8.64e15), "9999-12-31", new Date("-000001-12-31")]) {
      const features = new CustomerFeatures(OPTIONS).add([{ who: "ada", day: "2024-06-01", paid: 1 }]);
      expect(refusal(() => features.add([{ who: "ada", day, paid: 1 }]))).toMatchObject({ code: "COLUMN_TYPE", message: `customerFeatures requires column "day" to hold dates from 0000-01-01 to 9999-12-30, got ${new Date(day).toISOString()} at row index 1; correct them, or leave such rows out with badRows: "exclude"` });
      expect(features.finish().reference).toBe("2024-06-02");
      expect(customerFeatures([first!, { who: "ada", day, paid: 1 }, { who: "ada", day, paid: 1 }], { ...OPTIONS, badRows: "exclude" })).toMatchObject({ reference: "0000-01-02", counts: { bad: 2, orders: 1 }, warnings: [] });
    }
    expect(customerFeatures([last!], { ...OPTIONS, reference: "9999-12-31" }).reference).toBe("9999-12-31");
    for (const reference of [new Date(8.64e15), new Date(-8.64e15)]) expect(refusal(() => new CustomerFeatures({ ...OPTIONS, reference }))).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining("reference to be of the years 0 to 9999, got ") as string });
  });

  const order = fc.record({
    who: fc.constantFrom("ada", "bob", "eve", "zoe", null), day: fc.integer({ min: 0, max: 900 }).map((day) => new Date(Date.UTC(2020, 0, 1 + day, day % 24))),
    paid: fc.integer({ min: -50, max: 200 }), order: fc.integer({ min: 0, max: 12 }), kind: fc.constantFrom("tea", "cups", "books"),
  });
  const full: CustomerFeaturesOptions = { ...OPTIONS, order: "order", category: "kind", categories: 2, reference: "2030-01-01" };

  it("add(orders) in several parts, as records or as tables, gives what all at once gives", () => {
    fc.assert(fc.property(fc.array(order, { minLength: 1, maxLength: 60 }), fc.nat(60), (orders, cut) => {
      const parts = [orders.slice(0, cut), orders.slice(cut)].filter(({ length }) => length > 0), outcome = (work: () => unknown): unknown => {
        try {
          return work();
        } catch (error) {
          return (error as { code: string }).code;
        }
      };
      const whole = outcome(() => plain(customerFeatures(orders, full)));
      expect(outcome(() => plain(parts.reduce((features, part) => features.add(part), new CustomerFeatures(full)).finish()))).toEqual(whole);
      if (parts.every((part) => part.some(({ who }) => who !== null))) {
        expect(outcome(() => plain(parts.reduce((features, part) => features.add(Table.fromRecords(part)), new CustomerFeatures(full)).finish()))).toEqual(whole);
      }
    }));
  });

  it("takes records that lack columns in several parts as at once: all of a part may lack what others have", () => {
    const orders = [{ who: "ada", day: "2024-06-01", paid: 5 }, { who: "ada", day: "2024-06-01", paid: 5, order: 7, kind: "tea" }, { who: "ada", day: "2024-06-02", paid: 5, order: 7 }, { note: "no order" }], [first, ...others] = orders;
    const options: CustomerFeaturesOptions = { ...OPTIONS, order: "order", category: "kind" }, features = new CustomerFeatures(options).add([first!]);
    expect(refusal(() => features.finish())).toMatchObject({ code: "MISSING_COLUMN", message: 'customerFeatures requires the columns "order", "kind", got only "who", "day", "paid"' });
    expect(plain(features.add(others).finish())).toEqual(plain(customerFeatures(orders, options)));
    expect(features.finish().counts).toMatchObject({ rows: 4, orders: 2, missingCustomer: 1 });
    expect(refusal(() => new CustomerFeatures(options).add([{ who: "ada", paid: 1 }]))).toMatchObject({ code: "MISSING_COLUMN", message: 'customerFeatures requires the columns "day", "order", "kind", got only "who", "paid"' });
    expect(refusal(() => new CustomerFeatures(options).add(Table.fromRecords([first!]))).code).toBe("MISSING_COLUMN");
  });

  it("gives for any parts of records that lack any columns what all at once give, or refuses both", () => {
    const lacking = fc.tuple(order, fc.subarray(["who", "day", "paid", "order", "kind"], { minLength: 2 })).map(([record, names]) => Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name))));
    fc.assert(fc.property(fc.array(lacking, { minLength: 1, maxLength: 12 }), fc.nat(12), fc.constantFrom("error", "exclude"), (orders, cut, badRows) => {
      const parts = [orders.slice(0, cut), orders.slice(cut)].filter(({ length }) => length > 0), options: CustomerFeaturesOptions = { ...full, badRows }, outcome = (some: object[][]): unknown => {
        try {
          return plain(some.reduce((features, part) => features.add(part), new CustomerFeatures(options)).finish());
        } catch {
          return "refused";
        }
      };
      expect(outcome(parts)).toEqual(outcome([orders]));
    }));
  });

  it("agrees with a plain count of each customer's rows", () => {
    fc.assert(fc.property(fc.array(order, { minLength: 1, maxLength: 60 }), (orders) => {
      const bought = orders.filter(({ who, paid }) => who !== null && paid > 0);
      fc.pre(bought.length > 0);
      const { table, counts } = customerFeatures(orders, full), records = table.toRecords();
      expect(records.map(({ who }) => who)).toEqual(inOrder(orders, bought));
      expect(counts.orders).toBe(new Set(bought.map((one) => `${one.who} ${one.order}`)).size);
      for (const record of records) {
        const own = bought.filter(({ who }) => who === record.who), days = own.map(({ day }) => Math.floor(+day / 86_400_000)), today = Date.UTC(2030, 0, 1) / 86_400_000;
        expect(record).toMatchObject({
          frequency: new Set(own.map((one) => one.order)).size, monetary: own.reduce((sum, { paid }) => sum + paid, 0),
          recency: today - Math.max(...days), tenure: today - Math.min(...days), returns: orders.filter(({ who, paid }) => who === record.who && paid < 0).length,
        });
        const shares = Object.entries(record).filter(([name]) => name.startsWith("share of")).reduce((sum, [, share]) => sum + (share as number), 0);
        expect(shares).toBeCloseTo(1, 9);
      }
    }));
  });
});

describe("LargeMap", () => {
  it("is a Map, of parts that hold no more than what an engine can hold", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(..."abcdefghij"), fc.integer()), { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (entries, most) => {
      const large = new LargeMap<number>(most), map = new Map<string, number>(entries), set = vi.spyOn(Map.prototype, "set");
      try {
        for (const [key, value] of entries) large.set(key, value);
        expect(set.mock.contexts.every((part) => (part as Map<string, number>).size <= most)).toBe(true);
      } finally {
        set.mockRestore();
      }
      expect([...large]).toEqual([...map]);
      expect([...large.values()]).toEqual([...map.values()]);
      expect([large.size, ..."abcdefghijk".split("").map((key) => large.get(key))]).toEqual([map.size, ..."abcdefghijk".split("").map((key) => map.get(key))]);
    }));
  });
});

const plain = ({ table, ...rest }: ReturnType<typeof customerFeatures>): unknown => ({ ...rest, rows: table.toRecords(), schema: table.schema });

/** Customers who bought something, as they first appear in any row with an amount. */
function inOrder(orders: readonly { who: string | null }[], bought: readonly { who: string | null }[]): (string | null)[] {
  const buyers = new Set(bought.map(({ who }) => who));
  return [...new Set(orders.map(({ who }) => who))].filter((who) => buyers.has(who));
}
