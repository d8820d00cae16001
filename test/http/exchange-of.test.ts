import Fastify, { type FastifyInstance } from "fastify";
import { connect as connectHttp2 } from "node:http2";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { exchangeOf } from "../../src/http/exchange-of";
import type { Exchange } from "../../src/service/exchange";

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

/** A server of which the exchange of the last request is seen; it answers `/now` at once, anything else never. */
async function serve(options: { readonly http2?: true }): Promise<{ port: number; last: () => Exchange }> {
  let last: Exchange | undefined;
  app = Fastify(options as object);
  app.all("/*", async (request, reply) => {
    last = exchangeOf(request, reply, "");
    if (request.url !== "/now") await new Promise(() => undefined);
    return "answered";
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return { port: (app.server.address() as AddressInfo).port, last: () => last! };
}

it("knows of HTTP/1.1 whether the client is gone", async () => {
  const { port, last } = await serve({}), socket = connect(port, "127.0.0.1");
  socket.write("GET /never HTTP/1.1\r\nhost: x\r\n\r\n");
  await expect.poll(() => last()?.path).toBe("/never");
  expect(last().signal!.aborted).toBe(false);
  socket.destroy();
  await expect.poll(() => last().signal!.aborted).toBe(true);
  expect(() => last().signal!.throwIfAborted()).toThrow("the client is gone");
  expect(await (await fetch(`http://127.0.0.1:${port}/now`)).text()).toBe("answered");
  expect(last().signal!.aborted).toBe(false);
});

it("knows it of HTTP/2 too", async () => {
  const { port, last } = await serve({ http2: true }), client = connectHttp2(`http://127.0.0.1:${port}`);
  const stream = client.request({ ":path": "/never" }).on("error", () => undefined);
  await expect.poll(() => last()?.path).toBe("/never");
  expect(last().signal!.aborted).toBe(false);
  stream.close(8);
  await expect.poll(() => last().signal!.aborted).toBe(true);
  const other = client.request({ ":path": "/now" });
  other.resume();
  await new Promise((resolve) => other.once("close", resolve));
  expect([last().path, last().signal!.aborted]).toEqual(["/now", false]);
  client.destroy();
});
