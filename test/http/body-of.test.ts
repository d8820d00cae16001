import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { bodyOf } from "../../src/http/body-of";

let close = (): void => undefined;
afterEach(() => close());

/** A server that answers by what is made of a body, and what sends parts of one to it. */
async function serve(read: (body: AsyncIterable<Uint8Array>, incoming: IncomingMessage) => Promise<string>) {
  const server = createServer((incoming, response) => void read(bodyOf(incoming), incoming).then((text) => response.end(text)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => void server.close().closeAllConnections();
  const { port } = server.address() as AddressInfo;
  return (parts: readonly string[]): Promise<string> => new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", method: "POST" }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => resolve(text));
    }).on("error", reject);
    for (const part of parts) outgoing.write(part);
    outgoing.end();
  });
}

it("gives the bytes of any body in order, however slowly they are asked for", async () => {
  const send = await serve(async (body) => {
    let text = "";
    for await (const part of body) {
      text += Buffer.from(part).toString("latin1");
      await after(text.length % 3);
    }
    return text;
  });
  const parts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n"), minLength: 1, maxLength: 40 }).chain((text) => fc.integer({ min: 1, max: 3000 }).map((times) => text.repeat(times))), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(parts, async (list) => {
    expect(await send(list)).toBe(list.join(""));
  }), { numRuns: 40 });
});

it("holds no more of a body than what a connection and a request buffer, while nobody asks", async () => {
  let seen = 0;
  const send = await serve(async (body, incoming) => {
    const iterator = body[Symbol.asyncIterator]();
    await iterator.next();
    await after(200);
    seen = incoming.socket.bytesRead;
    for (let next = await iterator.next(); !next.done; next = await iterator.next());
    return "read";
  });
  expect(await send(["x".repeat(50_000_000)])).toBe("read");
  expect(seen).toBeGreaterThan(0);
  expect(seen).toBeLessThan(10_000_000);
});

it("leaves a request that is not read to its end, so that it can be answered", async () => {
  const send = await serve(async (body) => {
    for await (const part of body) {
      return `left after ${part.byteLength > 0 ? "some" : "none"}`;
    }
    return "none";
  });
  expect(await send(["x".repeat(1000)])).toBe("left after some");
});

it("gives no more once it was left, and leaves nobody waiting", async () => {
  const found = new Promise<unknown>((resolve) => {
    void serve(async (body) => {
      const iterator = body[Symbol.asyncIterator]();
      const [first, second] = [iterator.next(), iterator.next()].map((next) => next.then(({ done }) => done, (error: unknown) => String(error)));
      await first;
      const third = iterator.next();
      await iterator.return!();
      resolve([await first, await second, (await third).done, (await iterator.next()).done]);
      return "left";
    }).then((send) => void send(["x".repeat(300_000)]).catch(() => undefined));
  });
  expect(await found).toEqual(["Error: the next part was asked for before this one had come", false, true, true]);
});

it("rejects where the client goes before the end, also when it is asked again", async () => {
  const errors = new Promise<string[]>((resolve) => {
    const server = createServer((incoming) => {
      const iterator = bodyOf(incoming)[Symbol.asyncIterator](), errors: string[] = [];
      const ask = (): void => void iterator.next().then(ask, (error: unknown) => {
        if (errors.push(String(error)) === 2) resolve(errors);
        else ask();
      });
      ask();
    }).listen(0, "127.0.0.1", () => {
      close = () => void server.close().closeAllConnections();
      const outgoing = request({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", method: "POST", headers: { "content-length": 1000 } }).on("error", () => undefined);
      outgoing.write("some", () => setTimeout(() => outgoing.destroy(), 50));
    });
  });
  const cut = "Error: the request ended before its body";
  expect(await errors).toEqual([cut, cut]);
});
