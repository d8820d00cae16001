import Fastify, { type FastifyInstance } from "fastify";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { segment, type SegmentationModel } from "../../src";
import { ModelRegistry } from "../../src/service";
import plugin, { segmentryPlugin, type SegmentryPluginOptions } from "../../src/http";
import { ADA, BOB, customers, strictModel, usualModel } from "../service/support";

const apps: FastifyInstance[] = [], folders: string[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function appOf(options: Partial<SegmentryPluginOptions> & { prefix?: string } = {}, app: FastifyInstance = Fastify()): Promise<FastifyInstance> {
  apps.push(app);
  await app.register(segmentryPlugin, { models: { shop: { model: usualModel(), version: "v1" } }, ...options });
  return app;
}

const post = (app: FastifyInstance, url: string, payload: unknown, headers: Record<string, string> = {}) => app.inject({ method: "POST", url, headers: { "content-type": "application/json", ...headers }, payload: typeof payload === "string" ? payload : JSON.stringify(payload) });

async function modelFile(model: SegmentationModel = usualModel()): Promise<{ file: string; write: (text: string) => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "segmentry-http-")), file = join(folder, "shop.json");
  folders.push(folder);
  const write = async (text: string): Promise<void> => {
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  };
  await write(JSON.stringify(model));
  return { file, write };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await holds()).toBe(true);
}

