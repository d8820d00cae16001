import { describe, expect, it } from "vitest";
import { KMeans, segment } from "../../src";
import { createService, ModelRegistry } from "../../src/service";
import { ADA, ask, BOB, customers, serviceOf, slowly, strictModel, usualModel } from "./support";

const threes = () => segment(customers(), { k: 3, seed: 1 }).model;

describe("ModelRegistry", () => {
  it("keeps versions, the current one first, and forgets the oldest", async () => {
    const registry = new ModelRegistry({ keep: 2 });
    for (const version of ["a", "b", "c"]) await registry.set("shop", { model: usualModel(), version });
    const { version } = await registry.set("vip", { model: JSON.stringify(strictModel()) });
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(registry.list().map(({ name, version, isCurrent }) => [name, version, isCurrent])).toEqual([["shop", "c", true], ["shop", "b", false], ["vip", version, true]]);
    expect((await registry.set("vip", { model: JSON.parse(JSON.stringify(strictModel())) })).version).toBe(version);
    expect(registry.remove("shop", "b")).toBe(true);
    expect(registry.remove("shop", "b")).toBe(false);
    expect(registry.remove("shop")).toBe(true);
    expect(registry.list().map(({ name }) => name)).toEqual(["vip"]);
  });

  it("gives its models to the host as they were given", async () => {
    const registry = new ModelRegistry();
    await registry.set("shop", { model: JSON.stringify(usualModel()) });
    expect(JSON.stringify(registry.model())).toBe(JSON.stringify(usualModel()));
    expect(registry.model()).toBe(registry.model("shop"));
  });

  it("takes a caller's own JSON as it is when it is given, however soon it changes and whatever is read before", async () => {
    const registry = new ModelRegistry(), text = JSON.stringify(usualModel()), json = JSON.parse(text) as { report: { clusters: { size: number }[] } };
    const set = [registry.set("other", { model: text }), registry.set("shop", { model: json })];
    for (const cluster of json.report.clusters) cluster.size = 777;
    await Promise.all(set);
    expect(JSON.stringify(registry.model("shop"))).toBe(text);
  });

  it("answers by name and version, the first name where none is named", async () => {
    const registry = new ModelRegistry();
    await registry.set("shop", { model: usualModel(), version: "old" });
    await registry.set("shop", { model: threes(), version: "new" });
    await registry.set("vip", { model: strictModel(), version: "1" });
    const service = await serviceOf({ models: registry }), of = async (path: string): Promise<string | null> => (await ask(service, path)).headers.get("segmentry-model");
    expect([await of("/segments"), await of("/models/shop/segments"), await of("/models/shop/versions/old/segments"), await of("/models/vip/segments")]).toEqual(["shop@new", "shop@new", "shop@old", "vip@1"]);
  });

  it.each([
    ["garbage", "garbage", "INVALID_JSON"], ["half a model", () => JSON.stringify(usualModel()).slice(0, -100), "INVALID_JSON"], ["an empty object", {}, "UNKNOWN_KIND"],
    ["a model of another kind", () => new KMeans({ k: 2 }).fit([[1], [2]]), "UNKNOWN_KIND"], ["null", null, "UNKNOWN_KIND"], ["what is no JSON", () => () => 1, "INVALID_JSON"],
    ["insights of another model", () => ({ ...JSON.parse(JSON.stringify(threes())), insights: usualModel().insights }), "INVALID_MODEL"],
  ])("refuses %s, and leaves everything as it was", async (_, source, code) => {
    const registry = new ModelRegistry();
    await registry.set("shop", { model: usualModel(), version: "v1" });
    await expect(registry.set("shop", { model: (typeof source === "function" ? source() : source) as object, version: "v2" })).rejects.toMatchObject({ code });
    expect(registry.list().map(({ version }) => version)).toEqual(["v1"]);
    expect((await ask(await serviceOf({ models: registry }), "/predict", ADA)).status).toBe(200);
  });

  it("refuses names, versions and customers that are wrong", async () => {
    const registry = new ModelRegistry(), model = usualModel();
    for (const name of ["", "a/b", "..", "a b", "x".repeat(65), 7 as never]) await expect(registry.set(name, { model })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(registry.set("a", { model, version: "1/2" })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(registry.set("a", { model, customers: [{ AGE: 1 }] })).rejects.toMatchObject({ code: "MISSING_COLUMN" });
    await expect(registry.set("a", { model, costumers: [] } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
    expect(registry.list()).toEqual([]);
    expect((await ask(await serviceOf({ models: registry }), "/predict", ADA)).body).toMatchObject({ status: 503, code: "NOT_READY" });
    const models = { shop: model };
    for (const wrong of [undefined, null, {}, [], { shop: null }, { shop: undefined }, { shop: 5 }, { shop: "model.json" }]) await expect(createService({ models: wrong } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(createService({ models, token: "short" })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(createService({ models, adminToken: "x".repeat(20) })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(createService({ models, limits: { rows: 0 } })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(createService({ model: {} } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  it("lets requests have their turns while a model of many columns is made ready", async () => {
    const wide = Array.from({ length: 60 }, (_, i) => Object.fromEntries(Array.from({ length: 80 }, (_, j) => [`C${j}`, j % 2 ? `c${(i * j) % 9}` : (i % 2) * 50 + ((i * (j + 3)) % 7)])));
    const { model } = segment(wide, { k: 2, seed: 1 }), registry = new ModelRegistry();
    let turns = 0, isReady = false;
    const count = (): void => void (turns++, !isReady && setImmediate(count));
    setImmediate(count);
    await registry.set("shop", { model });
    isReady = true;
    expect(turns).toBeGreaterThan(5);
  });

  it("takes a model that cannot explain, where it can predict", async () => {
    const json = JSON.parse(JSON.stringify(usualModel())) as { pipeline: { stages: object[] } }, { stages } = json.pipeline, registry = new ModelRegistry();
    json.pipeline.stages = [...stages.slice(0, -2), { kind: "Pipeline", version: 1, stages: stages.slice(-2) }];
    await registry.set("shop", { model: json });
    const service = await serviceOf({ models: registry });
    expect((await ask(service, "/predict", ADA)).body).toMatchObject({ segment: usualModel().predict([{ ...ADA, SINCE: new Date(ADA.SINCE) }])[0] });
  });

  it("a swap while a body comes in mixes no two models within an answer", async () => {
    const registry = new ModelRegistry();
    await registry.set("shop", { model: usualModel(), version: "two" });
    const service = await serviceOf({ models: registry, limits: { bodyBytes: 50_000_000 } }), expected = (await ask(service, "/predict", [ADA, BOB])).body;
    const row = (i: number): string => JSON.stringify({ ...(i % 2 ? BOB : ADA), NOTE: "x".repeat(20_000) }), lines = Array.from({ length: 40 }, (_, i) => `${row(i)}\n`);
    const list = ask(service, "/predict", slowly([`[${row(0)}`, ...Array.from({ length: 39 }, (_, i) => `,${row(i + 1)}`), "]"], 3));
    const stream = ask(service, "/predict", slowly(lines, 3), { method: "POST", headers: { "content-type": "application/x-ndjson" } });
    await new Promise((resolve) => setTimeout(resolve, 40));
    await registry.set("shop", { model: threes(), version: "three" });
    const after = await ask(service, "/predict", ADA);
    expect(after.headers.get("segmentry-model")).toBe("shop@three");
    for (const { headers, text } of [await list, await stream]) {
      expect(headers.get("segmentry-model")).toBe("shop@two");
      const answers = text.startsWith("[") ? JSON.parse(text) : text.trimEnd().split("\n").map((line) => JSON.parse(line));
      expect(answers).toEqual(lines.map((_, i) => expected[i % 2]));
    }
  });
});
