import { request } from "node:http";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { segment } from "../../src";
import { appCommand, serveCommand } from "../../src/cli";
import type { FastifyLeaf } from "../../src/cli/commands/serve-leaf";
import * as http from "../../src/http";
import { expectRefused, folder, type Folder } from "./support";

const model = JSON.stringify(segment([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], { k: 2 }).model);

/** Runs the service until some work with it is done. */
async function serving(at: Folder, args: readonly string[], work: (address: string) => Promise<void>): Promise<{ code: number; out: string; err: string }> {
  const stop = new AbortController(), errors: string[] = [];
  let worked: Promise<void> | undefined;
  const stderr = {
    write(text: string) {
      errors.push(text);
      const address = /at (http:\S+)/.exec(text)?.[1];
      if (address) worked = work(address).finally(() => stop.abort());
    },
  };
  const { code, out } = await at.run(["serve", ...args], { signal: stop.signal, stderr });
  await worked;
  return { code, out, err: errors.join("") };
}

describe("serve", () => {
  it("asks of segmentry/fastify what that gives", () => {
    // For the compiler: a leaf of other types is none that this can hold.
    const leaf: FastifyLeaf = http;
    expect(leaf.createServer).toBe(http.createServer);
  });

  it("answers from models by name until it is stopped, and logs lines of JSON", async () => {
    const at = await folder({ "my shop.json": model, "b.json": model });
    const { code, out, err } = await serving(at, ["my shop.json", "vip=b.json", "--port", "0"], async (address) => {
      const { models } = (await (await fetch(`${address}/models`)).json()) as { models: { name: string; isDefault: boolean }[] };
      expect(models.map(({ name, isDefault }) => [name, isDefault])).toEqual([["my-shop", true], ["vip", false]]);
      const answer = await fetch(`${address}/models/vip/predict`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"AGE":69}' });
      expect(await answer.json()).toMatchObject({ segment: 1 });
    });
    expect(code).toBe(0);
    expect(err).toMatch(/^segmentry serves my-shop@[0-9a-f]{12}, 2 segments; vip@[0-9a-f]{12}, 2 segments at http:\/\/127\.0\.0\.1:\d+\ndocs: http:\S+\/docs\nsegmentry stops, within 10 s\n$/);
    const lines = out.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ route }) => route === "/models/{name}/predict")).toMatchObject({ status: 200, rows: 1 });
  });

  it("finds similar customers of a file, heeds limits and tokens", async () => {
    const at = await folder({ "m.json": model, "c.csv": "AGE\n20\n22\n70\n", token: "a-token-of-20-letters\n" });
    const { code } = await serving(at, ["m.json", "--customers", "c.csv", "--port", "0", "--max-rows", "2", "--token-file", "token", "--log", "silent"], async (address) => {
      const ask = (path: string, body: unknown, token = "a-token-of-20-letters"): Promise<Response> => fetch(`${address}${path}`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
      expect((await ask("/predict", { AGE: 1 }, "another")).status).toBe(401);
      for (const path of ["/predict", "/explain", "/similar"]) expect((await ask(path, [{ AGE: 1 }, { AGE: 1 }, { AGE: 1 }])).status).toBe(413);
      expect(((await (await ask("/similar", { AGE: 21 })).json()) as { similar: unknown[] }).similar).toHaveLength(3);
    });
    expect(code).toBe(0);
  });

  it("--json says once where it listens, and leaves stdout to that", async () => {
    const at = await folder({ "m.json": model }), stop = new AbortController();
    let out = "", log = "";
    const stdout = { write: (text: string) => void ((out += text), stop.abort()) }, stderr = { write: (text: string) => void (log += text) };
    expect((await at.run(["serve", "m.json", "--port", "0", "--json"], { stdout, stderr, signal: stop.signal })).code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ address: expect.stringMatching(/^http:\/\/127/), models: [{ name: "m", segments: 2 }], docs: expect.stringContaining("/docs") });
    expect(JSON.parse(log.split("\n")[0]!)).toMatchObject({ msg: "model loaded", model: "m" });
  });

  it("warns where other machines may ask without a token", async () => {
    const at = await folder({ "m.json": model }), { err } = await serving(at, ["m.json", "--host", "0.0.0.0", "--port", "0", "--log", "silent"], () => Promise.resolve());
    expect(err).toContain("remark: whoever reaches this address may ask");
  });

  it("refuses a port in use, models and customers that are wrong, and wrong usage", async () => {
    const at = await folder({ "m.json": model, "bad.json": "{", "c.csv": "SHOE\n44\n" }), taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number }, { err } = await expectRefused(at, ["serve", "m.json", "--log", "silent", "--port", `${port}`], 1, "INVALID_OPTION");
    expect(err).toContain(`serve requires a port that is free, got port ${port} of 127.0.0.1, which is in use; give another with --port, 0 for any free one`);
    taken.close();
    await expectRefused(at, ["serve", "bad.json", "--log", "silent"], 1, "INVALID_JSON");
    await expectRefused(at, ["serve", "none.json", "--log", "silent"], 1, "FILE_NOT_FOUND");
    await expectRefused(at, ["serve", "m.json", "--customers", "c.csv", "--log", "silent"], 1, "MISSING_COLUMN");
    await expectRefused(at, ["serve", "m.json", "m.json"], 2, "USAGE");
    for (const name of ["x", "constructor"]) await expectRefused(at, ["serve", "m.json", "--customers", `${name}=c.csv`], 2, "USAGE");
    await expectRefused(at, ["serve", "m.json", "--port", "70000"], 2, "USAGE");
    await expectRefused(at, ["serve", "m.json", "--log", "loud"], 2, "USAGE");
    await expectRefused(at, ["serve"], 2, "USAGE");
    await expectRefused(at, ["serve", "m.json", "--host", "203.0.113.1", "--log", "silent"], 1, "INVALID_OPTION");
  });

  it("answers to this machine's own names alone, unless there is a token or another name is allowed", async () => {
    const at = await folder({ "m.json": model, token: "a-token-of-20-letters" });
    const statusAs = (name: string, args: readonly string[] = []) => new Promise<number>((resolve, reject) => {
      serving(at, ["m.json", "--port", "0", "--log", "silent", ...args], (address) => new Promise((done) => {
        request(`${address}/health`, { headers: { host: name } }, (answer) => (answer.resume(), resolve(answer.statusCode!), done())).on("error", reject).end();
      })).catch(reject);
    });
    expect([await statusAs("localhost:80"), await statusAs("127.0.0.1"), await statusAs("evil.example"), await statusAs("localhost.evil.example")]).toEqual([200, 200, 421, 421]);
    expect(await statusAs("shop.example", ["--allow-host", "shop.example"])).toBe(200);
    expect(await statusAs("evil.example", ["--token-file", "token"])).toBe(200);
  });

  it("refuses a port that is none from programs too", async () => {
    const at = await folder({ "m.json": model }), refused = { code: "INVALID_OPTION", rule: "a port from 0 to 65535" };
    await expect(serveCommand({ models: [`${at.path}/m.json`], port: -1, quiet: true, log: "silent" })).rejects.toMatchObject(refused);
    await expect(appCommand({ port: 65_536 })).rejects.toMatchObject(refused);
  });

  it("goes on answering for a while when it is to stop, and says that it is not ready", async () => {
    const at = await folder({ "m.json": model }), stop = new AbortController(), seen: number[] = [];
    const onListening = async (address: string): Promise<void> => {
      stop.abort();
      await expect.poll(async () => (await fetch(`${address}/ready`)).status).toBe(503);
      seen.push((await fetch(`${address}/predict`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"AGE":69}' })).status);
    };
    const started = performance.now();
    expect(await serveCommand({ models: [`${at.path}/m.json`], port: 0, drain: 1, quiet: true, log: "silent", onListening: (address) => void onListening(address) }, { signal: stop.signal })).toMatchObject({ forced: false });
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(seen).toEqual([200]);
  });

  it("gives up on requests that do not end in time", async () => {
    const at = await folder({ "m.json": model }), stop = new AbortController();
    const onListening = (address: string): void => {
      const open = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"AGE":1}\n')) });
      void fetch(`${address}/predict`, { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: open, duplex: "half" } as RequestInit).catch(() => undefined);
      setTimeout(() => stop.abort(), 200);
    };
    const said: string[] = [], stderr = { write: (text: string) => void said.push(text) };
    const { forced } = await serveCommand({ models: [`${at.path}/m.json`], port: 0, grace: 0.3, log: "silent", onListening }, { signal: stop.signal, stderr });
    expect(forced).toBe(true);
    expect(said.slice(-2)).toEqual(["segmentry stops, within 0.3 s\n", "remark: what was not answered after 0.3 s was cut off; give more by --grace\n"]);
  });

  it("goes on where nobody reads its log any longer", async () => {
    const at = await folder({ "m.json": model }), stop = new AbortController(), statuses: number[] = [];
    const asking = async (address: string): Promise<void> => {
      for (let i = 0; i < 3; i++) statuses.push((await fetch(`${address}/model`)).status);
      stop.abort();
    };
    await serveCommand({ models: [`${at.path}/m.json`], port: 0, quiet: true, log: "info", onListening: (address) => void asking(address) }, { signal: stop.signal, stdout: { write: () => Promise.reject(new Error("write EPIPE")) } });
    expect(statuses).toEqual([200, 200, 200]);
  });
});
