import { once } from "node:events";
import { request, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { serveApp, type AppServer } from "../../src/cli/app/server";
import { customers, expectRefused, folder, type Folder } from "./support";

const open: AppServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function served(name: string | null = "c.csv", host = "127.0.0.1"): Promise<{ server: AppServer; at: Folder }> {
  const at = await folder({ "c.csv": customers(), "secret.txt": "secret", "app/index.html": "<!doctype html>app", "app/sw.js": "// sw", "app/other.txt": "other" });
  const server = await serveApp(name && join(at.path, name), host, 0, join(at.path, "app"));
  open.push(server);
  return { server, at };
}

interface Answer { status: number; text: string; headers: IncomingHttpHeaders }

function get({ address: { host, port } }: AppServer, path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("end", () => resolve({ status: response.statusCode!, text, headers: response.headers }));
    }).on("error", reject).end();
  });
}

describe("the server of the app", () => {
  it("says the file's name, which another file may have had at this address before", async () => {
    const at = await folder({ "größe, 1.csv": customers(), "app/index.html": "", "app/sw.js": "" }), server = await serveApp(join(at.path, "größe, 1.csv"), "127.0.0.1", 0, join(at.path, "app"));
    open.push(server);
    expect((await get(server, "/file", { method: "HEAD" })).headers["content-disposition"]).toBe("attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe%2C%201.csv");
  });

  it("serves the page, its service worker and the file, each with its type", async () => {
    const { server } = await served();
    for (const [path, type, text] of [["/", "text/html; charset=utf-8", "<!doctype html>app"], ["/index.html", "text/html; charset=utf-8", "<!doctype html>app"], ["/?a=1", "text/html; charset=utf-8", "<!doctype html>app"], ["/sw.js", "text/javascript; charset=utf-8", "// sw"], ["/file", "application/octet-stream", customers()]] as const) {
      const answer = await get(server, path);
      expect([path, answer.status, answer.headers["content-type"], answer.text]).toEqual([path, 200, type, text]);
      expect(answer.headers["content-length"]).toBe(String(text.length));
    }
  });

  it("sends headers that keep other pages out", async () => {
    const { server } = await served();
    for (const path of ["/", "/file", "/nothing"]) {
      expect((await get(server, path)).headers).toMatchObject({ "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin", "referrer-policy": "no-referrer", "cache-control": "no-store", "content-security-policy": "frame-ancestors 'none'" });
      expect((await get(server, path)).headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("answers HEAD without a body, and refuses all other methods", async () => {
    const { server } = await served();
    expect(await get(server, "/file", { method: "HEAD" })).toMatchObject({ status: 200, text: "", headers: { "content-length": String(customers().length) } });
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) expect(await get(server, "/", { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  it("has no way out of its folder, nor to other files in it", async () => {
    const { server } = await served();
    for (const path of ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/app/../../secret.txt", "/other.txt", "/file/../secret.txt", "//etc/passwd", "/__proto__", "/constructor"]) {
      expect([path, (await get(server, path)).status]).toEqual([path, 404]);
    }
  });

  it("has no file where none was given", async () => {
    const { server } = await served(null);
    expect((await get(server, "/file")).status).toBe(404);
  });

  it("says so where the file is gone", async () => {
    const { server } = await served("gone.csv");
    expect(await get(server, "/file")).toMatchObject({ status: 404, text: "This file is not there any more.\n" });
  });

  it("answers to its own names alone: no page can point a name of its own at it", async () => {
    const { server } = await served(), { port } = server.address;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "LOCALHOST"]) expect((await get(server, "/file", { headers: { host } })).status).toBe(200);
    for (const host of [`evil.example:${port}`, "evil.example", "127.0.0.1.evil.example", "192.168.0.7"]) expect([host, (await get(server, "/file", { headers: { host } })).status]).toEqual([host, 421]);
  });

  it("where it is reached from elsewhere, answers to addresses and to no name", async () => {
    const { server } = await served("c.csv", "0.0.0.0"), at = { ...server, address: { ...server.address, host: "127.0.0.1" } };
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await get(at, "/", { headers: { host: "192.168.0.7" } })).status).toBe(200);
    expect((await get(at, "/", { headers: { host: "evil.example" } })).status).toBe(421);
  });

  it("gives the customers to no page of another site", async () => {
    const { server } = await served();
    for (const [site, status] of [["same-origin", 200], ["none", 200], ["cross-site", 403], ["same-site", 403]] as const) {
      expect([site, (await get(server, "/file", { headers: { "sec-fetch-site": site } })).status]).toEqual([site, status]);
    }
  });
});

describe("segmentry app", () => {
  it("prints where it is, serves until it is stopped, and ends with 0", async () => {
    const at = await folder({ "my customers.csv": customers() }), controller = new AbortController();
    let out = "";
    const stdout = { write: (text: string) => void (out += text) };
    const ended = at.run(["app", "my customers.csv"], { stdout, signal: controller.signal });
    while (out === "") await new Promise((resolve) => setTimeout(resolve, 5));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)![0];
    expect(out).toContain(`${url}/#file=my%20customers.csv\n`);
    expect(await (await fetch(`${url}/file`)).text()).toBe(customers());
    controller.abort();
    expect((await ended).code).toBe(0);
    await expect(fetch(`${url}/file`)).rejects.toThrow();
  });

  it("prints JSON, or the address alone", async () => {
    const at = await folder({ "c.csv": customers() }), signal = AbortSignal.abort();
    const found = JSON.parse((await at.run(["app", "c.csv", "--json"], { signal })).out) as { url: string; port: number };
    expect(found).toEqual({ url: `http://127.0.0.1:${found.port}/#file=c.csv`, host: "127.0.0.1", port: found.port, file: "c.csv" });
    expect((await at.run(["app", "--quiet"], { signal })).out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#app\n$/);
  });

  it("refuses a file that cannot be read", async () => {
    const at = await folder({ "sub/c.csv": customers() });
    expect((await expectRefused(at, ["app", "none.csv"], 1, "FILE_NOT_FOUND")).err).toContain('"none.csv"');
    await expectRefused(at, ["app", "sub"], 1, "FILE_UNREADABLE");
    await expectRefused(at, ["app", "-"], 2, "USAGE");
  });

  it("refuses a port that is taken or none, and says what to do", async () => {
    const at = await folder(), other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    expect((await expectRefused(at, ["app", "--port", String(port)], 1, "INVALID_OPTION")).err).toContain(`port ${port} of 127.0.0.1, which is in use; give another with --port`);
    other.close();
    for (const wrong of ["65536", "-1", "1.5", "abc"]) expect((await expectRefused(at, ["app", "--port", wrong], 2, "USAGE")).err).toContain("--port");
    await expectRefused(at, ["app", "--host", "256.0.0.1"], 1, "INVALID_OPTION");
  });
});
