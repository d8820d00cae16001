import { createServer as createHttpServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { afterEach, describe, expect, it } from "vitest";
import { createServer, type ServerOptions } from "../../src/http";
import { createService } from "../../src/service";
import { ADA, BOB, usualModel } from "../service/support";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<ServerOptions> = {}): Promise<{ base: string; port: number; connections: () => Promise<number>; close: () => Promise<unknown> }> {
  const server = await createServer({ models: { shop: { model: usualModel(), version: "v1" } }, logLevel: "silent", ...options }), base = await server.listen({ host: "127.0.0.1", port: 0 });
  let closed: Promise<unknown> | undefined;
  const close = (): Promise<unknown> => (closed ??= server.close());
  closing.push(close);
  const connections = (): Promise<number> => new Promise((resolve) => server.server.getConnections((_, count) => resolve(count)));
  return { base, port: Number(new URL(base).port), connections, close };
}

const predict = (base: string, body: unknown): Promise<Response> => fetch(`${base}/predict`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** A connection on which text is sent; what has come back, and whether it was closed. */
async function raw(port: number): Promise<{ socket: Socket; got: () => string; ended: Promise<void> }> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => void (text += part)).on("error", () => undefined);
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  return { socket, got: () => text, ended };
}

describe("a server of its own", () => {
  it("answers all routes, what there is none for by a problem", async () => {
    const { base } = await serve();
    expect(await (await predict(base, [ADA, BOB])).json()).toHaveLength(2);
    const none = await fetch(`${base}/nothing?x=1`);
    expect([none.status, none.headers.get("content-type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
    for (const method of ["GET", "HEAD"]) expect((await fetch(`${base}/docs`, { method })).status).toBe(200);
    await expect(createServer(undefined as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  it("answers who names the server with the path, as a proxy is asked", async () => {
    const { port } = await serve();
    for (const [path, status] of [["http://localhost/health", 200], ["HTTP://x:80/health?a=b", 200], ["http://localhost/none", 404], ["http://localhost", 404]] as const) {
      const { socket, got, ended } = await raw(port);
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
      await ended;
      expect(Number(got().slice(9, 12)), path).toBe(status);
    }
  });

  it("says of HEAD no length that GET has not", async () => {
    const { base } = await serve();
    for (const path of ["/segments", "/health", "/nothing"]) {
      const [head, get] = await Promise.all([fetch(base + path, { method: "HEAD" }), fetch(base + path)]);
      expect([head.status, head.headers.get("content-type")]).toEqual([get.status, get.headers.get("content-type")]);
      expect([null, get.headers.get("content-length")]).toContain(head.headers.get("content-length"));
    }
  });

  it("refuses by a problem also what Fastify would refuse by itself", async () => {
    const { base } = await serve(), body = JSON.stringify(ADA);
    const refused = await Promise.all([
      fetch(`${base}/predict`, { method: "POST", headers: { "content-type": "json" }, body }), fetch(`${base}/predict`, { method: "POST", headers: { "content-type": "*/*" }, body }),
      fetch(`${base}/segments`, { method: "QUERY" }), fetch(`${base}/models/%ff/predict`, { method: "POST", headers: { "content-type": "application/json" }, body }),
    ]);
    for (const answer of refused) expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    const problems = (await Promise.all(refused.map((answer) => answer.json()))) as { status: number; code: string }[];
    expect(problems.map(({ status, code }, i) => [refused[i]!.status === status, status, code])).toEqual([
      [true, 415, "UNSUPPORTED_MEDIA_TYPE"], [true, 415, "UNSUPPORTED_MEDIA_TYPE"], [true, 405, "METHOD_NOT_ALLOWED"], [true, 400, "NO_SUCH_ROUTE"],
    ]);
  });

  it("refuses by a problem what is no HTTP, before and within a body, and closes", async () => {
    const { port } = await serve(), head = "POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    const cases = [["GARBAGE\r\n\r\n", 400, "NOT_HTTP"], [`${head}x: ${"x".repeat(20_000)}\r\n\r\n`, 431, "HEAD_TOO_LARGE"], ["POST /predict HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}", 400, "NOT_HTTP"], [`${head}expect: tea\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`, 417, "NOT_HTTP"], [`${head}transfer-encoding: chunked\r\n\r\n4\r\n{"AG\r\nno size\r\n`, 400, "NOT_HTTP"]] as const;
    for (const [text, status, code] of cases) {
      const { socket, got, ended } = await raw(port);
      socket.write(text);
      await ended;
      const [start, body] = got().split("\r\n\r\n");
      expect(start).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z][^]*\r\ncontent-type: application/problem\\+json; charset=utf-8\r\n`));
      expect(JSON.parse(body!)).toMatchObject({ status, code, type: `urn:segmentry:problem:${code}` });
    }
  });

  it("cuts off a client that sends its body too slowly, and answers others meanwhile", async () => {
    const { port, base } = await serve({ limits: { requestMs: 300 } }), slow = await raw(port);
    slow.socket.write("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{");
    const timer = setInterval(() => slow.socket.write(" "), 50);
    expect((await predict(base, ADA)).status).toBe(200);
    await slow.ended;
    clearInterval(timer);
    expect(slow.got()).toContain("HTTP/1.1 408 Request Timeout");
  }, 15_000);

  it("answers before it has read a body that is too large, and does not keep the connection for it", async () => {
    const { port } = await serve({ limits: { bodyBytes: 1000 } }), large = await raw(port);
    large.socket.write(`POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000000\r\n\r\n[${" ".repeat(5000)}`);
    await large.ended;
    expect(large.got()).toContain("HTTP/1.1 413");
  }, 15_000);

  it("reads away what is left of a body that it has refused, and answers the next request on the connection", async () => {
    const { port } = await serve(), { socket, got, ended } = await raw(port), body = `[${"1,".repeat(300_000)}1]`, started = performance.now();
    socket.write(`POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    await ended;
    expect([...got().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["413", "200"]);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it("is none the worse for clients that go at any time", async () => {
    const { port, base } = await serve(), body = JSON.stringify(Array.from({ length: 2000 }, () => ADA));
    for (let i = 0; i < 60; i++) {
      const { socket, ended } = await raw(port), cut = Math.floor((body.length * i) / 60);
      socket.write(`POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/${i % 2 ? "json" : "x-ndjson"}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, i % 3 ? cut : undefined)}`);
      await new Promise((resolve) => setTimeout(resolve, i % 5));
      socket.destroy();
      await ended;
    }
    expect((await predict(base, ADA)).status).toBe(200);
    expect(await (await fetch(`${base}/metrics`)).text()).toMatch(/segmentry_aborted_total\{route="\/predict"\} [1-9]/);
  }, 30_000);

  it("ends the connection to a client that does not read its answer", async () => {
    const { port, base, connections } = await serve({ limits: { idleMs: 300 } }), body = JSON.stringify(Array.from({ length: 1000 }, () => ADA));
    const { socket, ended } = await raw(port);
    socket.write(`POST /similar?n=100 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    socket.pause();
    while ((await connections()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    while ((await connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(socket.bytesRead).toBeGreaterThan(0);
    socket.resume();
    await ended;
    expect((await predict(base, ADA)).status).toBe(200);
    expect(await (await fetch(`${base}/metrics`)).text()).toMatch(/segmentry_aborted_total\{route="\/similar"\} 1/);
  }, 30_000);

  it("streams both ways without holding the stream", async () => {
    const { port } = await serve(), line = `${JSON.stringify(ADA)}\n`;
    const sent = httpRequest({ port, path: "/predict", method: "POST", headers: { "content-type": "application/x-ndjson", "transfer-encoding": "chunked" } });
    const answered = new Promise<IncomingMessage>((resolve) => sent.once("response", resolve));
    sent.write(line.repeat(3));
    const answer = (await answered).setEncoding("utf8");
    let text = "";
    answer.on("data", (part: string) => void (text += part));
    while (text.split("\n").length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    sent.end(line.repeat(20_000));
    await new Promise((resolve) => answer.once("end", resolve));
    expect(text.trimEnd().split("\n")).toHaveLength(20_003);
  }, 30_000);

  it("closes after the requests in flight", async () => {
    const { port, base, close } = await serve(), open = await raw(port), body = JSON.stringify(ADA);
    await predict(base, ADA);
    open.socket.write(`POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    open.socket.write(body.slice(10));
    await closed;
    await open.ended;
    expect(open.got()).toContain("HTTP/1.1 200 OK");
    await expect(fetch(`${base}/health`)).rejects.toThrow();
  });
});

describe("a server that is about to stop", () => {
  it("answers all as before, but that it is not ready", async () => {
    const server = await createServer({ models: { shop: { model: usualModel(), version: "v1" } }, logLevel: "silent" }), base = await server.listen({ host: "127.0.0.1", port: 0 });
    closing.push(() => server.close());
    expect((await fetch(`${base}/ready`)).status).toBe(200);
    server.drain();
    expect([(await fetch(`${base}/ready`)).status, (await fetch(`${base}/health`)).status, (await predict(base, ADA)).status]).toEqual([503, 200, 200]);
  });

  it("answers who has begun to ask, and closes the connection", async () => {
    const { port, close } = await serve(), { socket, got, ended } = await raw(port), body = JSON.stringify(ADA);
    socket.write("POST /predict HTTP/1.1\r\nhost: x\r\n");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = close();
    socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await ended;
    expect(got()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*connection: close\r\n[\s\S]*"segment"/i);
    await closed;
  });
});

describe("the handler under plain node:http", () => {
  it("answers as under Fastify, streams too", async () => {
    const failures: unknown[] = [], { handler } = await createService({ models: { shop: { model: usualModel(), version: "v1" } }, limits: { concurrent: 4 }, onFailure: (error) => failures.push(error) });
    const server: Server = createHttpServer((incoming, outgoing) => {
      const { method = "GET", url = "/", headers } = incoming, hasBody = method !== "GET" && method !== "HEAD";
      const request = new Request(new URL(url, "http://localhost"), { method, headers: headers as Record<string, string>, ...(hasBody ? { body: ReadableStream.from(incoming.iterator({ destroyOnReturn: false })) as never, duplex: "half" } : {}) });
      void handler(request).then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        if (response.body) await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => undefined);
        else outgoing.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fastify = await serve();
    for (const body of [ADA, [ADA, BOB], [{}], { ...ADA, AGE: "x" }]) {
      const [ours, theirs] = await Promise.all([predict(base, body), predict(fastify.base, body)]);
      expect([ours.status, ours.headers.get("content-type"), await ours.text()]).toEqual([theirs.status, theirs.headers.get("content-type"), await theirs.text()]);
    }
    const lines = await fetch(`${base}/predict`, { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: `${JSON.stringify(ADA)}\n`.repeat(5000) });
    expect((await lines.text()).trimEnd().split("\n")).toHaveLength(5000);
    // What is refused while it comes in.
    const large = JSON.stringify(Array.from({ length: 6000 }, () => ({ ...ADA, more: "x".repeat(2000) })));
    const tooLarge = await fetch(`${base}/predict`, { method: "POST", headers: { "content-type": "application/json" }, body: large });
    expect([tooLarge.status, await tooLarge.json()]).toMatchObject([413, { code: "BODY_TOO_LARGE" }]);
    // Clients that go at any time leave their places to others.
    const body = `${JSON.stringify(ADA)}\n`.repeat(20_000);
    for (let i = 0; i < 24; i++) {
      const { socket, ended } = await raw(Number(new URL(base).port));
      if (i % 2) socket.pause();
      socket.write(`POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/${i % 4 ? "x-ndjson" : "json"}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, (body.length * (i % 5)) / 4)}`);
      await new Promise((resolve) => setTimeout(resolve, i % 6));
      socket.destroy();
      await ended;
    }
    await expect.poll(async () => (await Promise.all([0, 1, 2, 3].map(() => predict(base, ADA)))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(failures).toEqual([]);
    expect((await fetch(`${base}/openapi.json`)).status).toBe(200);
  });
});
