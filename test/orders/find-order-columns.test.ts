import { describe, expect, it } from "vitest";
import { findOrderColumns } from "../../src/orders";

describe("findOrderColumns(names)", () => {
  it("names what customerFeatures takes", () => {
    expect(findOrderColumns(["customer_id", "order_date", "revenue", "first_name"])).toEqual({ customer: "customer_id", date: "order_date", amount: "revenue" });
    expect(findOrderColumns(["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"])).toEqual({ customer: "CustomerID", date: "InvoiceDate", amount: { quantity: "Quantity", price: "UnitPrice" }, order: "InvoiceNo" });
  });

  it("takes an amount before a quantity and a price", () => {
    expect(findOrderColumns(["user_id", "created_at", "quantity", "price", "total"])!.amount).toBe("total");
  });

  it("is null where customers, dates or money are not there", () => {
    expect(findOrderColumns(["order_date", "total"])).toBeNull();
    expect(findOrderColumns(["customer_id", "total"])).toBeNull();
    expect(findOrderColumns(["customer_id", "order_date", "quantity"])).toBeNull();
    expect(findOrderColumns([])).toBeNull();
  });

  it("takes no column for two things", () => {
    expect(findOrderColumns(["customer_since", "customer", "date", "amount"])).toEqual({ customer: "customer", date: "date", amount: "amount" });
  });
});