describe("the plugin", () => {
  it("answers below its prefix as the handler does, by any way of registering it", async () => {
    const app = await appOf({ prefix: "/v1" }), other = Fastify();
    apps.push(other);
    await other.register(plugin, { models: { shop: usualModel() } });
    const answer = await post(app, "/v1/predict", [ADA, BOB]);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["segmentry-model"]).toBe("shop@v1");
    expect(answer.json()).toEqual((await post(other, "/predict", [ADA, BOB])).json());
    expect((await post(app, "/v1/models/shop/versions/v1/predict", ADA)).json()).toEqual(answer.json<unknown[]>()[0]);
    expect((await app.inject("/v1/openapi.json")).json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/v1" }] });
    expect((await app.inject({ method: "DELETE", url: "/v1/predict" })).headers["allow"]).toBe("POST");
    expect((await app.inject({ method: "HEAD", url: "/v1/segments" })).statusCode).toBe(200);
    expect((await post(app, "/v1/predict", "{")).json()).toMatchObject({ status: 400, code: "INVALID_JSON" });
    expect((await post(app, "/v1/predict", "AGE=24", { "content-type": "application/x-www-form-urlencoded" })).statusCode).toBe(415);
    const lines = await post(app, "/v1/predict", `${JSON.stringify(ADA)}\n${JSON.stringify(BOB)}\n`, { "content-type": "application/x-ndjson" });
    expect(lines.body.trimEnd().split("\n").map((line) => JSON.parse(line))).toEqual(answer.json());
  });

  it("leaves the host's parsers, errors, routes and documents as they are", async () => {
    const host = Fastify();
    host.post("/own", (request) => ({ got: request.body }));
    host.get("/broken", () => Promise.reject(new Error("own")));
    const app = await appOf({ prefix: "/s" }, host);
    expect((await post(app, "/own", { a: 1 })).json()).toEqual({ got: { a: 1 } });
    expect((await post(app, "/own", "{")).json()).toMatchObject({ statusCode: 400, error: "Bad Request" });
    expect((await app.inject("/nowhere")).json()).toMatchObject({ message: "Route GET:/nowhere not found" });
    expect((await app.inject("/broken")).json()).toMatchObject({ message: "own" });
    expect(app.hasDecorator("segmentry")).toBe(false);
  });

  it("has metrics of its own and a page of documentation, or none", async () => {
    const app = await appOf({ prefix: "/s" });
    await post(app, "/s/predict?badRows=empty", [ADA, 7]);
    const metrics = (await app.inject("/s/metrics")).body;
    for (const line of ['segmentry_customers_total{model="shop@v1",outcome="scored"} 1', 'segmentry_customers_total{model="shop@v1",outcome="refused"} 1', 'segmentry_model_info{name="shop",version="v1",current="true"} 1', 'segmentry_request_duration_seconds_count{method="POST",route="/predict",status="200"} 1']) expect(metrics).toContain(line);
    const page = await app.inject("/s/docs/"), document = await app.inject("/s/docs/json");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(document.json()).toEqual((await app.inject("/s/openapi.json")).json());
    const yaml = await app.inject("/s/docs/yaml");
    expect([yaml.headers["content-type"], JSON.parse(yaml.body)]).toEqual(["application/yaml; charset=utf-8", document.json()]);
    expect(page.body).not.toMatch(/https?:\/\//);
    expect((await app.inject("/s/docs")).headers["location"]).toBe("./docs/");
    for (const [, link] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await app.inject(new URL(link!, "http://x/s/docs/").pathname)).statusCode, link).toBe(200);
    const bare = await appOf({ metrics: false, docs: false });
    expect((await bare.inject("/metrics")).statusCode).toBe(404);
    expect((await bare.inject("/docs/")).statusCode).toBe(404);
  });

  it("shows its documentation to nobody without the token", async () => {
    const token = "a-token-of-20-letters", app = await appOf({ token }), asked = await appOf({ token, docs: true }), headers = { authorization: `Bearer ${token}` };
    expect((await app.inject("/docs/")).statusCode).toBe(404);
    for (const path of ["/docs/", "/docs/json", "/docs/yaml", "/openapi.json"]) {
      expect((await asked.inject(path)).json()).toMatchObject({ status: 401, code: "UNAUTHORIZED" });
      expect((await asked.inject({ method: "GET", url: path, headers })).statusCode).toBe(200);
    }
  });

  it("keeps its models where the host asks them too, the first named one the default", async () => {
    const { file } = await modelFile(), registry = new ModelRegistry(), app = await appOf({ registry, models: { first: file, second: strictModel() } });
    expect(registry.list().map(({ name }) => name)).toEqual(["first", "second"]);
    expect(registry.model()!.k).toBe(usualModel().k);
    expect([...registry.model("second")!.predict([{ AGE: 30, CITY: "Oslo", SPENT: 100 }])]).toEqual([(await post(app, "/models/second/predict", { AGE: 30, CITY: "Oslo", SPENT: 100 })).json<{ segment: number }>().segment]);
    expect(registry.model("third")).toBeUndefined();
    expect(registry.setDefault("third")).toBe(false);
  });

  it("logs each answer with nothing of the customers", async () => {
    const lines: string[] = [], app = await appOf({ logAnswers: "info" }, Fastify({ logger: { level: "debug", stream: { write: (line: string) => void lines.push(line) } } }));
    await post(app, "/predict", { ...ADA, AGE: "Lovelace" });
    await post(app, "/predict", { ...ADA, CITY: "Lovelace" });
    await post(app, "/similar?n=Lovelace", ADA);
    await post(app, "/explain", { ...ADA, CITY: "Lovelace" });
    await app.inject({ method: "GET", url: "/segments?name=Lovelace", remoteAddress: "203.0.113.7" });
    const ours = lines.map((line) => JSON.parse(line) as { msg: string; code?: string }).filter(({ msg }) => msg === "answered");
    expect(ours.map(({ code }) => code)).toEqual(["COLUMN_TYPE", null, "BAD_QUERY", null, "BAD_QUERY"]);
    expect(lines.join("")).not.toMatch(/Lovelace|203\.0\.113/);
  });

  it("reads a file anew when it changes; garbage is refused, and the old model stays", async () => {
    const { file, write } = await modelFile(), lines: string[] = [];
    const app = await appOf({ models: { shop: file }, watch: 20 }, Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } }));
    const k = async (): Promise<number> => (await app.inject("/segments")).json<{ segments: unknown[] }>().segments.length;
    expect(await k()).toBe(2);
    for (const garbage of ["garbage", "", JSON.stringify(usualModel()).slice(0, 500)]) {
      const before = lines.length;
      await write(garbage);
      await until(() => Promise.resolve(lines.slice(before).some((line) => line.includes('"model refused"'))));
      expect(await k()).toBe(2);
    }
    await write(JSON.stringify(segment(customers(), { k: 3, seed: 1 }).model));
    await until(async () => (await k()) === 3);
    expect((await app.inject("/metrics")).body).toContain('segmentry_reloads_total{outcome="refused"} 3');
  });

  it("counts customers by version, of those that are served", async () => {
    const registry = new ModelRegistry({ keep: 1 }), app = await appOf({ models: registry }), versions = async (): Promise<string[]> => [...(await app.inject("/metrics")).body.matchAll(/^segmentry_customers_total\{model="shop@(\w+)"/gm)].map(([, version]) => version!);
    for (const version of ["a", "b", "c", "d"]) {
      await registry.set("shop", { model: usualModel(), version });
      await post(app, "/predict", ADA);
    }
    expect(await versions()).toEqual(["a", "b", "c", "d"]);
    await versions();
    expect(await versions()).toEqual(["d"]);
  });

  it("reads files anew by an admin's request, and says which was refused", async () => {
    const { file, write } = await modelFile(), adminToken = "an-admin-token-1", app = await appOf({ models: { shop: file }, adminToken }), headers = { authorization: `Bearer ${adminToken}` };
    await write(JSON.stringify(strictModel()));
    expect((await app.inject({ method: "POST", url: "/admin/reload" })).statusCode).toBe(401);
    expect((await app.inject({ method: "POST", url: "/admin/reload", headers })).json()).toMatchObject({ models: [{ isCurrent: true }, { isCurrent: false }] });
    expect((await post(app, "/predict", { AGE: 30, CITY: "Oslo", SPENT: 100 })).statusCode).toBe(200);
    await write("{");
    const refused = await app.inject({ method: "POST", url: "/admin/reload", headers });
    expect(refused.json()).toMatchObject({ status: 503, code: "NOT_RELOADED", detail: expect.stringContaining("the old models stay: shop.json requires JSON") });
  });

  it("takes customers from a file, and refuses to start with files that are wrong", async () => {
    const { file } = await modelFile(), csv = `${file}.csv`, rows = customers().map(({ ID, AGE, CITY, MEMBER, SINCE, SPENT }) => [ID, AGE, CITY, MEMBER, (SINCE as Date).toISOString(), SPENT].join(","));
    await writeFile(csv, ["ID,AGE,CITY,MEMBER,SINCE,SPENT", ...rows].join("\n"));
    const app = await appOf({ models: { shop: { file, customers: csv, version: "x" } } }), { similar } = (await post(app, "/similar", ADA)).json<{ similar: { id: string }[] }>();
    expect(similar[0]!.id).toMatch(/^c\d+$/);
    const start = (options: Partial<SegmentryPluginOptions>): Promise<unknown> => appOf(options).then((ready) => ready.ready());
    await expect(start({ models: { shop: `${file}.none` } })).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
    // Nothing of what stands in a file that is none of a model.
    await expect(start({ models: { shop: csv } })).rejects.toMatchObject({ code: "INVALID_JSON", message: "shop.json.csv requires JSON, got text that is not; the file is damaged or was not written by segmentry" });
    for (const wrong of [{}, [], { shop: null }, { shop: undefined }, { shop: 5 }, { shop: JSON.stringify(usualModel()) }, { shop: { file, wtach: true } }]) await expect(start({ models: wrong as never })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(start({ models: { shop: { file, customers: file } } })).rejects.toMatchObject({ name: "SegmentryError" });
    await expect(start({ modles: {} } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});
