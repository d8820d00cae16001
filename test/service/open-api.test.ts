import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segment } from "../../src";
import { ModelRegistry } from "../../src/service";
import { ask, customers, serviceOf, strictModel, usualModel } from "./support";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Document = any;
const documentOf = async (options: Parameters<typeof serviceOf>[0] = {}): Promise<Document> => (await ask(await serviceOf(options), "/openapi.json")).body;

/** Values that a schema of one column allows. */
function valueOf(schema: Document): fc.Arbitrary<unknown> {
  const types: string[] = [].concat(schema.type);
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
  return fc.oneof(...types.map((type) => {
    if (type === "null") return fc.constant(null);
    if (type === "boolean") return fc.boolean();
    if (type === "number") return fc.double({ noNaN: true, min: schema.minimum, max: schema.maximum });
    if (schema.format === "date") return fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    return fc.string({ unit: "binary" }).filter((text) => !schema.pattern || new RegExp(schema.pattern as string).test(text));
  }));
}

const customerOf = (schema: Document): fc.Arbitrary<Record<string, unknown>> => fc.record(Object.fromEntries(Object.entries(schema.properties as object).map(([name, one]) => [name, valueOf(one)])));

describe("the document of OpenAPI", () => {
  it("names every route, refers to what there is, and documents what routes answer", async () => {
    const registry = new ModelRegistry();
    await registry.set("shop", { model: usualModel(), version: "v1" });
    await registry.set("vip", { model: strictModel(), version: "v1" });
    const document = await documentOf({ models: registry, token: undefined, adminToken: "an-admin-token-1", reload: () => Promise.resolve(), metrics: () => Promise.resolve({ contentType: "text/plain", text: "" }) });
    expect(document.openapi).toBe("3.1.0");
    const models = ["", "/models/shop", "/models/shop/versions/v1", "/models/vip", "/models/vip/versions/v1"].flatMap((base) => ["predict", "explain", "similar", "segments", "model"].map((verb) => `${base}/${verb}`));
    expect(Object.keys(document.paths).sort()).toEqual([...models, "/models", "/health", "/ready", "/metrics", "/openapi.json", "/admin/reload"].sort());
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(document.components.schemas).toHaveProperty([name!]);
    const ids = Object.values(document.paths as Record<string, object>).flatMap((path) => Object.values(path).map((operation: { operationId: string }) => operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tells models apart whose names are alike", async () => {
    const registry = new ModelRegistry();
    await registry.set("a_b", { model: usualModel(), version: "c" });
    await registry.set("a", { model: strictModel(), version: "b_c" });
    for (const name of ["a-b", "a.b"]) await registry.set(name, { model: strictModel(), version: "c" });
    const { paths, components } = await documentOf({ models: registry }), operations = Object.values(paths as Record<string, object>).flatMap((path) => Object.values(path)) as { operationId: string }[];
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const columnsOf = (base: string): string[] => Object.keys(components.schemas[(paths[`${base}/predict`].post.requestBody.content["application/json"].schema.oneOf[0].$ref as string).split("/").at(-1)!].properties as object);
    expect([columnsOf("/models/a_b"), columnsOf("/models/a/versions/b_c")]).toEqual([["AGE", "CITY", "MEMBER", "SINCE", "SPENT"], ["AGE", "CITY", "SPENT"]]);
  });

  it("changes with the models", async () => {
    const registry = new ModelRegistry(), service = await serviceOf({ models: registry });
    await registry.set("shop", { model: usualModel(), version: "a" });
    expect(Object.keys((await ask(service, "/openapi.json")).body.components.schemas)).toContain("Customer_shop_a");
    await registry.set("shop", { model: strictModel(), version: "b" });
    const { body } = await ask(service, "/openapi.json");
    expect(body.paths["/predict"].post.requestBody.content["application/json"].schema.oneOf[0].$ref).toBe("#/components/schemas/Customer_shop_b");
    expect(Object.keys(body.paths)).toContain("/models/shop/versions/a/predict");
  });

  it.each([
    ["a model that fills gaps and takes new categories", usualModel], ["one that refuses both", strictModel],
    ["one without insights, of dates", () => segment(customers(), { k: 2, missing: "impute", columns: ["SINCE", "CITY"] }).model],
    ["one that refuses gaps alone", () => segment(customers().filter(({ AGE }) => AGE !== null), { k: 2, missing: "error", columns: ["AGE", "CITY"] }).model],
  ])("of %s allows what the model takes, and its example is answered", async (_, model) => {
    const service = await serviceOf({ models: { shop: { model: model(), version: "v1" } } }), { body } = await ask(service, "/openapi.json");
    const schema = body.components.schemas.Customer_shop_v1, operation = body.paths["/predict"].post, example = operation.requestBody.content["application/json"].examples.customer.value;
    expect((await ask(service, "/predict", example)).status).toBe(200);
    await fc.assert(fc.asyncProperty(fc.array(customerOf(schema), { minLength: 1, maxLength: 8 }), async (list) => {
      const { status, text } = await ask(service, "/predict", list);
      expect(status, text).toBe(200);
    }), { numRuns: 100 });
    // And what is not allowed is refused.
    for (const [name, one] of Object.entries(schema.properties as Record<string, { type: string | string[]; enum?: unknown[] }>)) {
      const types = [one.type].flat(), wrong: unknown[] = [[], {}, ...(types.includes("null") ? [] : [null]), ...(types.includes("number") ? ["1"] : [1]), ...(one.enum ? ["Atlantis"] : [])];
      for (const value of wrong) expect((await ask(service, "/predict", { ...example, [name]: value })).body, `${name}: ${JSON.stringify(value)}`).toMatchObject({ status: 400, errors: [{ column: name }] });
      const { [name]: _missing, ...rest } = example as Record<string, unknown>;
      expect((await ask(service, "/predict", rest)).body).toMatchObject({ code: "MISSING_COLUMN" });
    }
  });
});
